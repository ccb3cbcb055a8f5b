package scrip.server.ledger;

/// A read that cannot be answered now; HTTP answers 503.
public final class UnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Outcome.Reason reason;

    UnavailableException(Outcome.Reason reason) {
        super(reason.name());
        this.reason = reason;
    }

    /// Why.
    public Outcome.Reason reason() {
        return reason;
    }
}
