package scrip.server.http;

import jakarta.servlet.http.HttpServletRequest;
import scrip.server.role.Identity;

/// Knows who a request is from.
@FunctionalInterface
public interface Gatekeeper {
    /// Who asks; nobody if the request carries nothing, or the cookie of a session that has ended.
    ///
    /// @throws ProblemException for a token that is not right, or when too much is asked
    Identity identify(HttpServletRequest request);
}
