package scrip.core.order;

/// The states of an order (O1).
public enum OrderState {
    DRAFT,
    CONFIRMED,
    PAID,
    ACTIVE,
    CANCELLED,
    EXPIRED
}
