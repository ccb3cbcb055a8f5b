package scrip.server.http;

import jakarta.servlet.http.HttpServletRequest;
import scrip.server.role.Identity;

/// Knows who a request is from.
public interface Gatekeeper {
    /// Who asks; nobody if the request carries nothing, or the cookie of a session that has ended.
    ///
    /// @throws ProblemException for a token that is not right, or when too much is asked
    Identity identify(HttpServletRequest request);

    /// Whether pages of an origin, as browsers name it, are this server's own.
    boolean isHome(String origin);
}
