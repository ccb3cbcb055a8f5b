package scrip.server.http;

/// Carries a problem from where it is found to the edge, which answers it. It has no stack trace.
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public ProblemException(Problem problem) {
        super(problem.code() + ": " + problem.detail(), null, false, false);
        this.problem = problem;
    }

    /// One fault of the request or the server.
    public ProblemException(Fault fault, String detail) {
        this(Problem.of(fault, detail));
    }

    /// What to answer.
    public Problem problem() {
        return problem;
    }
}
