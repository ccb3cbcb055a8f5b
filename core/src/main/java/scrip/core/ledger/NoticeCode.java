package scrip.core.ledger;

/// What a notice says (L3, R19, S2, O3, O6, X5). Public API.
public enum NoticeCode {
    ENDING_IN_30_DAYS,
    ENDING_IN_15_DAYS,
    ENDING_IN_7_DAYS,
    ENDING_IN_3_DAYS,
    ENDING_IN_1_DAY,
    LOW_20,
    LOW_10,
    LOW_5,
    LOW_0,
    ARREARS_STARTED,
    ARREARS_12_HOURS,
    SUSPENDED,
    RESTORED,
    STILL_SUSPENDED,
    ORDER_PAID,
    ACTIVATED,
    ACTIVATION_DUE(Audience.VENDOR),
    SERVICE_ENDING_IN_30_DAYS,
    SERVICE_ENDING_IN_7_DAYS,
    SERVICE_DELIVERED(Audience.ORGANIZATION),
    SERVICE_ACCEPTED(Audience.VENDOR),
    SERVICE_EXPIRED,
    RENEWED,
    PAYMENT_RECALLED,
    SALE_REQUESTED(Audience.VENDOR),
    SALES_REQUEST_CLOSED(Audience.ORGANIZATION),
    EMERGENCY_OPENED;

    /// The recipient of a notice: the organization in its management platform, or the vendor in the
    /// business platform.
    public enum Audience {
        BOTH,
        ORGANIZATION,
        VENDOR
    }

    private final Audience audience;

    NoticeCode() {
        this(Audience.BOTH);
    }

    NoticeCode(Audience audience) {
        this.audience = audience;
    }

    public boolean toOrganization() {
        return audience != Audience.VENDOR;
    }

    public boolean toVendor() {
        return audience != Audience.ORGANIZATION;
    }
}
