package scrip.server.people;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
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
import scrip.server.role.OrganizationRole;
import scrip.server.role.Permission;
import scrip.server.role.VendorRole;

/// The operations on people and their roles.
final class PeopleRoutes implements Routes {

    private static final String OF_ONE = Route.ACCOUNT + "/people";
    private static final String STAFF = "/v1/staff";
    private static final String PERSON = "person";
    private static final int SEARCH_CHARACTERS_MAX = 100;

    private final People people;

    PeopleRoutes(People people) {
        this.people = people;
    }

    @Override
    public List<Route> all() {
        return List.of(
                Route.get("/v1/roles", Permission.ANYBODY, PeopleRoutes::table),
                Route.get(OF_ONE, Permission.PEOPLE_READ, this::list),
                Route.put(OF_ONE + "/{person}", Permission.PEOPLE_WRITE, this::put).askingAgain(),
                Route.delete(OF_ONE + "/{person}", Permission.PEOPLE_WRITE, this::remove)
                        .askingAgain(),
                Route.get(
                        OF_ONE + "/{person}",
                        Permission.PEOPLE_READ,
                        c -> one(c, c.organization())),
                Route.get(STAFF, Permission.STAFF_READ, this::listStaff),
                Route.get(STAFF + "/{person}", Permission.STAFF_READ, c -> one(c, null)),
                Route.put(STAFF + "/{person}", Permission.STAFF_WRITE, this::putStaff)
                        .askingAgain(),
                Route.delete(STAFF + "/{person}", Permission.STAFF_WRITE, this::removeStaff)
                        .askingAgain());
    }

    private record View(
            UUID person,
            String email,
            boolean emailProven,
            @Nullable String emailProvenBy,
            @Nullable Instant emailProvenAt,
            String name,
            List<String> roles,
            Instant since,
            boolean byDirectory) {

        static View of(People.Listed listed) {
            Persons.Colleague m = listed.colleague();
            return new View(
                    m.person(),
                    m.email(),
                    m.emailProvenBy() != null,
                    Person.proof(m.emailProvenBy()),
                    m.emailProvenAt(),
                    m.name(),
                    m.roles().stream().sorted().toList(),
                    m.since(),
                    listed.byDirectory());
        }
    }

    private record PermissionView(
            String permission,
            String text,
            List<String> vendor,
            List<String> organization,
            List<String> keys,
            boolean beyondRealms) {}

    private static Reply table(Call call) {
        call.checked();
        return Reply.ok(Page.whole(Permission.table().stream().map(PeopleRoutes::view).toList()));
    }

    private static PermissionView view(Permission p) {
        return new PermissionView(
                p.code(),
                p.text(),
                People.names(Arrays.stream(VendorRole.values()).filter(p::isOf).toList()),
                People.names(Arrays.stream(OrganizationRole.values()).filter(p::isOf).toList()),
                keys(p),
                p.isBeyondRealms());
    }

    /// Which API keys may have it.
    private static List<String> keys(Permission p) {
        List<String> kinds = new ArrayList<>();
        if (p.isForKeysOfOrganizations()) {
            kinds.add("ORGANIZATION");
        }
        if (p.isForKeysOfProducts()) {
            kinds.add("PRODUCT");
        }
        if (p.isForKeysOfVendor()) {
            kinds.add("VENDOR");
        }
        if (p.isForKeysOfDirectories()) {
            kinds.add("DIRECTORY");
        }
        return kinds;
    }

    private Reply list(Call call) {
        OrganizationId id = call.organization();
        int limit = Page.limit(call);
        Persons.Filter filter = filter(call, OrganizationRole.class);
        call.checked();
        return page(call, people.of(call, id, filter, limit + 1), limit);
    }

    private Reply listStaff(Call call) {
        int limit = Page.limit(call);
        Persons.Filter filter = filter(call, VendorRole.class);
        call.checked();
        return page(call, people.ofVendor(filter, limit + 1), limit);
    }

    /// How people are sorted.
    private enum Sort {
        EMAIL,
        NEWEST
    }

    private static <R extends Enum<R>> Persons.Filter filter(Call call, Class<R> roles) {
        R role = call.query().choiceOrNull("role", roles);
        return new Persons.Filter(
                null,
                call.query().textOrNull("search", SEARCH_CHARACTERS_MAX),
                role == null ? null : role.name(),
                call.query().choiceOrNull("sort", Sort.class) == Sort.NEWEST,
                Objects.requireNonNullElse(Page.afterOrNull(call), ""));
    }

    private static Reply page(Call call, List<People.Listed> rows, int limit) {
        return Reply.ok(Page.of(call, rows.stream().map(View::of).toList(), limit, View::email));
    }

    private Reply one(Call call, @Nullable OrganizationId id) {
        UUID who = call.uuid(PERSON);
        call.checked();
        return Reply.ok(View.of(id == null ? people.oneOfVendor(who) : people.one(call, id, who)));
    }

    private Reply put(Call call) {
        OrganizationId id = call.organization();
        UUID who = call.uuid(PERSON);
        Set<OrganizationRole> roles = roles(call.body());
        call.checked();
        return Reply.ok(View.of(people.one(call, id, people.setRoles(call, id, who, roles).id())));
    }

    private Reply remove(Call call) {
        OrganizationId id = call.organization();
        UUID who = call.uuid(PERSON);
        call.checked();
        people.setRoles(call, id, who, Set.of());
        return Reply.done();
    }

    private Reply putStaff(Call call) {
        UUID who = call.uuid(PERSON);
        Set<VendorRole> roles = vendorRoles(call.body());
        call.checked();
        return Reply.ok(View.of(people.oneOfVendor(people.setVendorRoles(call, who, roles).id())));
    }

    private Reply removeStaff(Call call) {
        UUID who = call.uuid(PERSON);
        call.checked();
        people.setVendorRoles(call, who, Set.of());
        return Reply.done();
    }

    private static Set<OrganizationRole> roles(Input body) {
        return RoleFields.of(body, OrganizationRole.class);
    }

    private static Set<VendorRole> vendorRoles(Input body) {
        return RoleFields.of(body, VendorRole.class);
    }
}
