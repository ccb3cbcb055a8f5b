package scrip.core.access;

/// What an organization may do with a feature on a surface (X1).
public enum AccessState {
    ALLOWED,
    /// History, orders, payment and export remain available (L2).
    READ_ONLY,
    DENIED
}
