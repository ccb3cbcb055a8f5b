package scrip.core.access;

/// Why an answer is not `ALLOWED`, or is only by emergency access (X1, X5). Public API; ordered
/// from the most to the least informative, for when several accounts give the same state.
public enum AccessReason {
    /// Allowed although it is suspended or has ended, because a doctor opened it (X5).
    EMERGENCY,
    SUSPENDED,
    INSUFFICIENT,
    REQUIRES_MISSING,
    ENDED,
    NOT_ACTIVATED,
    NOT_LICENSED,
    NOT_MEMBER
}
