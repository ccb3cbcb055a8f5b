package scrip.core.access;

/// Why an answer is not `ALLOWED` (X1). Public API; ordered from what says most to what says least
/// when several accounts answer alike.
public enum AccessReason {
    SUSPENDED,
    INSUFFICIENT,
    REQUIRES_MISSING,
    ENDED,
    NOT_ACTIVATED,
    NOT_LICENSED,
    NOT_MEMBER
}
