package scrip.server.signin;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import scrip.server.database.Database;
import scrip.server.http.Call;
import scrip.server.http.ProblemCode;
import scrip.server.http.ProblemException;
import scrip.server.key.Secret;
import scrip.server.people.Person;
import scrip.server.people.Persons;
import scrip.server.people.ProviderWord;
import scrip.server.people.Rights;
import scrip.server.people.Seat;
import scrip.server.role.Identity;
import scrip.server.role.Revision;
import scrip.server.trail.AuditTrail;

/// Begins sessions, identifies their users, and ends them.
public final class Sessions {

    /// How long a session lasts without being used.
    static final Duration IDLE_MAX = Duration.ofHours(12);

    /// The maximum length of a session.
    static final Duration LENGTH_MAX = Duration.ofDays(14);

    /// How long after a password or passkey a session may make further ways in.
    static final Duration PROOF_MAX = Duration.ofMinutes(10);

    /// The name of the session cookie.
    public static final String COOKIE = "scrip_session";

    static final String DEVICE_COOKIE = "scrip_device";

    /// The minimum time between two updates of a session's last use.
    private static final Duration TOUCH_EVERY = Duration.ofMinutes(1);

    /// How long a cached session is trusted, since another server may have changed it; no longer if
    /// the clock is set back.
    private static final Duration REMEMBERED = Duration.ofSeconds(5);

    private static final int REMEMBERED_MAX = 10_000;

    private final Database database;
    private final Revision revision;
    private final FactorDemand demand;
    private final InstantSource clock;
    private final Map<String, Remembered> remembered = new ConcurrentHashMap<>();

    Sessions(Database database, Revision revision, FactorDemand demand, InstantSource clock) {
        this.database = database;
        this.revision = revision;
        this.demand = demand;
        this.clock = clock;
    }

    /// A session that has just begun, with the secrets of its cookies.
    ///
    /// @param device null if the browser was known
    public record Begun(
            UUID id, Person person, String cookie, @Nullable String device, Instant now) {}

    /// How somebody signed in, in the form of the audit log.
    private record Means(String method, @Nullable String secondFactor) {}

    private record Remembered(
            SessionStore.Row row, Identity identity, long revision, Instant readAt) {}

    /// Begins a session in the transaction of a change, and records it in the audit log. The
    /// session of the request ends.
    public Begun begin(
            Call call, AuditTrail.AuditedChange change, Person person, SignInMethod method) {
        return begin(call, change, person, method, null, null);
    }

    /// The same, of somebody who came by an identity provider.
    ///
    /// @param factors whether the provider says that it has asked for two
    public Begun beginAt(
            Call call,
            AuditTrail.AuditedChange change,
            Person person,
            UUID provider,
            boolean factors) {
        return begin(
                call,
                change,
                person,
                SignInMethod.SINGLE_SIGN_ON,
                factors ? "provider" : null,
                provider);
    }

    /// The same, of somebody who has given a second factor.
    ///
    /// @param factor which
    Begun beginWhole(
            Call call,
            AuditTrail.AuditedChange change,
            Person person,
            SignInMethod method,
            String factor) {
        return begin(call, change, person, method, factor, null);
    }

    /// The same, where the session of the request began without it.
    Begun beginWhole(
            Call call,
            AuditTrail.AuditedChange change,
            Person person,
            SessionStore.Row waiting,
            String factor) {
        return begin(call, change, person, waiting.method(), factor, waiting.provider());
    }

    private Begun begin(
            Call call,
            AuditTrail.AuditedChange change,
            Person person,
            SignInMethod method,
            @Nullable String factor,
            @Nullable UUID provider) {
        JdbcClient sql = change.sql();
        Instant now = change.now();
        Identity.Session old = call.identity().session();
        UUID who = call.identity().actor().id();
        if (old != null && who != null) {
            SessionStore.end(sql, who, old.id());
        }
        SessionStore.sweep(sql, now);
        String cookie = Secret.fresh();
        SessionStore.Row row =
                new SessionStore.Row(
                        UuidCreator.getTimeOrderedEpoch(),
                        person.id(),
                        Secret.fresh(),
                        method,
                        call.address(),
                        call.agent(),
                        now,
                        provenAt(sql, person, provider, now),
                        now,
                        now.plus(IDLE_MAX),
                        factor == null ? null : now,
                        provider);
        SessionStore.add(sql, row, Secret.hash(cookie));
        boolean waits = demand.lack(sql, row) == Identity.Lack.SECOND_FACTOR;
        String device = null;
        if (!waits && !isKnownBrowser(sql, call, person.id())) {
            device = Secret.fresh();
            SessionStore.addDevice(sql, Secret.hash(device), person.id(), now);
        }
        change.by(AuditTrail.Origin.of(call, person.actor()));
        note(
                change,
                person,
                waits ? "session.waiting" : "session.begun",
                new Means(method.name(), factor));
        return new Begun(row.id(), person, cookie, device, now);
    }

    /// Whom their provider does not prove gives their password or passkey before what asks again.
    private static Instant provenAt(
            JdbcClient sql, Person person, @Nullable UUID provider, Instant now) {
        return provider == null || ProviderWord.proves(sql, provider, person.id())
                ? now
                : now.minus(PROOF_MAX);
    }

    /// Whether a person has signed in before with the browser of the request.
    boolean isKnownBrowser(JdbcClient sql, Call call, UUID person) {
        String device = call.cookie(DEVICE_COOKIE);
        return device != null && SessionStore.isDevice(sql, Secret.hash(device), person);
    }

    /// Records a change that a person made to their own data, in the audit log of each of their
    /// organizations, or in the vendor's.
    public void note(
            AuditTrail.AuditedChange change, Person person, String action, @Nullable Object after) {
        note(change, person, action, null, after);
    }

    /// Records such a change together with the state before it.
    public void note(
            AuditTrail.AuditedChange change,
            Person person,
            String action,
            @Nullable Object before,
            @Nullable Object after) {
        List<Seat> seats = Persons.seats(change.sql(), person.id());
        String subject = person.id().toString();
        if (seats.isEmpty() || !Persons.vendorRoles(change.sql(), person.id()).isEmpty()) {
            change.note(new AuditTrail.Event(action, null, null, subject, before, after));
        }
        for (Seat seat : seats) {
            change.note(
                    new AuditTrail.Event(
                            action, seat.realm(), seat.account(), subject, before, after));
        }
    }

    /// The identity of a session cookie; anonymous if there is no such session or it has ended.
    public Identity identity(String cookie) {
        byte[] hash = Secret.hash(cookie);
        String key = Secret.text(hash);
        Instant now = clock.instant();
        Remembered known = remembered.get(key);
        if (known == null
                || known.revision != revision.now()
                || Duration.between(known.readAt, now).abs().compareTo(REMEMBERED) > 0) {
            known = read(hash, now);
            if (known == null) {
                remembered.remove(key);
                return Identity.NOBODY;
            }
            if (remembered.size() >= REMEMBERED_MAX) {
                remembered.clear();
            }
            remembered.put(key, known);
        }
        if (!known.row.endsAt().isAfter(now)) {
            return Identity.NOBODY;
        }
        touch(key, known, now);
        return known.identity;
    }

    /// Ends one session of a person within a transaction.
    public void end(JdbcClient sql, UUID person, UUID session) {
        SessionStore.end(sql, person, session);
    }

    /// Ends all sessions of a person within a transaction and forgets their browsers, because their
    /// password changed: anybody who knew the old one is signed out, and their open links end.
    public void expel(JdbcClient sql, UUID person, Instant now) {
        Expulsion.of(sql, person, false, now);
    }

    /// Records in the transaction of a change that the person has just given their password or
    /// passkey again in the session of the request, or signed in again at their provider.
    public void prove(
            Call call, AuditTrail.AuditedChange change, Person person, SignInMethod method) {
        UUID session = Objects.requireNonNull(call.identity().session()).id();
        SessionStore.prove(change.sql(), session, change.now());
        if (method == SignInMethod.PASSKEY) {
            complete(call, change);
        }
        note(change, person, call.route().action(), Map.of("method", method.name()));
    }

    /// Throws unless the caller may make a way in of their own.
    public void checkMakesWaysIn(Call call, UUID person) {
        UUID session = Objects.requireNonNull(call.identity().session()).id();
        if (!database.readAll(sql -> ProviderWord.makesWaysIn(sql, session, person))) {
            throw new ProblemException(
                    ProblemCode.PASSWORD_NEEDED,
                    "your organization's identity provider signs you in: set a password first, by a"
                            + " link from whoever lets people in");
        }
    }

    /// Stops what a person may have made who only had the account, and not its address: their
    /// password is none, and passkeys and the second factor stop.
    public void stopOlderWays(JdbcClient sql, UUID person, Instant now) {
        Persons.setPassword(sql, person, null);
        Expulsion.of(sql, person, true, now);
    }

    /// Notes in the transaction of a change that the session of the request has a second factor.
    void complete(Call call, AuditTrail.AuditedChange change) {
        UUID session = Objects.requireNonNull(call.identity().session()).id();
        SessionStore.complete(change.sql(), session, change.now());
    }

    /// Whether two factors were given in the session of the request.
    boolean isWhole(Call call, JdbcClient sql, UUID person) {
        UUID session = Objects.requireNonNull(call.identity().session()).id();
        return SessionStore.one(sql, person, session).filter(SessionStore.Row::isWhole).isPresent();
    }

    /// A person removed a second factor. If it was their last, their sessions have none either.
    void lostFactor(JdbcClient sql, UUID person) {
        if (!FactorStore.isWorking(sql, person) && !PasskeyStore.hasWorking(sql, person)) {
            SessionStore.forgetFactors(sql, person);
        }
    }

    /// Makes a change effective at once. To be called after it is committed.
    public void changed() {
        revision.raise();
    }

    private @Nullable Remembered read(byte[] hash, Instant now) {
        long seen = revision.now();
        return database.readAll(sql -> {
            SessionStore.Row row = SessionStore.byHash(sql, hash).orElse(null);
            if (row == null
                    || (row.provider() != null
                            && !ProviderWord.isAnsweredFor(sql, row.provider()))) {
                return null;
            }
            Person person = Persons.byId(sql, row.person()).orElseThrow();
            Identity.Lack lack = demand.lack(sql, row);
            Identity.Session session =
                    new Identity.Session(row.id(), row.csrfToken(), provenAt(row, lack), lack);
            Identity identity =
                    lack == null ? Rights.of(sql, person, session) : waiting(person, session);
            return new Remembered(row, identity, seen, now);
        });
    }

    /// A session that waits for the code takes it for some minutes, whatever its beginning proved.
    private static Instant provenAt(SessionStore.Row row, Identity.@Nullable Lack lack) {
        return lack == Identity.Lack.SECOND_FACTOR && row.signedInAt().isAfter(row.provenAt())
                ? row.signedInAt()
                : row.provenAt();
    }

    /// Somebody who may do nothing yet.
    private static Identity waiting(Person person, Identity.Session session) {
        return new Identity(person.actor(), Set.of(), List.of(), session, null, null, null);
    }

    private void touch(String key, Remembered known, Instant now) {
        SessionStore.Row row = known.row;
        if (row.lastUsedAt().plus(TOUCH_EVERY).isAfter(now)) {
            return;
        }
        Instant last = row.signedInAt().plus(LENGTH_MAX);
        Instant idle = now.plus(IDLE_MAX);
        Instant endsAt = idle.isBefore(last) ? idle : last;
        database.transact(sql -> {
            SessionStore.use(sql, row.id(), now, endsAt);
            return null;
        });
        remembered.remove(key);
    }
}
