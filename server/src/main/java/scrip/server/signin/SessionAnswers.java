package scrip.server.signin;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import scrip.server.database.Database;
import scrip.server.http.AdminToken;
import scrip.server.http.Call;
import scrip.server.http.Cookies;
import scrip.server.http.Reply;
import scrip.server.people.Person;
import scrip.server.people.Persons;
import scrip.server.people.Rights;
import scrip.server.people.Seat;
import scrip.server.role.Identity;
import scrip.server.role.Permission;
import scrip.server.role.VendorRole;

/// Answers who the user is and what they may do, and sets cookies at sign-in.
public final class SessionAnswers {

    private static final String LIVE = "live";

    private final Database database;
    private final FactorDemand demand;

    SessionAnswers(Database database, FactorDemand demand) {
        this.database = database;
        this.demand = demand;
    }

    private record VendorView(List<String> roles, List<String> permissions) {}

    private record PlaceView(
            String realm,
            String id,
            String kind,
            String name,
            List<String> roles,
            List<String> permissions) {}

    record View(
            UUID id,
            Person.View person,
            String realm,
            VendorView vendor,
            List<PlaceView> organizations,
            String csrfToken,
            String method,
            String secondFactor,
            Instant signedInAt,
            Instant provenAt,
            Instant endsAt) {}

    /// The answer for the session of the request.
    View of(Call call, UUID person, UUID session) {
        Identity.Session own = call.identity().session();
        // Whoever lacks something knows no sandbox yet.
        boolean lacks = own != null && own.lack() != null;
        return view(call, person, session, lacks ? LIVE : call.realm().name());
    }

    /// The answer for a session that has just begun, with its cookies.
    public Reply begun(Call call, Sessions.Begun begun) {
        Reply reply =
                Reply.ok(view(call, begun.person().id(), begun.id(), LIVE))
                        .with(
                                Cookies.set(
                                        Sessions.COOKIE,
                                        begun.cookie(),
                                        Sessions.LENGTH_MAX,
                                        call.isSecure()));
        String device = begun.device();
        return device == null
                ? reply
                : reply.with(
                        Cookies.set(
                                Sessions.DEVICE_COOKIE,
                                device,
                                Duration.ofDays(400),
                                call.isSecure()));
    }

    /// The same for the session of the request, which was there before.
    public Reply present(Call call) {
        return Reply.ok(
                of(
                        call,
                        Objects.requireNonNull(call.identity().actor().id()),
                        Objects.requireNonNull(call.identity().session()).id()));
    }

    /// An empty answer that deletes the cookie.
    public Reply ended(Call call) {
        return Reply.done().with(Cookies.clear(Sessions.COOKIE, call.isSecure()));
    }

    private View view(Call call, UUID personId, UUID session, String realm) {
        return database.readAll(sql -> {
            SessionStore.Row row =
                    SessionStore.one(sql, personId, session)
                            .orElseThrow(() -> AdminToken.wrong(false));
            Identity.Lack lack = demand.lack(sql, row);
            Set<VendorRole> vendor = Persons.vendorRoles(sql, personId);
            Long only = Rights.onlyPlace(sql, session);
            Set<VendorRole> roles = lack == null && only == null ? vendor : Set.of();
            return new View(
                    session,
                    Persons.byId(sql, personId).orElseThrow().view(),
                    realm,
                    new VendorView(names(roles), codes(Identity.ofVendor(roles))),
                    lack == null ? places(call, sql, personId, vendor, only) : List.of(),
                    row.csrfToken(),
                    row.method().name(),
                    secondFactor(row, lack),
                    row.signedInAt(),
                    row.provenAt(),
                    row.endsAt());
        });
    }

    private static String secondFactor(SessionStore.Row row, Identity.@Nullable Lack lack) {
        return switch (lack) {
            case SECOND_FACTOR -> "NEEDED";
            case SET_UP -> "TO_SET_UP";
            case null -> row.isWhole() ? "GIVEN" : "NONE";
        };
    }

    private List<PlaceView> places(
            Call call,
            JdbcClient sql,
            UUID person,
            Collection<VendorRole> vendor,
            @Nullable Long only) {
        return Persons.seats(sql, person).stream()
                .filter(seat -> only == null || seat.account() == only)
                .map(seat -> place(call, seat, vendor))
                .toList();
    }

    private static PlaceView place(Call call, Seat seat, Collection<VendorRole> vendor) {
        return new PlaceView(
                call.realm(seat.realm()).name(),
                seat.organization().value(),
                seat.kind(),
                seat.name(),
                names(seat.roles()),
                codes(Rights.inSeat(seat.roles(), vendor)));
    }

    private static List<String> codes(Collection<Permission> permissions) {
        return permissions.stream().map(Permission::code).toList();
    }

    private static List<String> names(Collection<? extends Enum<?>> all) {
        return all.stream().map(Enum::name).toList();
    }
}
