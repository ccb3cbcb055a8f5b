package scrip.server.signin;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import scrip.server.database.Database;
import scrip.server.http.AdminToken;
import scrip.server.http.ProblemCode;
import scrip.server.http.ProblemException;
import scrip.server.http.RequestIds;
import scrip.server.http.Route;
import scrip.server.people.Persons;
import scrip.server.role.Actor;
import scrip.server.role.Revision;
import scrip.server.trail.AuditTrail;

/// Lets the emergency token in: until there is an administrator, who makes keys for programs, and
/// after that as long as the operator wants it.
final class Emergency {

    /// How long it is remembered that there is no administrator: another server may make one.
    private static final Duration REMEMBERED = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(Emergency.class);
    private static final int AGENT_CHARACTERS_MAX = 200;

    private final EmergencyUse use;
    private final Database database;
    private final AuditTrail trail;
    private final Revision revision;
    private final InstantSource clock;
    private volatile @Nullable Seen seen;

    private record Seen(boolean hasAdministrator, long revision, Instant at) {}

    Emergency(
            AdminToken token,
            EmergencyUse use,
            Database database,
            AuditTrail trail,
            Revision revision,
            InstantSource clock) {
        this.use = use;
        this.database = database;
        this.trail = trail;
        this.revision = revision;
        this.clock = clock;
        token.openWhile(this::isOn);
    }

    /// Whether the token opens anything now.
    private boolean isOn() {
        return switch (use) {
            case ON, UNRECORDED -> true;
            case OFF -> false;
            case UNTIL_ADMINISTRATOR -> !hasAdministrator();
        };
    }

    /// Throws unless the token opens anything now, and records the request if it is an emergency.
    void admit(HttpServletRequest request, Route route) {
        if (!isOn()) {
            throw AdminToken.off();
        }
        if (use == EmergencyUse.ON) {
            trail.note(
                    new AuditTrail.Origin(
                            Actor.PROGRAM,
                            request.getRemoteAddr(),
                            agent(request),
                            RequestIds.of(request)),
                    new AuditTrail.Event(
                            "emergency-token.used",
                            null,
                            null,
                            route.method() + " " + request.getRequestURI(),
                            null,
                            null));
        }
    }

    private static String agent(HttpServletRequest request) {
        String agent = Objects.requireNonNullElse(request.getHeader("User-Agent"), "");
        return agent.substring(0, Math.min(agent.length(), AGENT_CHARACTERS_MAX));
    }

    private boolean read() {
        try {
            return database.readAll(Persons::hasAdministrator);
        } catch (DataAccessException away) {
            LOG.warn(
                    "the database does not tell whether there is an administrator: {}",
                    away.toString());
            throw new ProblemException(
                    ProblemCode.DATABASE_AWAY, "the database does not answer: repeat the request");
        }
    }

    private boolean hasAdministrator() {
        Seen last = seen;
        Instant now = clock.instant();
        if (last == null
                || last.revision != revision.now()
                || last.at.plus(REMEMBERED).isBefore(now)) {
            long before = revision.now();
            last = new Seen(read(), before, now);
            seen = last;
        }
        return last.hasAdministrator;
    }
}
