package scrip.core.pack;

/// The state of a pool as its account sees it (R11, R13, R18).
public enum PoolState {
    ACTIVE,
    /// No units left, and no debt.
    EXHAUSTED,
    ARREARS,
    SUSPENDED
}
