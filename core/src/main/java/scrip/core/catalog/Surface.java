package scrip.core.catalog;

/// Where a feature is used (`docs/rulebook.md`, section 1).
public enum Surface {
    /// The patient end.
    PATIENT,
    /// The management console.
    CONSOLE,
    API
}
