package scrip.core.catalog;

/// What happens to an asked use that packs cannot cover (R10).
public enum Mode {
    /// What no pack covers is booked as arrears.
    SOFT,
    /// The use is refused whole.
    HARD
}
