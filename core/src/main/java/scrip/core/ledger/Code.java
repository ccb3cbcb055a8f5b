package scrip.core.ledger;

/// Why a command is refused. Constants are public API: never renamed, never reused. They are the
/// `code` of the HTTP API's problem answers.
public enum Code {
    UNKNOWN_ITEM,
    TERMS_NOT_ACCEPTED,
    SALES_ONLY,
    WRONG_SCOPE,
    TERM_NOT_OFFERED,
    QUANTITY_BELOW_MINIMUM,
    QUANTITY_NOT_MULTIPLE,
    REQUIRES_MISSING,
    ORDER_EXPIRED,
    ORDER_NOT_PAYABLE,
    AGREEMENT_MISSING,
    REFUND_NOT_SUPPORTED,
    NOT_LICENSED,
    NOT_MEMBER,
    SUSPENDED,
    INSUFFICIENT,
    ARREARS_LIMIT,
    STORAGE_TERM_MISSING,
    KEY_REUSED,
    EVENT_IN_FUTURE,
    TOO_OLD,
    UNKNOWN_KEY,
    MORE_THAN_USED,
    HOLD_CLOSED,
    HOLD_TOO_LONG,
    NOT_DELIVERED,
    SERVICE_EXPIRED,
    LICENSE_ENDED,
    /// A service whose payment was recalled (R17).
    SERVICE_ON_HOLD,
    /// A service that was delivered or accepted already.
    SERVICE_COMPLETED,
    /// An organization of that id exists with other content.
    ORGANIZATION_EXISTS,
    UNKNOWN_ORGANIZATION,
    UNKNOWN_ORDER,
    UNKNOWN_QUOTE,
    UNKNOWN_LICENSE,
    UNKNOWN_SERVICE,
    /// A quote older than 30 days (C9).
    QUOTE_EXPIRED,
    /// A quote that was accepted before (C9).
    QUOTE_ACCEPTED,
    /// More than the account's unapplied money (M1).
    UNAPPLIED_INSUFFICIENT,
    /// An order that is not waiting for an approval (O3).
    APPROVAL_NOT_AWAITED,
    UNKNOWN_RETURN,
    /// The person who proposed a return of money cannot also approve it (M1).
    SAME_PERSON,
    /// A return that was approved or declined already.
    RETURN_DECIDED,
    UNKNOWN_SALES_REQUEST,
    /// An item that anybody can order: sales are not needed (C7).
    NOT_SALES_ONLY,
    SALES_REQUEST_CLOSED,
    /// An order without the item that a request to sales asked for.
    ORDER_NOT_OF_REQUEST,
    /// Visits are logged only for maintenance (S3).
    NOT_MAINTENANCE,
    /// A visit on a day that the maintenance does not cover, or in the future (S3).
    VISIT_OUTSIDE_PERIOD,
    /// A license that is not delivered as a file: it is not perpetual, or its payment was recalled.
    NO_LICENSE_FILE,
    /// Lines, or orders, in more than one currency.
    CURRENCIES_DIFFER,
    /// A line or a total that is too large to be money (C8).
    AMOUNT_TOO_LARGE,
    /// A transfer with a future value date (O4).
    VALUE_DATE_IN_FUTURE,
    /// A transfer with the same reference, value date and amount was booked before (M1).
    PAYMENT_KNOWN,
    UNKNOWN_PAYMENT,
    /// A bonus on an item that has no packs (C9).
    BONUS_NOT_OFFERED,
    /// Two agreed prices of one item for the same currency, unit and storage term (C9).
    PRICE_AGREED_TWICE,
    /// Emergency access to what is not suspended (X5).
    NOT_SUSPENDED,
    /// Emergency access to a product whose catalog does not offer it (X5).
    EMERGENCY_NOT_OFFERED,
    /// More hours of emergency access than the catalog sets (X5).
    EMERGENCY_TOO_LONG,
    /// Emergency access to what is open already (X5).
    EMERGENCY_OPEN,
    /// As many emergencies in this month as the catalog sets (X5).
    EMERGENCY_LIMIT
}
