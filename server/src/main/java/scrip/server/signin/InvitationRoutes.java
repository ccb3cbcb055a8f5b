package scrip.server.signin;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import scrip.core.organization.OrganizationId;
import scrip.server.http.Call;
import scrip.server.http.Input;
import scrip.server.http.Page;
import scrip.server.http.Reply;
import scrip.server.http.Route;
import scrip.server.http.Routes;
import scrip.server.key.Repeats;
import scrip.server.people.Fields;
import scrip.server.people.Language;
import scrip.server.people.RoleFields;
import scrip.server.role.OrganizationRole;
import scrip.server.role.Permission;
import scrip.server.role.VendorRole;

/// The operations on invitations, resets and the set-up.
final class InvitationRoutes implements Routes {

    private static final String OF_ONE = Route.ACCOUNT + "/invitations";
    private static final String STAFF = "/v1/staff-invitations";
    private static final String ONE = "/{invitation}";
    private static final int SEARCH_CHARACTERS_MAX = 100;

    private final Invitations invitations;
    private final Resets resets;
    private final SetUp setUp;
    private final SessionAnswers answers;
    private final InstantSource clock;

    InvitationRoutes(
            Invitations invitations,
            Resets resets,
            SetUp setUp,
            SessionAnswers answers,
            InstantSource clock) {
        this.invitations = invitations;
        this.resets = resets;
        this.setUp = setUp;
        this.answers = answers;
        this.clock = clock;
    }

    @Override
    public List<Route> all() {
        return List.of(
                Route.get(OF_ONE, Permission.PEOPLE_READ, c -> list(c, c.organization())),
                Route.post(OF_ONE, Permission.PEOPLE_WRITE, this::invite).askingAgain(),
                Route.get(OF_ONE + ONE, Permission.PEOPLE_READ, c -> one(c, c.organization())),
                Route.delete(
                        OF_ONE + ONE, Permission.PEOPLE_WRITE, c -> revoke(c, c.organization())),
                Route.get(STAFF, Permission.STAFF_READ, c -> list(c, null)),
                Route.post(STAFF, Permission.STAFF_WRITE, this::inviteStaff).askingAgain(),
                Route.get(STAFF + ONE, Permission.STAFF_READ, c -> one(c, null)),
                Route.delete(STAFF + ONE, Permission.STAFF_WRITE, c -> revoke(c, null)),
                Route.post("/v1/invitations/look", Permission.ANYBODY, this::look),
                Route.post("/v1/invitations/accept", Permission.ANYBODY, this::accept),
                Route.post(
                                Route.ACCOUNT + "/people/{person}/password-reset",
                                Permission.PEOPLE_RESET,
                                c -> reset(c, c.organization()))
                        .askingAgain(),
                Route.post(
                                "/v1/staff/{person}/password-reset",
                                Permission.STAFF_WRITE,
                                c -> reset(c, null))
                        .askingAgain(),
                Route.post("/v1/password-resets/complete", Permission.ANYBODY, this::completeReset),
                Route.post("/v1/set-up", Permission.ANYBODY, this::completeSetUp));
    }

    private record View(
            UUID id,
            String email,
            boolean emailProven,
            List<String> roles,
            String state,
            Instant createdAt,
            String createdBy,
            Instant expiresAt,
            boolean mailed,
            @Nullable String link) {}

    private record PlaceView(String realm, String id, String name) {}

    private record SeenView(
            String email,
            @Nullable PlaceView organization,
            List<String> roles,
            String invitedBy,
            Instant expiresAt) {}

    private record ResetView(
            @Nullable UUID person, boolean mailed, @Nullable String link, Instant expiresAt) {}

    private Reply list(Call call, @Nullable OrganizationId id) {
        int limit = Page.limit(call);
        LinkStore.Filter filter =
                new LinkStore.Filter(
                        call.query().choiceOrNull("state", Link.State.class),
                        call.query().textOrNull("search", SEARCH_CHARACTERS_MAX),
                        Page.isOldestFirst(call),
                        Page.idAfter(call));
        call.checked();
        List<View> rows =
                invitations.list(call, id, filter, clock.instant(), limit + 1).stream()
                        .map(l -> view(l, null))
                        .toList();
        return Reply.ok(Page.of(call, rows, limit, View::id));
    }

    private Reply one(Call call, @Nullable OrganizationId id) {
        UUID invitation = call.uuid("invitation");
        call.checked();
        return Reply.ok(view(invitations.one(call, id, invitation), null));
    }

    private Reply invite(Call call) {
        OrganizationId id = call.organization();
        Input body = call.body();
        String email = Fields.email(body);
        return invite(call, id, email, RoleFields.of(body, OrganizationRole.class));
    }

    private Reply inviteStaff(Call call) {
        Input body = call.body();
        String email = Fields.email(body);
        return invite(call, null, email, RoleFields.of(body, VendorRole.class));
    }

    private record Wanted(String email, Set<?> roles) {}

    private Reply invite(Call call, @Nullable OrganizationId id, String email, Set<?> roles) {
        String key = call.key();
        call.checked();
        Repeats.Request request = Repeats.Request.of(call, key, new Wanted(email, roles));
        return made(invitations.invite(call, id, email, roles, request));
    }

    private Reply revoke(Call call, @Nullable OrganizationId id) {
        UUID invitation = call.uuid("invitation");
        call.checked();
        return Reply.ok(view(invitations.revoke(call, id, invitation), null));
    }

    private Reply look(Call call) {
        String secret = Fields.secret(call.body(), "token");
        call.checked();
        Invitations.OpenedInvitation seen = invitations.look(call, secret);
        Link link = seen.link();
        LinkStore.InvitingOrganization place = seen.place();
        return Reply.ok(
                new SeenView(
                        String.valueOf(link.email()),
                        place == null
                                ? null
                                : new PlaceView(
                                        call.realm(place.realm()).name(), place.id(), place.name()),
                        link.roles(),
                        link.madeBy(),
                        link.expiresAt()));
    }

    private Reply accept(Call call) {
        Input body = call.body();
        String secret = Fields.secret(body, "token");
        Invitations.NewPerson wanted =
                new Invitations.NewPerson(
                        Fields.nameOrNull(body),
                        Fields.secret(body, "password"),
                        Fields.locale(body));
        call.checked();
        return answers.begun(call, invitations.accept(call, secret, wanted));
    }

    private Reply reset(Call call, @Nullable OrganizationId id) {
        UUID who = call.uuid("person");
        call.bodyOrNothing();
        call.checked();
        Links.Made made = resets.make(call, invitations.account(call, id), who);
        return Reply.created(
                new ResetView(
                        made.link().person(),
                        made.link().mailed(),
                        made.link().mailed() ? null : made.address(),
                        made.link().expiresAt()));
    }

    private Reply completeReset(Call call) {
        Input body = call.body();
        String secret = Fields.secret(body, "token");
        String password = Fields.secret(body, "password");
        call.checked();
        return answers.begun(call, resets.complete(call, secret, password));
    }

    private Reply completeSetUp(Call call) {
        Input body = call.body();
        String secret = Fields.secret(body, "token");
        String email = Fields.email(body);
        String name = Fields.name(body);
        String password = Fields.secret(body, "password");
        Language locale = Fields.locale(body);
        call.checked();
        return answers.begun(call, setUp.complete(call, secret, email, name, password, locale));
    }

    private Reply made(Links.Made made) {
        return Reply.created(view(made.link(), made.address()));
    }

    private View view(Link link, @Nullable String address) {
        return new View(
                link.id(),
                String.valueOf(link.email()),
                link.mailed() && link.usedAt() != null,
                link.roles(),
                link.state(clock.instant()).name(),
                link.madeAt(),
                link.madeBy(),
                link.expiresAt(),
                link.mailed(),
                link.mailed() ? null : address);
    }
}
