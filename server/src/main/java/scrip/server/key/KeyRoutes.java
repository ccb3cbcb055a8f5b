package scrip.server.key;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import scrip.core.organization.OrganizationId;
import scrip.server.catalog.PublishedCatalogs;
import scrip.server.connection.Networks;
import scrip.server.http.Call;
import scrip.server.http.EntityTags;
import scrip.server.http.Input;
import scrip.server.http.Page;
import scrip.server.http.ProblemCode;
import scrip.server.http.ProblemException;
import scrip.server.http.Reply;
import scrip.server.http.Route;
import scrip.server.http.Routes;
import scrip.server.role.Permission;

/// The operations on API keys.
final class KeyRoutes implements Routes {

    private static final String OF_ONE = Route.ACCOUNT + "/keys";
    private static final String OF_PRODUCTS = "/v1/keys";
    private static final String ONE = "/{api_key}";
    private static final String SECRET = ONE + "/secrets/{secret}";
    private static final int NAME_CHARACTERS_MAX = 100;
    private static final int ACTIONS_MAX = Permission.table().size();
    private static final int ADDRESSES_MAX = 50;
    private static final int OLD_HOURS = 24;
    private static final int OLD_HOURS_MAX = 720;

    /// A unit of work is a use or a question about access. Fewer would not let the costlier
    /// requests pass.
    private static final int UNITS_LEAST = 100;

    private static final int UNITS_MOST = 1_000_000;
    private static final Duration LENGTH_MAX = Duration.ofDays(731);

    private final ApiKeys keys;
    private final PublishedCatalogs catalogs;

    KeyRoutes(ApiKeys keys, PublishedCatalogs catalogs) {
        this.keys = keys;
        this.catalogs = catalogs;
    }

    @Override
    public List<Route> all() {
        return List.of(
                Route.get(OF_ONE, Permission.KEYS_READ, c -> list(c, c.organization())),
                Route.post(OF_ONE, Permission.KEYS_WRITE, c -> make(c, c.organization()))
                        .askingAgain(),
                Route.get(OF_ONE + ONE, Permission.KEYS_READ, c -> one(c, c.organization())),
                Route.put(OF_ONE + ONE, Permission.KEYS_WRITE, c -> limit(c, c.organization())),
                Route.patch(OF_ONE + ONE, Permission.KEYS_WRITE, c -> patch(c, c.organization())),
                Route.delete(OF_ONE + ONE, Permission.KEYS_WRITE, c -> revoke(c, c.organization())),
                Route.post(
                                OF_ONE + ONE + "/rotate",
                                Permission.KEYS_WRITE,
                                c -> rotate(c, c.organization()))
                        .askingAgain(),
                Route.delete(OF_ONE + SECRET, Permission.KEYS_WRITE, c -> end(c, c.organization())),
                Route.get(OF_PRODUCTS, Permission.PRODUCT_KEYS_READ, c -> list(c, null)),
                Route.post(OF_PRODUCTS, Permission.PRODUCT_KEYS_WRITE, c -> make(c, null))
                        .askingAgain(),
                Route.get(OF_PRODUCTS + ONE, Permission.PRODUCT_KEYS_READ, c -> one(c, null)),
                Route.put(OF_PRODUCTS + ONE, Permission.PRODUCT_KEYS_WRITE, c -> limit(c, null)),
                Route.patch(OF_PRODUCTS + ONE, Permission.PRODUCT_KEYS_WRITE, c -> patch(c, null)),
                Route.delete(
                        OF_PRODUCTS + ONE, Permission.PRODUCT_KEYS_WRITE, c -> revoke(c, null)),
                Route.post(
                                OF_PRODUCTS + ONE + "/rotate",
                                Permission.PRODUCT_KEYS_WRITE,
                                c -> rotate(c, null))
                        .askingAgain(),
                Route.delete(
                        OF_PRODUCTS + SECRET, Permission.PRODUCT_KEYS_WRITE, c -> end(c, null)));
    }

    private record SecretView(
            UUID id,
            String hint,
            Instant createdAt,
            Instant expiresAt,
            @Nullable Instant lastUsedAt,
            @Nullable String lastUsedFrom) {}

    private record View(
            UUID id,
            String name,
            String realm,
            @Nullable String organization,
            @Nullable String product,
            boolean vendor,
            @Nullable UUID provider,
            List<String> actions,
            List<String> lostActions,
            List<String> addresses,
            String state,
            List<SecretView> secrets,
            Instant createdAt,
            String createdBy,
            @Nullable UUID maker,
            @Nullable UUID makerKey,
            Instant expiresAt,
            int unitsPerSecond,
            @Nullable String secret) {}

    private Reply list(Call call, @Nullable OrganizationId organization) {
        int limit = Page.limit(call);
        KeyStore.Filter filter =
                new KeyStore.Filter(
                        null,
                        call.query().choiceOrNull("state", KeyStore.State.class),
                        call.query().textOrNull("search", NAME_CHARACTERS_MAX),
                        organization == null
                                ? call.query().textOrNull("product", NAME_CHARACTERS_MAX)
                                : null,
                        organization == null && call.query().flag("vendor", false),
                        Page.isOldestFirst(call),
                        Page.idAfter(call));
        call.checked();
        List<View> rows =
                keys.page(call, organization, filter, limit + 1).stream()
                        .map(w -> view(call, w, null))
                        .toList();
        return Reply.ok(Page.of(call, rows, limit, View::id));
    }

    private Reply one(Call call, @Nullable OrganizationId organization) {
        UUID id = call.uuid("api_key");
        call.checked();
        KeyStore.Filter only = new KeyStore.Filter(id, null, null, null, false, true, null);
        ApiKeys.Whole found =
                keys.page(call, organization, only, 1).stream()
                        .findFirst()
                        .orElseThrow(() -> ApiKeys.unknown(id));
        return Reply.ok(view(call, found, null)).tagged(tag(found));
    }

    private Reply make(Call call, @Nullable OrganizationId organization) {
        Input body = call.body();
        UUID provider = body.uuidOrNull("provider");
        Kind kind = kind(body, organization, body.has("provider"));
        String product = kind == Kind.PRODUCT ? body.text("product", NAME_CHARACTERS_MAX) : null;
        ApiKeys.NewKey wanted =
                new ApiKeys.NewKey(
                        organization,
                        product,
                        provider,
                        body.text("name", NAME_CHARACTERS_MAX),
                        actions(call, body, kind),
                        addresses(body),
                        expiry(body),
                        units(body));
        String key = call.key();
        call.checked();
        if (product != null
                && catalogs.of(call.realm()).versions().stream()
                        .noneMatch(c -> c.product().equals(product))) {
            throw new ProblemException(
                    ProblemCode.UNKNOWN_CATALOG, "there is no such catalog: see /v1/catalogs");
        }
        return made(call, keys.make(call, wanted, Repeats.Request.of(call, key, wanted)));
    }

    /// For whom a key calls.
    private enum Kind {
        ORGANIZATION,
        PRODUCT,
        VENDOR,
        DIRECTORY;

        boolean mayHave(Permission action) {
            return switch (this) {
                case ORGANIZATION -> action.isForKeysOfOrganizations();
                case PRODUCT -> action.isForKeysOfProducts();
                case VENDOR -> action.isForKeysOfVendor();
                case DIRECTORY -> action.isForKeysOfDirectories();
            };
        }
    }

    private static Kind kind(
            Input body, @Nullable OrganizationId organization, boolean ofDirectory) {
        if (organization != null) {
            return ofDirectory ? Kind.DIRECTORY : Kind.ORGANIZATION;
        }
        boolean vendor = body.flag("vendor", false);
        if (ofDirectory) {
            if (vendor || body.has("product")) {
                body.fault("provider", "a key is for one provider, product or the vendor");
            }
            return Kind.DIRECTORY;
        }
        if (vendor && body.has("product")) {
            body.fault("product", "a key is for a product or for the vendor: send one of them");
        }
        return vendor ? Kind.VENDOR : Kind.PRODUCT;
    }

    private record Settings(int unitsPerSecond) {

        String tag() {
            return EntityTags.ofContent(this);
        }
    }

    private Reply limit(Call call, @Nullable OrganizationId organization) {
        return limit(call, organization, call.body());
    }

    /// A key has one thing that can be changed, so a patch of any key is that of this one.
    private Reply patch(Call call, @Nullable OrganizationId organization) {
        return limit(call, organization, call.patch(Map.of()));
    }

    private Reply limit(Call call, @Nullable OrganizationId organization, Input body) {
        UUID id = call.uuid("api_key");
        if (!body.has("units_per_second")) {
            body.fault("units_per_second", "is missing");
        }
        Integer units = units(body);
        call.checked();
        ApiKeys.Whole limited =
                keys.limit(
                        call,
                        organization,
                        id,
                        Objects.requireNonNull(units),
                        before -> call.checkVersion(tag(before)));
        return Reply.ok(view(call, limited, null)).tagged(tag(limited));
    }

    private static String tag(ApiKeys.Whole whole) {
        return new Settings(whole.key().unitsPerSecond()).tag();
    }

    private Reply revoke(Call call, @Nullable OrganizationId organization) {
        UUID id = call.uuid("api_key");
        call.checked();
        return Reply.ok(view(call, keys.revoke(call, organization, id), null));
    }

    private Reply rotate(Call call, @Nullable OrganizationId organization) {
        UUID id = call.uuid("api_key");
        Integer oldHours = call.bodyOrNothing().intOrNull("old_hours", 0, OLD_HOURS_MAX);
        call.checked();
        return made(
                call, keys.rotate(call, organization, id, oldHours == null ? OLD_HOURS : oldHours));
    }

    private Reply end(Call call, @Nullable OrganizationId organization) {
        UUID id = call.uuid("api_key");
        UUID secret = call.uuid("secret");
        call.checked();
        return Reply.ok(view(call, keys.endSecret(call, organization, id, secret), null));
    }

    private static Reply made(Call call, ApiKeys.Made made) {
        return Reply.created(view(call, made.whole(), made.secret())).tagged(tag(made.whole()));
    }

    private static List<Permission> actions(Call call, Input body, Kind kind) {
        boolean live = call.realm().isLive();
        return body.each(
                "actions",
                ACTIONS_MAX,
                live
                        ? "an action that such a key may have: see /v1/roles"
                        : "an action that such a key of a sandbox may have: see /v1/roles",
                text ->
                        Permission.of(text)
                                .filter(kind::mayHave)
                                .filter(p -> live || !p.isBeyondRealms())
                                .orElse(null));
    }

    private static List<String> addresses(Input body) {
        return body.has("addresses")
                ? body.each(
                        "addresses",
                        ADDRESSES_MAX,
                        "an address or a network such as 192.0.2.7, 10.1.0.0/16 or 2001:db8::/32",
                        text -> Networks.normal(text).orElse(null))
                : List.of();
    }

    private static @Nullable Integer units(Input body) {
        return body.intOrNull("units_per_second", UNITS_LEAST, UNITS_MOST);
    }

    private Instant expiry(Input body) {
        Instant at = body.instant("expires_at");
        Instant now = keys.now();
        if (body.has("expires_at") && (!at.isAfter(now) || at.isAfter(now.plus(LENGTH_MAX)))) {
            body.fault("expires_at", "write a future instant, at most two years ahead");
        }
        return at;
    }

    private static View view(Call call, ApiKeys.Whole whole, @Nullable String secret) {
        KeyStore.Key key = whole.key();
        return new View(
                key.id(),
                key.name(),
                call.realm(key.realm()).name(),
                key.organization(),
                key.product(),
                KeyStore.isOfVendor(key),
                key.provider(),
                key.actions(),
                whole.lost(),
                key.addresses(),
                state(whole),
                whole.secrets().stream()
                        .map(s ->
                                new SecretView(
                                        s.id(),
                                        s.hint(),
                                        s.madeAt(),
                                        s.endsAt(),
                                        s.lastUsedAt(),
                                        s.lastUsedFrom()))
                        .toList(),
                key.madeAt(),
                key.madeBy(),
                key.maker(),
                key.makerKey(),
                key.expiresAt(),
                key.unitsPerSecond(),
                secret);
    }

    private static String state(ApiKeys.Whole whole) {
        if (whole.key().revokedAt() != null) {
            return "REVOKED";
        }
        return whole.key().isActive(whole.now()) ? "ACTIVE" : "EXPIRED";
    }
}
