package scrip.server.http;

import jakarta.servlet.http.HttpServletRequest;
import scrip.server.role.Identity;

/// Identifies the caller of a request.
public interface Gatekeeper {
    /// The caller; anonymous if the request has no credentials, or the cookie of a session that has
    /// ended.
    ///
    /// @param route the operation, which costs its units of work
    /// @throws ProblemException if the token is wrong or a rate limit is exceeded
    Identity identify(HttpServletRequest request, Route route);

    /// What the request of an identified caller may cost beyond that.
    Allowance allowance(Identity identity, Route route);

    /// Whether a person gave their password or passkey too long ago for what makes a way in.
    boolean isStale(Identity.Session session);

    /// Whether an origin, as browsers send it, is this server's own.
    boolean isHome(String origin);
}
