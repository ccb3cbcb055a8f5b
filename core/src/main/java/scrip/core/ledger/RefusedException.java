package scrip.core.ledger;

/// Carries a refusal from a rule to `Decide`, which turns it into a value. It never leaves this
/// package and has no stack trace.
final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;

    RefusedException(Refusal refusal) {
        super(refusal.detail(), null, false, false);
        this.refusal = refusal;
    }

    static RefusedException of(Code code, String detail) {
        return new RefusedException(Refusal.of(code, detail));
    }

    Refusal refusal() {
        return refusal;
    }
}
