package scrip.server.identity;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import scrip.server.http.AdminToken;
import scrip.server.http.Cookies;
import scrip.server.http.Gatekeeper;
import scrip.server.key.KeyRing;
import scrip.server.role.Actor;
import scrip.server.role.Identity;
import scrip.server.session.Sessions;
import scrip.server.session.Throttle;

/// Asks the token, the key or the cookie of a request.
final class Identities implements Gatekeeper {

    private static final String SLOW = "this is more than one caller may ask: wait a little";

    private final AdminToken token;
    private final KeyRing keys;
    private final Sessions sessions;

    private final Throttle byKey = new Throttle(2_000, Duration.ofSeconds(1), SLOW);
    private final Throttle bySession = new Throttle(500, Duration.ofSeconds(10), SLOW);
    private final Throttle byAddress = new Throttle(1_000, Duration.ofSeconds(10), SLOW);

    /// Wrong tokens are slowed more.
    private final Throttle byWrongToken = new Throttle(200, Duration.ofMinutes(1), SLOW);

    Identities(AdminToken token, KeyRing keys, Sessions sessions) {
        this.token = token;
        this.keys = keys;
        this.sessions = sessions;
    }

    @Override
    public Identity identify(HttpServletRequest request) {
        String sent = AdminToken.sentWith(request);
        if (sent != null) {
            return byToken(sent, request.getRemoteAddr());
        }
        String cookie = Cookies.of(request, Sessions.COOKIE);
        Identity identity =
                cookie == null || cookie.isEmpty() ? Identity.NOBODY : sessions.identity(cookie);
        if (identity.isNobody()) {
            byAddress.take(request.getRemoteAddr());
        } else {
            bySession.take(String.valueOf(identity.actor().id()));
        }
        return identity;
    }

    private Identity byToken(String sent, String address) {
        if (KeyRing.isKey(sent)) {
            Identity identity = keys.identity(sent, address).orElse(Identity.NOBODY);
            if (identity.actor().kind() == Actor.Kind.KEY) {
                byKey.take(String.valueOf(identity.actor().id()));
                return identity;
            }
        } else if (token.is(sent)) {
            return Identity.PROGRAM;
        }
        byWrongToken.take(address);
        throw AdminToken.wrong(true);
    }
}
