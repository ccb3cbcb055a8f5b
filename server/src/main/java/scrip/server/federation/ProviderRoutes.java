package scrip.server.federation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
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

/// The operations on identity providers: of one organization, and of the vendor.
final class ProviderRoutes implements Routes {

    private static final String OF_ONE = Route.ACCOUNT + "/identity-providers";
    private static final String OF_VENDOR = "/v1/identity-providers";
    private static final String ONE = "/{provider}";
    private static final int NAME_CHARACTERS_MAX = 200;
    private static final int ISSUER_CHARACTERS_MAX = 500;
    private static final int CLIENT_CHARACTERS_MAX = 300;
    private static final int SECRET_CHARACTERS_MAX = 1_000;
    private static final int SCOPES_MAX = 20;
    private static final int DOMAINS_MAX = 50;
    private static final int MAPPINGS_MAX = 200;
    private static final int GROUP_CHARACTERS_MAX = 300;
    private static final List<String> SCOPES = List.of("email", "profile");
    private static final Pattern SCOPE = Pattern.compile("[!#-\\[\\]-~]{1,100}");
    private static final Pattern DOMAIN =
            Pattern.compile(
                    "(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:[.][a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+");

    private final Providers providers;
    private final ProviderCheck check;

    ProviderRoutes(Providers providers, ProviderCheck check) {
        this.providers = providers;
        this.check = check;
    }

    @Override
    public List<Route> all() {
        List<Route> all = new ArrayList<>();
        all.addAll(of(OF_ONE, Permission.SIGN_ON_WRITE, false));
        all.addAll(of(OF_VENDOR, Permission.VENDOR_SIGN_ON_WRITE, true));
        return all;
    }

    private List<Route> of(String path, Permission permission, boolean vendor) {
        return List.of(
                Route.get(path, permission, c -> list(c, place(c, vendor))),
                Route.post(path, permission, c -> make(c, place(c, vendor))).askingAgain(),
                Route.get(path + ONE, permission, c -> one(c, place(c, vendor))),
                Route.put(path + ONE, permission, c -> change(c, place(c, vendor))).askingAgain(),
                Route.delete(path + ONE, permission, c -> remove(c, place(c, vendor)))
                        .askingAgain(),
                Route.post(path + ONE + "/test", permission, c -> test(c, place(c, vendor)))
                        .askingAgain());
    }

    private static @Nullable OrganizationId place(Call call, boolean vendor) {
        return vendor ? null : call.organization();
    }

    private record MappingView(
            String group, String role, @Nullable UUID writer, Instant writtenAt) {}

    private record View(
            UUID id,
            String name,
            String issuer,
            String clientId,
            String redirectUri,
            List<String> scopes,
            List<String> domains,
            @Nullable String groupsClaim,
            boolean makesPeople,
            boolean enabled,
            boolean needsConfirmation,
            List<MappingView> roles,
            Instant createdAt,
            String createdBy) {

        static View of(Providers.Whole whole) {
            IdentityProvider p = whole.provider();
            return new View(
                    p.id(),
                    p.name(),
                    p.issuer(),
                    p.clientId(),
                    whole.callback(),
                    p.scopes(),
                    p.domains(),
                    p.groupsClaim(),
                    p.makesPeople(),
                    p.enabled(),
                    !whole.isAnsweredFor(),
                    whole.roles().stream()
                            .map(r ->
                                    new MappingView(r.group(), r.role(), r.writer(), r.writtenAt()))
                            .toList(),
                    p.madeAt(),
                    p.madeBy());
        }
    }

    private Reply list(Call call, @Nullable OrganizationId organization) {
        call.checked();
        return Reply.ok(
                Page.whole(providers.of(call, organization).stream().map(View::of).toList()));
    }

    private Reply one(Call call, @Nullable OrganizationId organization) {
        UUID id = call.uuid("provider");
        call.checked();
        return Reply.ok(
                providers.of(call, organization).stream()
                        .map(View::of)
                        .filter(p -> p.id().equals(id))
                        .findFirst()
                        .orElseThrow(() -> Providers.unknown(id)));
    }

    private Reply make(Call call, @Nullable OrganizationId organization) {
        Input body = call.body();
        if (!body.has("client_secret")) {
            body.fault("client_secret", "is missing");
        }
        Providers.Wanted wanted = wanted(body, organization == null);
        call.checked();
        return Reply.created(View.of(providers.make(call, organization, wanted)));
    }

    private Reply change(Call call, @Nullable OrganizationId organization) {
        UUID id = call.uuid("provider");
        Providers.Wanted wanted = wanted(call.body(), organization == null);
        call.checked();
        return Reply.ok(View.of(providers.change(call, organization, id, wanted)));
    }

    private Reply remove(Call call, @Nullable OrganizationId organization) {
        UUID id = call.uuid("provider");
        call.checked();
        providers.remove(call, organization, id);
        return Reply.done();
    }

    private Reply test(Call call, @Nullable OrganizationId organization) {
        UUID id = call.uuid("provider");
        call.bodyOrNothing();
        call.checked();
        return Reply.ok(check.of(providers.one(call, organization, id)));
    }

    private static Providers.Wanted wanted(Input body, boolean vendor) {
        return new Providers.Wanted(
                body.text("name", NAME_CHARACTERS_MAX),
                body.text("issuer", ISSUER_CHARACTERS_MAX),
                body.text("client_id", CLIENT_CHARACTERS_MAX),
                body.textOrNull("client_secret", SECRET_CHARACTERS_MAX),
                body.has("scopes")
                        ? body.each(
                                "scopes",
                                SCOPES_MAX,
                                "a scope such as email",
                                text -> SCOPE.matcher(text).matches() ? text : null)
                        : SCOPES,
                body.has("domains")
                        ? body.each(
                                "domains",
                                DOMAINS_MAX,
                                "a domain in lower case such as hospital.example",
                                text -> DOMAIN.matcher(text).matches() ? text : null)
                        : List.of(),
                body.textOrNull("groups_claim", NAME_CHARACTERS_MAX),
                body.flag("makes_people", false),
                body.flag("enabled", true),
                body.has("roles") ? mappings(body, vendor) : List.of());
    }

    private static List<Providers.Mapping> mappings(Input body, boolean vendor) {
        List<Providers.Mapping> all = new ArrayList<>();
        for (Input one : body.objects("roles", MAPPINGS_MAX)) {
            Providers.Mapping mapping =
                    new Providers.Mapping(
                            one.text("group", GROUP_CHARACTERS_MAX),
                            vendor
                                    ? one.choice("role", VendorRole.class).name()
                                    : one.choice("role", OrganizationRole.class).name());
            if (all.contains(mapping)) {
                one.fault("group", "name each only once with a role");
            }
            all.add(mapping);
        }
        return all;
    }
}
