package scrip.server.flag;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import scrip.core.access.Access;
import scrip.core.catalog.Catalog;
import scrip.core.catalog.Catalogs;
import scrip.core.catalog.Feature;
import scrip.core.ledger.Code;
import scrip.server.access.Accesses;
import scrip.server.catalog.PublishedCatalogs;
import scrip.server.http.Call;
import scrip.server.http.ProblemException;
import scrip.server.role.Granted;
import scrip.server.role.NotGrantedException;

/// Which flags there are, and what they are for an organization.
final class Flags {

    private final Accesses accesses;
    private final PublishedCatalogs catalogs;

    Flags(Accesses accesses, PublishedCatalogs catalogs) {
        this.accesses = accesses;
        this.catalogs = catalogs;
    }

    /// The names of all flags that a caller may ask for: each feature of each catalog in force, by
    /// the item whose own it is, or else by its bare name.
    List<String> all(Call call) {
        String product = call.identity().product();
        Catalogs known = catalogs.of(call.realm());
        Instant now = call.now();
        TreeSet<String> names = new TreeSet<>();
        known.versions().stream()
                .map(Catalog::product)
                .distinct()
                .filter(p -> product == null || p.equals(product))
                .flatMap(p -> known.inForce(p, now).stream())
                .forEach(c -> c.features().forEach(f -> names.add(name(c, f))));
        return List.copyOf(names);
    }

    private static String name(Catalog catalog, Feature feature) {
        String own = catalog.product() + "/" + feature.name();
        return catalog.items().stream().anyMatch(i -> i.id().toString().equals(own))
                ? own
                : feature.name();
    }

    /// Whether there is a flag of that name for a caller; a key of one product has none of others.
    boolean has(Call call, String flag) {
        Catalogs known = catalogs.of(call.realm());
        String product = call.identity().product();
        return !known.answeringTo(flag).isEmpty()
                && (product == null
                        || known.hasFeature(product, flag)
                        || flag.startsWith(product + "/"));
    }

    /// The permission to ask for an organization; empty if there is none that the caller may know.
    Optional<Granted> granted(Call call, Context context) {
        try {
            return Optional.of(call.granted(context.organization()));
        } catch (NotGrantedException refused) {
            if (refused.isUnknown()) {
                return Optional.empty();
            }
            throw refused;
        }
    }

    /// What a feature is for an organization; null if there is no such organization.
    @Nullable Access access(Granted granted, Context context, String flag) {
        try {
            return accesses.answer(granted, context.asking(flag), null).access();
        } catch (ProblemException refused) {
            if (refused.problem().code().equals(Code.UNKNOWN_ORGANIZATION.name())) {
                return null;
            }
            throw refused;
        }
    }
}
