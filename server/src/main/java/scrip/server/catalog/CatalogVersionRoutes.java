package scrip.server.catalog;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.Catalog;
import scrip.server.http.Call;
import scrip.server.http.Fault;
import scrip.server.http.Input;
import scrip.server.http.ProblemException;
import scrip.server.http.Reply;
import scrip.server.http.Route;
import scrip.server.http.Routes;
import scrip.server.ledger.Realms;
import scrip.server.role.Permission;

/// The operations on the versions of a catalog: what was published, what changes, and publishing.
final class CatalogVersionRoutes implements Routes {

    private static final int NAME_CHARACTERS_MAX = 200;
    private static final int SOURCE_CHARACTERS_MAX = 100_000;
    private static final String VERSIONS = "/v1/catalogs/{product}/versions";

    private final PublishedCatalogs published;
    private final Realms realms;

    CatalogVersionRoutes(PublishedCatalogs published, Realms realms) {
        this.published = published;
        this.realms = realms;
    }

    @Override
    public List<Route> all() {
        return List.of(
                Route.get(VERSIONS, Permission.CATALOGS_READ, this::list),
                Route.get(
                        VERSIONS + "/{version}/difference",
                        Permission.CATALOGS_READ,
                        this::difference),
                Route.post(VERSIONS + "/check", Permission.CATALOGS_READ, this::check).unrecorded(),
                Route.post(VERSIONS, Permission.CATALOGS_WRITE, this::publish));
    }

    private record VersionView(String version, Instant effectiveFrom, String state, int items) {}

    private record ChangeView(@Nullable String item, String text) {}

    private record DifferenceView(
            @Nullable String before,
            String after,
            Instant effectiveFrom,
            List<ChangeView> changes) {}

    private Reply list(Call call) {
        String product = call.text("product", NAME_CHARACTERS_MAX);
        call.checked();
        Instant now = realms.now(call.realm());
        Optional<Catalog> inForce = published.of(call.realm()).inForce(product, now);
        List<VersionView> rows =
                versions(call, product).reversed().stream()
                        .map(c ->
                                new VersionView(
                                        c.version(),
                                        c.effectiveFrom(),
                                        state(c, inForce, now),
                                        c.items().size()))
                        .toList();
        return Reply.ok(Map.of("product", product, "at", now, "versions", rows));
    }

    private static String state(Catalog catalog, Optional<Catalog> inForce, Instant now) {
        if (catalog.effectiveFrom().isAfter(now)) {
            return "COMING";
        }
        boolean current = inForce.filter(c -> c.version().equals(catalog.version())).isPresent();
        return current ? "IN_FORCE" : "PAST";
    }

    private Reply difference(Call call) {
        String product = call.text("product", NAME_CHARACTERS_MAX);
        String version = call.text("version", NAME_CHARACTERS_MAX);
        call.checked();
        List<Catalog> all = versions(call, product);
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).version().equals(version)) {
                return Reply.ok(view(i == 0 ? null : all.get(i - 1), all.get(i)));
            }
        }
        throw unknown();
    }

    private Reply check(Call call) {
        String product = call.text("product", NAME_CHARACTERS_MAX);
        Input body = call.body();
        Catalog next = read(call, body, product);
        call.checked();
        return Reply.ok(view(versions(call, product).getLast(), next));
    }

    private Reply publish(Call call) {
        String product = call.text("product", NAME_CHARACTERS_MAX);
        Input body = call.body();
        Catalog next = read(call, body, product);
        String source = source(body);
        call.checked();
        Catalog last = versions(call, product).getLast();
        published.publish(call.realm(), next, source, realms.now(call.realm()), call.actor());
        return Reply.created(view(last, next));
    }

    /// The catalog that was sent; every fault of it is a fault of the field.
    private Catalog read(Call call, Input body, String product) {
        List<Catalog> all = versions(call, product);
        String source = source(body);
        switch (CatalogFile.parse(source.getBytes(StandardCharsets.UTF_8))) {
            case CatalogFile.Faulty faulty ->
                    faulty.faults().forEach(f -> body.fault("source", f.toString()));
            case CatalogFile.Valid(Catalog catalog) -> {
                if (!catalog.product().equals(product)) {
                    body.fault("source", "is a catalog of " + catalog.product());
                }
                if (all.stream().anyMatch(c -> c.version().equals(catalog.version()))) {
                    body.fault(
                            "source",
                            "version "
                                    + catalog.version()
                                    + " is published and never changes: give it another");
                }
                boolean later =
                        catalog.effectiveFrom().isAfter(realms.now(call.realm()))
                                && catalog.effectiveFrom().isAfter(all.getLast().effectiveFrom());
                if (!later) {
                    body.fault(
                            "source",
                            "effective must be to come, and after the last published version");
                }
                return catalog;
            }
        }
        return all.getLast();
    }

    private static String source(Input body) {
        String source =
                body.parsed(
                        "source",
                        "the text of a catalog, at most " + SOURCE_CHARACTERS_MAX + " characters",
                        t -> t.isBlank() || t.length() > SOURCE_CHARACTERS_MAX ? null : t);
        return source == null ? "" : source;
    }

    private List<Catalog> versions(Call call, String product) {
        List<Catalog> all =
                published.of(call.realm()).versions().stream()
                        .filter(c -> c.product().equals(product))
                        .toList();
        if (all.isEmpty()) {
            throw unknown();
        }
        return all;
    }

    private static ProblemException unknown() {
        return new ProblemException(
                Fault.UNKNOWN_CATALOG, "there is no such catalog: see /v1/catalogs");
    }

    private static DifferenceView view(@Nullable Catalog before, Catalog after) {
        List<CatalogDiff.Change> changes =
                before == null ? List.of() : CatalogDiff.between(before, after);
        return new DifferenceView(
                before == null ? null : before.version(),
                after.version(),
                after.effectiveFrom(),
                changes.stream().map(c -> new ChangeView(c.item(), c.text())).toList());
    }
}
