package scrip.server.catalog;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.Catalog;
import scrip.core.catalog.ItemChanged;
import scrip.server.http.Call;
import scrip.server.http.Forms;
import scrip.server.http.Input;
import scrip.server.http.InputFault;
import scrip.server.http.Problem;
import scrip.server.http.ProblemCode;
import scrip.server.http.ProblemException;
import scrip.server.http.Reply;
import scrip.server.http.Route;
import scrip.server.http.Routes;
import scrip.server.ledger.Realm;
import scrip.server.ledger.Realms;
import scrip.server.role.Permission;

/// The operation that previews what a version of a catalog would change if published.
final class CatalogCheckRoutes implements Routes {

    private final PublishedCatalogs published;
    private final Differences differences;
    private final Realms realms;

    CatalogCheckRoutes(PublishedCatalogs published, Differences differences, Realms realms) {
        this.published = published;
        this.differences = differences;
        this.realms = realms;
    }

    @Override
    public List<Route> all() {
        return List.of(
                Route.post(
                                "/v1/catalogs/{product}/versions/check",
                                Permission.CATALOGS_WRITE,
                                this::check)
                        .unrecorded());
    }

    private Reply check(Call call) {
        String product = call.text("product", Forms.NAME_CHARACTERS_MAX);
        Input body = call.body();
        Catalog sent = read(body, source(body));
        List<Catalog> all =
                published.of(call.realm()).versions().stream()
                        .filter(c -> c.product().equals(product))
                        .toList();
        if (all.isEmpty()) {
            throw new ProblemException(
                    ProblemCode.UNKNOWN_CATALOG, "there is no such catalog: see /v1/catalogs");
        }
        Catalog after = sent == null ? all.getLast() : sent;
        Instant at = body.instantOrNull("at");
        after = at == null ? after : after.effectiveAt(at);
        Catalog before =
                published
                        .of(call.realm())
                        .inForce(product, after.effectiveFrom())
                        .orElse(all.getFirst());
        if (!after.product().equals(product)) {
            body.fault("source", "is a catalog of " + after.product());
        }
        call.checked();
        String name = after.version();
        List<ItemChanged> changed =
                ItemChanged.of(after, all.stream().filter(c -> !c.version().equals(name)).toList());
        if (!changed.isEmpty()) {
            throw refused(changed);
        }
        Realm realm = call.realm();
        return Reply.ok(differences.of(realm.number(), before, after, realms.now(realm)));
    }

    /// The problem of a version that would change what ids stand for, listing all of them.
    static ProblemException refused(List<ItemChanged> changed) {
        List<String> details = changed.stream().map(ItemChanged::toString).toList();
        return new ProblemException(
                new Problem(
                        ProblemCode.ITEM_CHANGED.status(),
                        ProblemCode.ITEM_CHANGED.name(),
                        String.join("; ", details),
                        details.stream()
                                .map(detail -> new InputFault(InputFault.BODY, "/source", detail))
                                .toList(),
                        List.of()));
    }

    /// The text of the catalog that was sent; null if it is missing or no text.
    static @Nullable String source(Input body) {
        if (!body.has("source")) {
            body.fault("source", "is missing: send the text of the catalog file");
        }
        return body.parsed("source", "the text of a catalog file", text -> text);
    }

    /// The catalog that was sent; null if it has faults, each of which becomes a fault of the
    /// field.
    static @Nullable Catalog read(Input body, @Nullable String source) {
        return switch (source == null ? null : CatalogFile.parse(source)) {
            case null -> null;
            case CatalogFile.Valid valid -> valid.catalog();
            case CatalogFile.Faulty faulty -> {
                body.faults("source", faulty.faults().stream().map(Object::toString).toList());
                yield null;
            }
        };
    }
}
