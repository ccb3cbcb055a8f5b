package scrip.server.federation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import scrip.server.database.Database;
import scrip.server.http.Call;
import scrip.server.http.ProblemCode;
import scrip.server.http.ProblemException;
import scrip.server.http.Reply;
import scrip.server.http.Route;
import scrip.server.http.Routes;
import scrip.server.people.DirectoryRoles;
import scrip.server.people.Person;
import scrip.server.people.Persons;
import scrip.server.people.ProviderRoles;
import scrip.server.people.ProviderWord;
import scrip.server.people.Seat;
import scrip.server.role.Permission;
import scrip.server.signin.Sessions;
import scrip.server.trail.AuditTrail;

/// The operations on one's own identities at providers.
final class IdentityRoutes implements Routes {

    private static final String ALL = "/v1/identities";

    private final Database database;
    private final AuditTrail trail;
    private final Sessions sessions;
    private final SignOns signOns;

    IdentityRoutes(Database database, AuditTrail trail, Sessions sessions, SignOns signOns) {
        this.database = database;
        this.trail = trail;
        this.sessions = sessions;
        this.signOns = signOns;
    }

    @Override
    public List<Route> all() {
        return List.of(
                Route.get(ALL, Permission.SESSION_OWN, this::list).reaching(Route.Reach.WAITING),
                Route.post(ALL, Permission.SESSION_OWN, this::begin).askingAgain().unrecorded(),
                Route.delete(ALL + "/{identity}", Permission.SESSION_OWN, this::unlink)
                        .askingAgain());
    }

    private record View(
            UUID id,
            SignOnRoutes.Button provider,
            String issuer,
            String subject,
            @Nullable String email,
            String linkedBy,
            Instant linkedAt,
            Instant lastUsedAt,
            @Nullable Instant stoppedAt,
            boolean proves) {}

    private record Unlinked(String issuer, String subject) {}

    private record All(List<View> items, List<SignOnRoutes.Button> identityProviders) {}

    private Reply list(Call call) {
        call.checked();
        UUID me = me(call);
        return Reply.ok(
                database.readAll(sql ->
                        new All(
                                FederatedIdentities.of(sql, me).stream()
                                        .map(row -> view(sql, row))
                                        .toList(),
                                mine(sql, me))));
    }

    private static View view(JdbcClient sql, FederatedIdentities.Row row) {
        return new View(
                row.id(),
                SignOnRoutes.Button.of(IdentityProviders.byId(sql, row.provider()).orElseThrow()),
                row.issuer(),
                row.subject(),
                row.email(),
                row.linkedBy().name(),
                row.linkedAt(),
                row.lastUsedAt(),
                row.stoppedAt(),
                row.stoppedAt() == null && ProviderWord.proves(sql, row.provider(), row.person()));
    }

    /// Those of the places where somebody has roles.
    private static List<SignOnRoutes.Button> mine(JdbcClient sql, UUID person) {
        List<IdentityProvider> all = new ArrayList<>();
        if (!Persons.vendorRoles(sql, person).isEmpty()) {
            all.addAll(IdentityProviders.of(sql, null));
        }
        for (Seat seat : Persons.seats(sql, person)) {
            all.addAll(IdentityProviders.of(sql, seat.account()));
        }
        return all.stream().filter(IdentityProvider::enabled).map(SignOnRoutes.Button::of).toList();
    }

    private Reply begin(Call call) {
        UUID provider = call.body().uuid("provider");
        call.checked();
        UUID me = me(call);
        sessions.checkMakesWaysIn(call, me);
        database.readAll(sql -> {
            Arrivals.checkMayLink(
                    sql,
                    IdentityProviders.byId(sql, provider)
                            .orElseThrow(() -> Providers.unknown(provider)),
                    me);
            return null;
        });
        return SignOnRoutes.sent(
                call, signOns.begin(call, provider, AuthorizationRequests.Purpose.LINK));
    }

    private Reply unlink(Call call) {
        UUID id = call.uuid("identity");
        call.checked();
        UUID me = me(call);
        trail.change(
                call,
                change -> {
                    JdbcClient sql = change.sql();
                    Person person = Persons.byId(sql, me).orElseThrow();
                    FederatedIdentities.Row row =
                            FederatedIdentities.of(sql, me).stream()
                                    .filter(r -> r.id().equals(id))
                                    .findFirst()
                                    .orElseThrow(() ->
                                            new ProblemException(
                                                    ProblemCode.UNKNOWN_IDENTITY,
                                                    "you have no identity " + id));
                    FederatedIdentities.remove(sql, me, id);
                    if (!FederatedIdentities.hasOtherWay(sql, me)) {
                        throw new ProblemException(
                                ProblemCode.LAST_WAY_IN,
                                "you could sign in no more: add a passkey or a password first");
                    }
                    FederatedIdentities.endSessions(sql, row.provider(), me);
                    takeRoles(change, row.provider(), me);
                    sessions.note(
                            change,
                            person,
                            "identity.unlinked",
                            new Unlinked(row.issuer(), row.subject()),
                            null);
                    return null;
                });
        sessions.changed();
        return list(call);
    }

    /// Nobody would take the roles that a provider gave, once it signs the person in no more;
    /// unless its directory still has them.
    private static void takeRoles(AuditTrail.AuditedChange change, UUID provider, UUID me) {
        JdbcClient sql = change.sql();
        if (DirectoryRoles.expects(sql, provider, me)) {
            return;
        }
        IdentityProvider from = IdentityProviders.byId(sql, provider).orElseThrow();
        ProviderRoles.Change taken =
                ProviderRoles.set(sql, provider, from.account(), me, Set.of(), change.now());
        if (taken.last()) {
            throw new ProblemException(
                    from.account() == null
                            ? ProblemCode.LAST_ADMINISTRATOR
                            : ProblemCode.LAST_OWNER,
                    "your role is by this provider, and nobody else has it: give it to somebody by"
                            + " hand first");
        }
        if (!taken.isNone()) {
            Arrivals.noteRoles(change, from, me, taken, null);
        }
    }

    private static UUID me(Call call) {
        return Objects.requireNonNull(call.identity().actor().id());
    }
}
