package scrip.server.http;

import org.jspecify.annotations.Nullable;
import scrip.core.ledger.Code;
import scrip.core.ledger.Refusal;

/// Carries a problem from where it occurs to the edge, which answers it. It has no stack trace.
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;
    private final int retryAfterSeconds;
    private final transient @Nullable RateLimit rateLimit;

    public ProblemException(Problem problem) {
        this(problem, 0, null);
    }

    private ProblemException(
            Problem problem, int retryAfterSeconds, @Nullable RateLimit rateLimit) {
        super(problem.code() + ": " + problem.detail(), null, false, false);
        this.problem = problem;
        this.retryAfterSeconds = retryAfterSeconds;
        this.rateLimit = rateLimit;
    }

    /// A caller exceeded a rate limit.
    public static ProblemException tooMany(String detail, int retryAfterSeconds) {
        return new ProblemException(
                Problem.of(ProblemCode.TOO_MANY_REQUESTS, detail),
                Math.max(1, retryAfterSeconds),
                null);
    }

    /// This one, for a key that is told what is left to it.
    public ProblemException with(RateLimit left) {
        return new ProblemException(problem, retryAfterSeconds, left);
    }

    /// One fault of the request or the server.
    public ProblemException(ProblemCode fault, String detail) {
        this(Problem.of(fault, detail));
    }

    /// A refusal by a rule.
    public ProblemException(Code refused, String detail) {
        this(Problem.of(Refusal.of(refused, detail)));
    }

    /// The problem to answer.
    public Problem problem() {
        return problem;
    }

    /// What is left to the caller, if that is what was exceeded.
    @Nullable RateLimit rateLimit() {
        return rateLimit;
    }

    /// After how many seconds to try again; 0 if unknown.
    int retryAfterSeconds() {
        return retryAfterSeconds;
    }
}
