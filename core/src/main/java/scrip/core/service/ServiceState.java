package scrip.core.service;

/// The states of a one-time service (S1).
public enum ServiceState {
    PURCHASED,
    SCHEDULED,
    DELIVERED,
    ACCEPTED,
    EXPIRED,
    ON_HOLD
}
