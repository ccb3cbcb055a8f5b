package scrip.server.scim;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import scrip.server.http.ProblemCode;
import scrip.server.http.ProblemException;

/// The answers for what is not there.
final class Unknown {

    private Unknown() {}

    static ProblemException user(@Nullable UUID id) {
        return new ProblemException(
                ProblemCode.UNKNOWN_PERSON, "this directory has no user " + told(id));
    }

    static ProblemException group(@Nullable UUID id) {
        return new ProblemException(
                ProblemCode.UNKNOWN_PATH, "this directory has no group " + told(id));
    }

    private static String told(@Nullable UUID id) {
        return id == null ? "of that id" : id.toString();
    }
}
