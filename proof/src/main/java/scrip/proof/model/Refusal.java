package scrip.proof.model;

/** A refusal with its stable code. It is always thrown before anything changes (R7, C10). */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    final String code;

    Refusal(String code) {
        super(code, null, false, false);
        this.code = code;
    }

    /** Refuses with the code unless the condition holds. */
    static void unless(boolean condition, String code) {
        if (!condition) {
            throw new Refusal(code);
        }
    }
}
