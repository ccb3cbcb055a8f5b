package scrip.core.access;

/// Why an answer is not `ALLOWED` (X1). Public API; ordered from the most to the least informative,
/// for when several accounts give the same state.
public enum AccessReason {
    SUSPENDED,
    INSUFFICIENT,
    REQUIRES_MISSING,
    ENDED,
    NOT_ACTIVATED,
    NOT_LICENSED,
    NOT_MEMBER
}
