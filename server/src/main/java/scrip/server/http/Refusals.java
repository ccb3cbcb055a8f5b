package scrip.server.http;

import scrip.core.ledger.Code;

/// The HTTP status of each refusal.
final class Refusals {

    private static final int PAYMENT_REQUIRED = 402;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int UNPROCESSABLE = 422;

    private Refusals() {}

    static int status(Code code) {
        return switch (code) {
            case NOT_LICENSED, SUSPENDED, INSUFFICIENT, ARREARS_LIMIT, UNAPPLIED_INSUFFICIENT ->
                    PAYMENT_REQUIRED;
            case SAME_PERSON, NOT_MEMBER, SALES_ONLY, TERMS_NOT_ACCEPTED, AGREEMENT_MISSING ->
                    FORBIDDEN;
            case EMERGENCY_NOT_OFFERED, EMERGENCY_LIMIT -> FORBIDDEN;
            case UNKNOWN_ITEM, UNKNOWN_KEY, UNKNOWN_ORGANIZATION, UNKNOWN_ORDER, UNKNOWN_QUOTE ->
                    NOT_FOUND;
            case UNKNOWN_LICENSE, UNKNOWN_SERVICE, UNKNOWN_RETURN, UNKNOWN_PAYMENT -> NOT_FOUND;
            case UNKNOWN_SALES_REQUEST -> NOT_FOUND;
            case NOT_SUSPENDED, EMERGENCY_OPEN -> CONFLICT;
            case KEY_REUSED,
                    ORGANIZATION_EXISTS,
                    ORDER_EXPIRED,
                    ORDER_NOT_PAYABLE,
                    REFUND_NOT_SUPPORTED,
                    APPROVAL_NOT_AWAITED,
                    QUOTE_EXPIRED,
                    QUOTE_ACCEPTED,
                    HOLD_CLOSED,
                    NOT_DELIVERED,
                    SERVICE_EXPIRED,
                    SERVICE_ON_HOLD,
                    SERVICE_COMPLETED,
                    LICENSE_ENDED,
                    RETURN_DECIDED,
                    SALES_REQUEST_CLOSED,
                    NO_LICENSE_FILE,
                    PAYMENT_KNOWN ->
                    CONFLICT;
            case WRONG_SCOPE,
                    TERM_NOT_OFFERED,
                    QUANTITY_BELOW_MINIMUM,
                    QUANTITY_NOT_MULTIPLE,
                    REQUIRES_MISSING,
                    STORAGE_TERM_MISSING,
                    EVENT_IN_FUTURE,
                    TOO_OLD,
                    MORE_THAN_USED,
                    HOLD_TOO_LONG,
                    EMERGENCY_TOO_LONG,
                    NOT_SALES_ONLY,
                    ORDER_NOT_OF_REQUEST,
                    NOT_MAINTENANCE,
                    VISIT_OUTSIDE_PERIOD,
                    BONUS_NOT_OFFERED,
                    VALUE_DATE_IN_FUTURE,
                    PRICE_AGREED_TWICE,
                    CURRENCIES_DIFFER,
                    AMOUNT_TOO_LARGE ->
                    UNPROCESSABLE;
        };
    }
}
