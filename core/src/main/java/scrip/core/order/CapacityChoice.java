package scrip.core.order;

/// What buying a monthly resource again does (R14).
public enum CapacityChoice {
    /// The sets that end first get the months.
    EXTEND,
    /// New sets from now.
    ADD
}
