package scrip.client;

/// The server has refused a request: repeating it changes nothing as long as the reason lasts. It
/// booked nothing and has not taken the key.
public final class RefusedException extends ScripException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    RefusedException(Problem problem) {
        super(problem.toString(), null);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }

    /// The stable name of the reason, such as `INSUFFICIENT`.
    public String code() {
        return problem.code();
    }
}
