package scrip.client;

/// Where something is used.
public enum Surface {
    /// By patients.
    PATIENT,
    /// By the people of an organization, who look after it.
    CONSOLE,
    /// By programs.
    API
}
