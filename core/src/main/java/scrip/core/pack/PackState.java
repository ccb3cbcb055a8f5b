package scrip.core.pack;

/// The state of a pack as its account sees it (R18).
public enum PackState {
    ACTIVE,
    USED_UP,
    EXPIRED,
    VOIDED,
    PENDING
}
