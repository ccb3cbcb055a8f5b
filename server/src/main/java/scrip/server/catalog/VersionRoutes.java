package scrip.server.catalog;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.Catalog;
import scrip.core.catalog.ItemChanged;
import scrip.server.catalog.PublishedCatalogs.Published;
import scrip.server.catalog.PublishedCatalogs.Version;
import scrip.server.http.Call;
import scrip.server.http.Forms;
import scrip.server.http.Input;
import scrip.server.http.Page;
import scrip.server.http.Problem;
import scrip.server.http.ProblemCode;
import scrip.server.http.ProblemException;
import scrip.server.http.Reply;
import scrip.server.http.Route;
import scrip.server.http.Routes;
import scrip.server.ledger.Realm;
import scrip.server.ledger.Realms;
import scrip.server.role.Permission;

/// The operations on the versions of a catalog: listed, compared and published (C1).
final class VersionRoutes implements Routes {

    private static final String ALL = "/v1/catalogs/{product}/versions";
    private static final String ONE = ALL + "/{version}";

    private final PublishedCatalogs published;
    private final Differences differences;
    private final Realms realms;

    VersionRoutes(PublishedCatalogs published, Differences differences, Realms realms) {
        this.published = published;
        this.differences = differences;
        this.realms = realms;
    }

    @Override
    public List<Route> all() {
        return List.of(
                Route.get(ALL, Permission.CATALOGS_READ, this::list),
                Route.get(ONE + "/difference", Permission.CATALOGS_READ, this::difference),
                Route.put(ONE, Permission.CATALOGS_WRITE, this::publish));
    }

    private record View(
            String version,
            Instant effectiveFrom,
            boolean inForce,
            Instant publishedAt,
            String publishedBy) {}

    private static Comparator<View> order(boolean newest) {
        Comparator<View> oldest = Comparator.comparing(View::effectiveFrom);
        return newest ? oldest.reversed() : oldest;
    }

    /// The version in force when another was published, for the audit log.
    private record Before(String version, Instant effectiveFrom) {}

    private Reply list(Call call) {
        String product = call.text("product", Forms.NAME_CHARACTERS_MAX);
        String search = call.query().textOrNull("search", Forms.NAME_CHARACTERS_MAX);
        boolean newest = Page.isNewestFirst(call);
        int limit = Page.limit(call);
        String after = Page.afterOrNull(call);
        call.checked();
        List<Version> versions = of(call.realm(), product);
        if (versions.isEmpty()) {
            throw unknown();
        }
        Catalog inForce = inForce(call.realm(), product).orElse(null);
        List<View> rows =
                Page.behind(
                        versions.stream().map(v -> view(v, inForce)).sorted(order(newest)).toList(),
                        after,
                        View::version,
                        v -> search == null || v.version().contains(search),
                        limit + 1);
        Map<String, Object> head = new LinkedHashMap<>();
        head.put("product", product);
        head.put("at", realms.now(call.realm()));
        return Reply.ok(Page.of(call, head, rows, limit, View::version));
    }

    private Reply difference(Call call) {
        String product = call.text("product", Forms.NAME_CHARACTERS_MAX);
        String version = call.text("version", Forms.NAME_CHARACTERS_MAX);
        String from = call.query().textOrNull("from", Forms.NAME_CHARACTERS_MAX);
        call.checked();
        List<Version> versions = of(call.realm(), product);
        Catalog after = named(versions, version);
        Catalog before = from == null ? previous(versions, after) : named(versions, from);
        Realm realm = call.realm();
        return Reply.ok(differences.of(realm.number(), before, after, realms.now(realm)));
    }

    private Reply publish(Call call) {
        Realm realm = call.realm();
        String product = call.text("product", Forms.NAME_CHARACTERS_MAX);
        String version = call.text("version", Forms.NAME_CHARACTERS_MAX);
        Input body = call.body();
        String source = CatalogCheckRoutes.source(body);
        Instant at = body.instantOrNull("at");
        String by = call.by(body, "by");
        Catalog catalog = CatalogCheckRoutes.read(body, source);
        if (catalog != null && !catalog.product().equals(product)) {
            body.fault("source", "is of " + catalog.product() + ", not of " + product);
        }
        if (catalog != null && !catalog.version().equals(version)) {
            body.fault("source", "is version " + catalog.version() + ", not " + version);
        }
        call.checked();
        Catalog whole = Objects.requireNonNull(catalog);
        Instant now = realms.now(realm);
        inForce(realm, product)
                .ifPresent(c -> call.note().was(new Before(c.version(), c.effectiveFrom())));
        Published came =
                published.publish(
                        realm,
                        at == null ? whole : whole.effectiveAt(at),
                        Objects.requireNonNull(source),
                        realm.isLive() ? now.plus(PublishedCatalogs.SEEN_WITHIN) : now,
                        now,
                        by);
        return switch (came) {
            case Published.Done(Version done) -> {
                call.note().changed(null, new Before(version, done.catalog().effectiveFrom()));
                yield Reply.ok(view(done, inForce(realm, product).orElse(null)));
            }
            case Published.NameTaken taken ->
                    throw new ProblemException(
                            ProblemCode.CATALOG_VERSION_EXISTS,
                            "version %s of %s is already published %s, and never changes: give the new one another name"
                                    .formatted(version, product, taken.difference()));
            case Published.SameInstant(Version there) ->
                    throw new ProblemException(
                            ProblemCode.CATALOG_VERSION_EXISTS,
                            "version %s of %s is already published from that very instant on: choose another instant"
                                    .formatted(there.catalog().version(), product));
            case Published.Changed(List<ItemChanged> changes) ->
                    throw CatalogCheckRoutes.refused(changes);
            case Published.TooEarly(Instant latest) -> {
                body.fault(
                        "at",
                        "a version takes effect after "
                                + latest
                                + ", so that no past answer changes");
                call.checked();
                throw new IllegalStateException("a fault was noted");
            }
        };
    }

    private List<Version> of(Realm realm, String product) {
        return published.versions(realm).stream()
                .filter(v -> v.catalog().product().equals(product))
                .toList();
    }

    private Optional<Catalog> inForce(Realm realm, String product) {
        return published.of(realm).inForce(product, realms.now(realm));
    }

    private static Catalog named(List<Version> versions, String name) {
        return versions.stream()
                .map(Version::catalog)
                .filter(c -> c.version().equals(name))
                .findFirst()
                .orElseThrow(VersionRoutes::unknown);
    }

    /// The version before one; for the first version, itself, so that there are no differences.
    private static Catalog previous(List<Version> versions, Catalog after) {
        return versions.stream()
                .map(Version::catalog)
                .filter(c -> c.effectiveFrom().isBefore(after.effectiveFrom()))
                .reduce((_, second) -> second)
                .orElse(after);
    }

    private static View view(Version version, @Nullable Catalog inForce) {
        Catalog catalog = version.catalog();
        return new View(
                catalog.version(),
                catalog.effectiveFrom(),
                inForce != null && catalog.version().equals(inForce.version()),
                version.publishedAt(),
                version.publishedBy());
    }

    private static ProblemException unknown() {
        return new ProblemException(
                Problem.of(
                        ProblemCode.UNKNOWN_CATALOG,
                        "there is no such version: see /v1/catalogs/{product}/versions"));
    }
}
