package scrip.core.pack;

/// The state of a pool as its account sees it (R11, R13, R18).
public enum PoolState {
    ACTIVE,
    /// Nothing left and no debt.
    EXHAUSTED,
    ARREARS,
    SUSPENDED
}
