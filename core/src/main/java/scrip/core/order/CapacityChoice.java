package scrip.core.order;

/// The effect of buying a monthly resource again (R14).
public enum CapacityChoice {
    /// Extends the sets that end first.
    EXTEND,
    /// Adds new sets from now.
    ADD
}
