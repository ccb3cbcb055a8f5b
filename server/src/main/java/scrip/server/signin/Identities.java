package scrip.server.signin;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import scrip.server.http.AdminToken;
import scrip.server.http.Allowance;
import scrip.server.http.Cookies;
import scrip.server.http.Gatekeeper;
import scrip.server.http.ProblemException;
import scrip.server.http.Route;
import scrip.server.http.TerminalKey;
import scrip.server.key.KeyRing;
import scrip.server.role.Identity;
import scrip.server.role.KeyUnits;

/// Identifies the caller by the token, the key or the cookie of a request.
final class Identities implements Gatekeeper {

    private static final String SLOW = "too many requests from one caller: wait a little";

    private static final Duration CLOCKS_DIFFER_MAX = Duration.ofMinutes(-1);

    private final AdminToken token;
    private final Emergency emergency;
    private final TerminalKey terminal;
    private final KeyRing keys;
    private final Sessions sessions;

    private final Site site;
    private final InstantSource clock;
    private final UnitsByKey byKey;
    private final Throttle byPerson;
    private final Throttle byAddress;
    private final Throttle byWrongToken;

    Identities(
            AdminToken token,
            Emergency emergency,
            TerminalKey terminal,
            KeyRing keys,
            Sessions sessions,
            Site site,
            Limits limits,
            InstantSource clock) {
        this.clock = clock;
        this.token = token;
        this.emergency = emergency;
        this.terminal = terminal;
        this.keys = keys;
        this.sessions = sessions;
        this.site = site;
        this.byKey = new UnitsByKey(new Allotments(limits.keyEvery(), SLOW));
        this.byPerson = slowed(limits.person());
        this.byAddress = slowed(limits.address());
        this.byWrongToken = slowed(limits.wrongToken());
    }

    private static Throttle slowed(Limits.Rate rate) {
        return new Throttle(rate.tries(), rate.every(), SLOW);
    }

    @Override
    public boolean isStale(Identity.Session session) {
        Duration since = Duration.between(session.provenAt(), clock.instant());
        // A clock that was set back makes no proof last longer; those of two servers may differ.
        return since.compareTo(Sessions.PROOF_MAX) >= 0 || since.compareTo(CLOCKS_DIFFER_MAX) < 0;
    }

    @Override
    public boolean isHome(String origin) {
        return origin.equalsIgnoreCase(site.origin());
    }

    @Override
    public Identity identify(HttpServletRequest request, Route route) {
        String sent = AdminToken.sentWith(request);
        if (sent != null) {
            return byToken(sent, request, route);
        }
        String cookie = Cookies.of(request, Sessions.COOKIE, request.isSecure());
        Identity identity =
                cookie == null || cookie.isEmpty() ? Identity.NOBODY : sessions.identity(cookie);
        if (identity.isNobody()) {
            byAddress.take(request.getRemoteAddr());
        } else {
            byPerson.take(name(identity), route.unitsMost() - route.units() + 1);
        }
        return identity;
    }

    /// Whoever signed in has tries, one for each request and for each element of one; a key has
    /// units.
    @Override
    public Allowance allowance(Identity identity, Route route) {
        KeyUnits units = identity.units();
        if (units != null) {
            return byKey.allowance(units, route.units());
        }
        return identity.session() == null
                ? Allowance.UNLIMITED
                : byPerson.allowance(name(identity));
    }

    private static String name(Identity identity) {
        return String.valueOf(identity.actor().id());
    }

    /// A pass is for this machine alone: what comes by a proxy has another address.
    private Optional<Identity> byPass(String sent, HttpServletRequest request) {
        if (!isOfThisMachine(request)) {
            return Optional.empty();
        }
        String query = request.getQueryString();
        String target = request.getRequestURI() + (query == null ? "" : "?" + query);
        return terminal.user(sent, request.getMethod(), target, clock.instant())
                .map(Identity::terminal);
    }

    private static boolean isOfThisMachine(HttpServletRequest request) {
        String address = request.getRemoteAddr();
        try {
            return address.equals(request.getLocalAddr())
                    || InetAddress.ofLiteral(address).isLoopbackAddress();
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private Identity byToken(String sent, HttpServletRequest request, Route route) {
        String address = request.getRemoteAddr();
        if (KeyRing.isKey(sent)) {
            Identity identity = byKey(sent, address);
            KeyUnits units = identity.units();
            if (units != null) {
                byKey.take(units, route.units(), route.unitsMost());
                return identity;
            }
        } else if (sent.startsWith(TerminalKey.PASS)) {
            Optional<Identity> operator = byPass(sent, request);
            if (operator.isPresent()) {
                return operator.get();
            }
        } else if (token.is(sent)) {
            emergency.admit(request, route);
            return Identity.PROGRAM;
        }
        byWrongToken.take(address);
        throw AdminToken.wrong(true);
    }

    private Identity byKey(String sent, String address) {
        try {
            return keys.identity(sent, address).orElse(Identity.NOBODY);
        } catch (ProblemException elsewhere) {
            byWrongToken.take(address);
            throw elsewhere;
        }
    }
}
