package scrip.server.federation;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import scrip.server.http.Call;
import scrip.server.http.ProblemCode;
import scrip.server.http.ProblemException;
import scrip.server.people.DirectoryRoles;
import scrip.server.people.Language;
import scrip.server.people.LetIn;
import scrip.server.people.Person;
import scrip.server.people.Persons;
import scrip.server.people.ProviderRoles;
import scrip.server.people.ProviderWord;
import scrip.server.people.Seat;
import scrip.server.signin.Sessions;
import scrip.server.signin.SignInMethod;
import scrip.server.trail.AuditTrail;

/// What follows when somebody is back from a provider: a session, a linked identity, or the proof
/// that it is still them.
final class Arrivals {

    /// Clocks of a provider and of this server may differ by that.
    private static final Duration CLOCKS_DIFFER_MAX = Duration.ofMinutes(1);

    private final AuditTrail trail;
    private final Sessions sessions;
    private final SignOns signOns;
    private final ProviderSecrets secrets;
    private final Provisioning provisioning;
    private final InstantSource clock;

    Arrivals(
            AuditTrail trail,
            Sessions sessions,
            SignOns signOns,
            ProviderSecrets secrets,
            Provisioning provisioning,
            InstantSource clock) {
        this.trail = trail;
        this.sessions = sessions;
        this.signOns = signOns;
        this.secrets = secrets;
        this.provisioning = provisioning;
        this.clock = clock;
    }

    /// A session that began.
    ///
    /// @param kept why roles stayed that would have changed; null if none did
    record SignedIn(Sessions.Begun session, @Nullable String kept) {}

    private record Linked(String issuer, String subject, String by) {}

    private record Roles(List<String> roles) {}

    private record NewRoles(List<String> roles, @Nullable String kept) {}

    /// Begins a session for somebody.
    SignedIn signIn(Call call, Arrival arrival) {
        try {
            SignedIn signedIn = trail.change(call, change -> signIn(call, change, arrival));
            sessions.changed();
            return signedIn;
        } catch (ProblemException refused) {
            signOns.note(call, arrival.provider(), refused.problem().detail());
            throw refused;
        }
    }

    private SignedIn signIn(Call call, AuditTrail.AuditedChange change, Arrival arrival) {
        JdbcClient sql = change.sql();
        IdentityProvider provider = present(sql, arrival);
        FederatedIdentities.Row known =
                FederatedIdentities.of(sql, provider.issuer(), arrival.subject()).orElse(null);
        Person person = person(change, arrival, known);
        GroupRoles.Outcome outcome =
                provisioned(change, provider, person)
                        ? GroupRoles.Outcome.NOTHING
                        : GroupRoles.apply(
                                sql, provider, person.id(), arrival.claims(), change.now());
        if (known == null && !belongs(sql, person.id())) {
            throw notLinked(
                    "your groups give you no role here"
                            + (outcome.kept() == null ? "" : " (" + outcome.kept() + ")"));
        }
        prove(change, arrival, person);
        Sessions.Begun begun =
                sessions.beginAt(call, change, person, provider.id(), arrival.hadTwoFactors());
        sql.sql("update sessions set id_token = :token where session = :session")
                .param("token", secrets.sealed(begun.id(), arrival.idToken()))
                .param("session", begun.id())
                .update();
        if (outcome.changed() || outcome.kept() != null) {
            noteRoles(change, provider, person.id(), outcome.change(), outcome.kept());
        }
        return new SignedIn(begun, outcome.kept());
    }

    /// Whether a directory gives somebody their roles, whatever the provider says at the sign-in.
    private boolean provisioned(
            AuditTrail.AuditedChange change, IdentityProvider provider, Person person) {
        return switch (provisioning.signedIn(change, provider.id(), person.id())) {
            case UNKNOWN -> false;
            case ACTIVE -> true;
            case INACTIVE ->
                    throw notLinked("the directory has deactivated you here: ask whoever runs it");
        };
    }

    private static IdentityProvider present(JdbcClient sql, Arrival arrival) {
        return IdentityProviders.byId(sql, arrival.provider().id())
                .filter(IdentityProvider::enabled)
                .filter(p -> ProviderWord.isAnsweredFor(sql, p.id()))
                .filter(p -> p.issuer().equals(arrival.provider().issuer()))
                .filter(p -> p.domains().containsAll(arrival.provider().domains()))
                .orElseThrow(() -> Providers.unknown(arrival.provider().id()));
    }

    private static boolean belongs(JdbcClient sql, UUID person) {
        return !Persons.seats(sql, person).isEmpty() || !Persons.vendorRoles(sql, person).isEmpty();
    }

    /// Whom an identity is linked with; or whom it may be linked with, or made, by a verified
    /// address.
    ///
    /// @param row null if it is linked with nobody
    private Person person(
            AuditTrail.AuditedChange change,
            Arrival arrival,
            FederatedIdentities.@Nullable Row row) {
        JdbcClient sql = change.sql();
        if (row != null) {
            if (!row.provider().equals(arrival.provider().id()) || row.stoppedAt() != null) {
                throw notLinked(
                        row.stoppedAt() == null
                                ? "you are linked by another provider of the same issuer: use that one"
                                : "you were removed here: ask whoever lets people in");
            }
            FederatedIdentities.use(sql, row.id(), arrival.email(), change.now());
            return Persons.byId(sql, row.person()).orElseThrow();
        }
        String email = arrival.provenEmail();
        if (email == null) {
            throw notLinked(
                    "nobody here is linked with you: sign in as before and link it in your profile");
        }
        Person known = Persons.byEmail(sql, email).orElse(null);
        return known == null ? made(change, arrival, email) : linked(change, arrival, known);
    }

    private Person made(AuditTrail.AuditedChange change, Arrival arrival, String email) {
        if (!arrival.provider().makesPeople()) {
            throw notLinked(
                    "nobody here is linked with you: ask whoever lets people in to invite you");
        }
        Person person =
                Persons.add(
                        change.sql(),
                        email,
                        arrival.name(email),
                        language(arrival),
                        null,
                        change.now());
        link(change, arrival, person, FederatedIdentities.LinkedBy.MADE);
        return person;
    }

    private static Language language(Arrival arrival) {
        return arrival.claims().get("locale") instanceof String said && said.startsWith("zh")
                ? Language.ZH
                : Language.EN;
    }

    /// Links somebody who is known here by their address, if the provider's people are the only
    /// ones they belong to, and the address was not given to somebody else there. Whoever has
    /// proven their address and can sign in links it themselves: otherwise whoever says which
    /// provider is believed would be them, and they would not notice.
    private Person linked(AuditTrail.AuditedChange change, Arrival arrival, Person known) {
        JdbcClient sql = change.sql();
        IdentityProvider provider = arrival.provider();
        boolean knownThere =
                FederatedIdentities.of(sql, known.id()).stream()
                        .anyMatch(f -> f.provider().equals(provider.id()));
        boolean canLink =
                known.emailProvenBy() != null && FederatedIdentities.hasOtherWay(sql, known.id());
        if (knownThere || canLink || !belongsOnly(sql, provider, known)) {
            throw notLinked(
                    "nobody here is linked with you: sign in as before and link it in your profile");
        }
        if (known.emailProvenBy() == null) {
            // Whoever has the account by now may be somebody else.
            sessions.stopOlderWays(sql, known.id(), change.now());
        }
        link(change, arrival, known, FederatedIdentities.LinkedBy.ADDRESS);
        return known;
    }

    /// Whether somebody has roles where the provider is, and nowhere else. Whoever has none
    /// anywhere was removed, and is invited anew, unless a directory says that they are here.
    private static boolean belongsOnly(JdbcClient sql, IdentityProvider provider, Person person) {
        List<Seat> seats = Persons.seats(sql, person.id());
        boolean vendor = !Persons.vendorRoles(sql, person.id()).isEmpty();
        Long account = provider.account();
        if (seats.isEmpty() && !vendor) {
            return DirectoryRoles.expects(sql, provider.id(), person.id());
        }
        return account == null
                ? vendor && seats.isEmpty()
                : !vendor && seats.stream().allMatch(s -> s.account() == account);
    }

    private static void link(
            AuditTrail.AuditedChange change,
            Arrival arrival,
            Person person,
            FederatedIdentities.LinkedBy by) {
        FederatedIdentities.Row row =
                new FederatedIdentities.Row(
                        UuidCreator.getTimeOrderedEpoch(),
                        arrival.provider().id(),
                        arrival.provider().issuer(),
                        arrival.subject(),
                        person.id(),
                        arrival.email(),
                        by,
                        change.now(),
                        change.now(),
                        null);
        FederatedIdentities.add(change.sql(), row);
        LetIn.keep(change.sql(), row.provider(), person.id(), change.now());
        change.note(
                arrival.provider()
                        .event(
                                "identity.linked",
                                person.id(),
                                null,
                                new Linked(row.issuer(), row.subject(), by.name())));
    }

    /// The provider says that the address is theirs.
    private static void prove(AuditTrail.AuditedChange change, Arrival arrival, Person person) {
        if (person.emailProvenBy() == null && person.email().equals(arrival.provenEmail())) {
            Persons.prove(
                    change.sql(), person.id(), Persons.EmailProof.SINGLE_SIGN_ON, change.now());
        }
    }

    /// Enters which roles a provider gave and took.
    ///
    /// @param roles null if none was looked at
    /// @param kept why some stayed
    static void noteRoles(
            AuditTrail.AuditedChange change,
            IdentityProvider provider,
            UUID person,
            ProviderRoles.@Nullable Change roles,
            @Nullable String kept) {
        change.note(
                provider.event(
                        "sign-on.roles",
                        person,
                        roles == null ? null : new Roles(List.copyOf(roles.before())),
                        new NewRoles(
                                roles == null ? List.of() : List.copyOf(roles.after()), kept)));
    }

    /// Links an identity with whoever asks in a session of theirs.
    void link(Call call, SignOns.Back back) {
        UUID me = Objects.requireNonNull(back.request().person());
        Arrival arrival = back.arrival();
        trail.change(
                call,
                change -> {
                    JdbcClient sql = change.sql();
                    Person person = Persons.byId(sql, me).orElseThrow();
                    IdentityProvider provider = present(sql, arrival);
                    checkMayLink(sql, provider, me);
                    FederatedIdentities.Row row =
                            FederatedIdentities.of(sql, provider.issuer(), arrival.subject())
                                    .orElse(null);
                    if (row != null && !row.person().equals(me)) {
                        throw new ProblemException(
                                ProblemCode.IDENTITY_TAKEN,
                                "somebody else here is linked with this identity");
                    }
                    if (row == null) {
                        link(change, arrival, person, FederatedIdentities.LinkedBy.PERSON);
                    } else {
                        FederatedIdentities.resume(sql, row.id());
                        sessions.note(
                                change,
                                person,
                                "identity.linked",
                                Map.of("subject", row.subject()));
                    }
                    provisioned(change, provider, person);
                    prove(change, arrival, person);
                    return null;
                });
        sessions.changed();
    }

    /// A provider is for those who belong where it is.
    static void checkMayLink(JdbcClient sql, IdentityProvider provider, UUID person) {
        Long account = provider.account();
        boolean belongs =
                account == null
                        ? !Persons.vendorRoles(sql, person).isEmpty()
                        : Persons.isMember(sql, account, person);
        if (!belongs && !DirectoryRoles.expects(sql, provider.id(), person)) {
            throw Providers.unknown(provider.id());
        }
    }

    /// Takes it that the person of a session is there again, because they have just signed in at
    /// their provider again.
    void prove(Call call, SignOns.Back back) {
        UUID me = Objects.requireNonNull(back.request().person());
        Arrival arrival = back.arrival();
        Instant at = arrival.authenticatedAt();
        Instant least = back.request().madeAt().minus(CLOCKS_DIFFER_MAX);
        if (at == null
                || at.isBefore(least)
                || at.isAfter(clock.instant().plus(CLOCKS_DIFFER_MAX))) {
            throw signOns.refused(
                    call,
                    arrival.provider(),
                    "the provider does not say that you have just signed in there (auth_time)");
        }
        trail.change(
                call,
                change -> {
                    JdbcClient sql = change.sql();
                    IdentityProvider provider = present(sql, arrival);
                    if (FederatedIdentities.of(sql, provider.issuer(), arrival.subject())
                            .filter(f ->
                                    f.person().equals(me) && f.provider().equals(provider.id()))
                            .filter(f -> f.stoppedAt() == null)
                            .isEmpty()) {
                        throw notLinked("you have signed in there as somebody else");
                    }
                    if (!ProviderWord.proves(sql, provider.id(), me)) {
                        throw notLinked(
                                "this provider does not prove who you are, since you have a password or"
                                        + " passkey, or belong elsewhere too: give your password or"
                                        + " passkey");
                    }
                    sessions.prove(
                            call,
                            change,
                            Persons.byId(sql, me).orElseThrow(),
                            SignInMethod.SINGLE_SIGN_ON);
                    return null;
                });
        sessions.changed();
    }

    private static ProblemException notLinked(String detail) {
        return new ProblemException(ProblemCode.SIGN_ON_NOT_LINKED, detail);
    }
}
