package scrip.core.pack;

/// The phases in the life of a pack. Time alone moves it on, when an account is advanced.
public enum PackPhase {
    /// Its window has not begun.
    PENDING,
    /// Usable.
    OPEN,
    /// Ended less than 24 hours ago: what is left can be spent by late uses only (R9).
    CLOSING,
    /// What is left has expired.
    CLOSED,
    /// Its payment was recalled (R17).
    VOIDED
}
