package scrip.server.signin;

import com.github.f4b6a3.uuid.UuidCreator;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.commons.codec.binary.Base32;
import org.jspecify.annotations.Nullable;
import scrip.server.database.Database;
import scrip.server.http.Call;
import scrip.server.http.ProblemCode;
import scrip.server.http.ProblemException;
import scrip.server.key.Secret;
import scrip.server.license.LicenseKey;
import scrip.server.people.Person;
import scrip.server.people.Persons;
import scrip.server.trail.AuditTrail;

/// Sets up second factors, and takes their codes.
final class SecondFactors {

    /// How long a person has to give the first code.
    static final Duration BEGUN_MAX = Duration.ofHours(1);

    static final int RECOVERY_CODES = 10;

    /// How many wrong codes in a row are counted; then only a recovery code or a passkey helps.
    static final int WRONG_MAX = 50;

    private static final int RECOVERY_BYTES = 10;
    private static final int GROUP_CHARACTERS = 4;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Database database;
    private final SealedSecrets secrets;
    private final FactorDemand demand;
    private final Sessions sessions;
    private final SignIn signIn;
    private final AuditTrail trail;
    private final Site site;
    private final InstantSource clock;
    private final Throttle byPerson =
            new Throttle(
                    10,
                    Duration.ofMinutes(15),
                    "too many codes: wait a little, or use a recovery code or a passkey");

    SecondFactors(
            Database database,
            LicenseKey installation,
            FactorDemand demand,
            Sessions sessions,
            SignIn signIn,
            AuditTrail trail,
            Site site,
            InstantSource clock) {
        this.database = database;
        this.secrets = new SealedSecrets(installation, "scrip second factor: secrets");
        this.demand = demand;
        this.sessions = sessions;
        this.signIn = signIn;
        this.trail = trail;
        this.site = site;
        this.clock = clock;
    }

    /// A person's second factor, without its secret.
    ///
    /// @param isDemanded whether one of their roles needs one
    record Standing(FactorStore.@Nullable Row factor, int codesLeft, boolean isDemanded) {}

    /// What an authenticator app has to know. It is shown this once.
    record Begun(String secret, String uri, QrCode qr) {}

    Standing of(UUID person) {
        return database.readAll(sql ->
                new Standing(
                        FactorStore.of(sql, person).orElse(null),
                        FactorStore.codesLeft(sql, person),
                        demand.isOf(sql, person)));
    }

    /// Begins to set one up. The one that the person has works until this is completed.
    Begun begin(Call call, UUID person) {
        sessions.checkMakesWaysIn(call, person);
        UUID id = UuidCreator.getTimeOrderedEpoch();
        byte[] secret = OneTimeCodes.freshSecret();
        byte[] sealed = secrets.sealed(id, secret);
        Instant now = clock.instant();
        database.transact(sql -> {
            FactorStore.begin(sql, id, person, sealed, now);
            return null;
        });
        String uri = OneTimeCodes.address(secret, site.host(), me(person).email());
        return new Begun(OneTimeCodes.text(secret), uri, QrCode.of(uri));
    }

    /// Completes it with the first code. Returns the recovery codes, which are not stored.
    List<String> complete(Call call, UUID person, String code) {
        FactorStore.Row begun =
                database.readAll(sql ->
                        FactorStore.begun(sql, person, clock.instant().minus(BEGUN_MAX))
                                .orElseThrow(SecondFactors::unknown));
        long step = step(call, begun, code);
        List<String> codes = freshCodes();
        trail.change(
                call,
                change -> {
                    if (!FactorStore.complete(change.sql(), begun, step, change.now())) {
                        throw unknown();
                    }
                    FactorStore.setCodes(change.sql(), person, hashes(codes), change.now());
                    sessions.complete(call, change);
                    sessions.note(change, me(change, person), call.route().action(), null);
                    return null;
                });
        sessions.changed();
        return codes;
    }

    /// Gives the code in a session that waits for it. The session goes on under a new cookie.
    Sessions.Begun give(Call call, UUID person, String code) {
        FactorStore.Row factor = working(person);
        long step = step(call, factor, code);
        return whole(
                call,
                person,
                "code",
                change -> FactorStore.take(change.sql(), factor.id(), step, false));
    }

    /// Gives a recovery code instead.
    Sessions.Begun recover(Call call, UUID person, String code) {
        signIn.slow(call);
        working(person);
        byte[] hash = hash(code);
        Sessions.Begun begun;
        try {
            begun =
                    whole(
                            call,
                            person,
                            "recovery_code",
                            change -> {
                                FactorStore.forgive(change.sql(), person);
                                return FactorStore.useCode(
                                        change.sql(), person, hash, change.now());
                            });
        } catch (ProblemException wrong) {
            note(call, person);
            throw wrong;
        }
        return begun;
    }

    /// Lets a second factor work again that stopped when the password was reset.
    void confirm(Call call, UUID person, String password, String code) {
        SignIn.Checked checked = signIn.check(call, me(person).email(), password);
        FactorStore.Row stopped = there(person);
        if (stopped.stoppedAt() == null) {
            return;
        }
        long step = step(call, stopped, code);
        trail.change(
                call,
                change -> {
                    Person me = checked.still(change.sql());
                    if (!FactorStore.take(change.sql(), stopped.id(), step, true)) {
                        throw refused();
                    }
                    sessions.complete(call, change);
                    sessions.note(change, me, call.route().action(), null);
                    return null;
                });
        sessions.changed();
    }

    /// Makes new recovery codes; those from before end.
    List<String> renewCodes(Call call, UUID person) {
        working(person);
        List<String> codes = freshCodes();
        trail.change(
                call,
                change -> {
                    FactorStore.setCodes(change.sql(), person, hashes(codes), change.now());
                    sessions.note(change, me(change, person), call.route().action(), null);
                    return null;
                });
        return codes;
    }

    void remove(Call call, UUID person) {
        FactorStore.Row before = there(person);
        trail.change(
                call,
                change -> {
                    if (!FactorStore.remove(change.sql(), person)) {
                        throw unknown();
                    }
                    sessions.lostFactor(change.sql(), person);
                    sessions.note(
                            change,
                            me(change, person),
                            call.route().action(),
                            new Noted(before.madeAt()),
                            null);
                    return null;
                });
        sessions.changed();
    }

    private record Noted(Instant madeAt) {}

    /// Begins the session that lacks nothing, in place of the one that waits.
    private Sessions.Begun whole(Call call, UUID person, String means, Use use) {
        UUID waiting = Objects.requireNonNull(call.identity().session()).id();
        Sessions.Begun begun =
                trail.change(
                        call,
                        change -> {
                            SessionStore.Row old =
                                    SessionStore.one(change.sql(), person, waiting)
                                            .orElseThrow(SecondFactors::refused);
                            if (!use.of(change)) {
                                throw refused();
                            }
                            return sessions.beginWhole(
                                    call, change, me(change, person), old, means);
                        });
        sessions.changed();
        return begun;
    }

    /// Uses up what was given, if that is still possible.
    private interface Use {
        boolean of(AuditTrail.AuditedChange change);
    }

    /// The step of a right code. The try is counted first, so that many at once gain nothing.
    private long step(Call call, FactorStore.Row factor, String code) {
        signIn.slow(call);
        byPerson.take(factor.person().toString());
        if (!database.transact(sql -> FactorStore.tried(sql, factor.id(), WRONG_MAX))) {
            note(call, factor.person());
            throw new ProblemException(
                    ProblemCode.SECOND_FACTOR_REFUSED,
                    "too many wrong codes in a row: give a recovery code or a passkey");
        }
        byte[] secret = secrets.opened(factor.id(), factor.secret());
        OptionalLong step =
                secret == null
                        ? OptionalLong.empty()
                        : OneTimeCodes.step(secret, code, clock.instant());
        if (step.isEmpty()) {
            note(call, factor.person());
            throw refused();
        }
        return step.getAsLong();
    }

    private FactorStore.Row working(UUID person) {
        FactorStore.Row factor = there(person);
        if (factor.stoppedAt() != null) {
            throw unknown();
        }
        return factor;
    }

    private FactorStore.Row there(UUID person) {
        return database.readAll(
                sql -> FactorStore.of(sql, person).orElseThrow(SecondFactors::unknown));
    }

    private Person me(UUID person) {
        return database.readAll(sql -> Persons.byId(sql, person).orElseThrow());
    }

    private static Person me(AuditTrail.AuditedChange change, UUID person) {
        return Persons.byId(change.sql(), person).orElseThrow();
    }

    /// Records a wrong code.
    private void note(Call call, UUID person) {
        call.note().recorded();
        trail.note(
                AuditTrail.Origin.of(call),
                new AuditTrail.Event(
                        "second-factor.refused", null, null, person.toString(), null, null));
    }

    /// Codes of 80 bits, which cannot be guessed even by whoever has their hashes.
    private static List<String> freshCodes() {
        return Stream.generate(SecondFactors::freshCode).limit(RECOVERY_CODES).toList();
    }

    private static String freshCode() {
        byte[] bytes = new byte[RECOVERY_BYTES];
        RANDOM.nextBytes(bytes);
        String text = new Base32().encodeAsString(bytes).toLowerCase(Locale.ROOT);
        return String.join("-", text.split("(?<=\\G.{" + GROUP_CHARACTERS + "})"));
    }

    private static List<byte[]> hashes(List<String> codes) {
        return codes.stream().map(SecondFactors::hash).toList();
    }

    /// However it is typed: in capitals, without hyphens or with spaces.
    private static byte[] hash(String code) {
        String typed = code.toLowerCase(Locale.ROOT).replaceAll("[\\s-]", "");
        return Secret.hash(typed);
    }

    private static ProblemException refused() {
        return new ProblemException(
                ProblemCode.SECOND_FACTOR_REFUSED,
                "the code is wrong or was used: wait for the next one");
    }

    private static ProblemException unknown() {
        return new ProblemException(
                ProblemCode.UNKNOWN_SECOND_FACTOR,
                "you have no second factor that works, or took too long to set it up");
    }
}
