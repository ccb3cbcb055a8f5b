package scrip.server.scim;

import scrip.server.http.Problem;
import scrip.server.http.ProblemCode;
import scrip.server.http.ProblemException;

/// Why a request is refused, in the words of SCIM (RFC 7644, 3.12).
enum ScimType {
    INVALID_FILTER(ProblemCode.INPUT_INVALID),
    UNIQUENESS(ProblemCode.ADDRESS_TAKEN),
    MUTABILITY(ProblemCode.INPUT_INVALID),
    INVALID_SYNTAX(ProblemCode.INPUT_INVALID),
    INVALID_PATH(ProblemCode.INPUT_INVALID),
    NO_TARGET(ProblemCode.INPUT_INVALID),
    INVALID_VALUE(ProblemCode.INPUT_INVALID);

    private final ProblemCode code;

    ScimType(ProblemCode code) {
        this.code = code;
    }

    /// The problem, to be thrown.
    ProblemException fault(String detail) {
        return new ProblemException(Problem.of(code, detail).because(this));
    }
}
