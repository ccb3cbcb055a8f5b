package scrip.core.catalog;

/// What happens to an asked use that packs cannot cover in full (R10).
public enum Mode {
    /// Units that no pack covers are booked as arrears.
    SOFT,
    /// The whole use is refused.
    HARD
}
