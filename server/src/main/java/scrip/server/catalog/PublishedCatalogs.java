package scrip.server.catalog;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import scrip.core.catalog.Catalog;
import scrip.core.catalog.Catalogs;
import scrip.server.database.Database;
import scrip.server.ledger.Realm;

/// The catalogs published in each realm (C1). A published version never changes. A sandbox sees
/// what is published live, by its own clock, and what is published in itself; there its own version
/// stands in the place of a live one of the same name or instant.
public final class PublishedCatalogs implements AutoCloseable {

    /// A version published by a command is known to every running server this soon.
    static final Duration SEEN_WITHIN = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(PublishedCatalogs.class);
    private static final int LOOK_SECONDS = 2;
    private static final int LIVE_NUMBER = 1;

    private final CatalogStore store;
    private final Map<Integer, List<Version>> own = new TreeMap<>();
    private final Map<Integer, Seen> seen = new ConcurrentHashMap<>();
    private @Nullable ScheduledExecutorService watch;

    public PublishedCatalogs(Database database) {
        this.store = new CatalogStore(database);
    }

    /// A version as it was published.
    record Version(Catalog catalog, String source, Instant publishedAt, String publishedBy) {}

    /// What came of publishing.
    sealed interface Published {

        /// It is there, now or already before, with the very same content.
        record Done(Version version) implements Published {}

        /// The product has a version of that name with another content or instant.
        record Taken(Version version) implements Published {}

        /// The product has another version from the same instant on.
        record SameInstant(Version version) implements Published {}

        /// Its instant is not late enough: what was answered already would change.
        record TooEarly(Instant earliest) implements Published {}
    }

    private record Seen(List<Version> versions, Catalogs catalogs) {}

    /// Every version that a realm sees.
    public Catalogs of(Realm realm) {
        return seen(realm.number()).catalogs();
    }

    /// The same with their sources, by product and effective instant.
    List<Version> versions(Realm realm) {
        return seen(realm.number()).versions();
    }

    /// Publishes a version from an instant on.
    ///
    /// @param catalog effective at that instant
    /// @param earliest the first instant that is allowed
    Published publish(
            Realm realm, Catalog catalog, String source, Instant earliest, Instant now, String by) {
        Published before = known(realm, catalog, source);
        if (before != null) {
            return before;
        }
        if (catalog.effectiveFrom().isBefore(earliest)) {
            return new Published.TooEarly(earliest);
        }
        store.add(realm.number(), catalog, source, now, by);
        forget(realm.number());
        Published after = known(realm, catalog, source);
        if (after == null) {
            throw new IllegalStateException("neither added nor there: " + catalog.version());
        }
        return after;
    }

    /// What is there already of that name or from that instant on; null if nothing.
    private @Nullable Published known(Realm realm, Catalog catalog, String source) {
        List<Version> same =
                ownOf(realm.number()).stream()
                        .filter(v -> v.catalog().product().equals(catalog.product()))
                        .toList();
        for (Version version : same) {
            if (version.catalog().version().equals(catalog.version())) {
                return version.source().equals(source)
                                && version.catalog().effectiveFrom().equals(catalog.effectiveFrom())
                        ? new Published.Done(version)
                        : new Published.Taken(version);
            }
        }
        for (Version version : same) {
            if (version.catalog().effectiveFrom().equals(catalog.effectiveFrom())) {
                return new Published.SameInstant(version);
            }
        }
        return null;
    }

    /// Publishes the catalogs that ship, unless they are there.
    public void publishShipped(Realm realm, Instant at) {
        List<Catalog> there = of(realm).versions();
        for (String product : ShippedCatalogs.PRODUCTS) {
            Catalog shipped = ShippedCatalogs.of(product);
            boolean known =
                    there.stream()
                            .anyMatch(c ->
                                    c.product().equals(product)
                                            && c.version().equals(shipped.version()));
            if (!known) {
                String source = new String(ShippedCatalogs.bytes(product), StandardCharsets.UTF_8);
                store.add(realm.number(), shipped, source, at, "scrip");
            }
        }
        forget(realm.number());
    }

    /// Publishes another version of a shipped catalog in a sandbox in which nothing has happened
    /// yet, so from any instant on.
    ///
    /// @param edit makes its source from the shipped one
    public void stage(Realm sandbox, String product, UnaryOperator<String> edit) {
        if (sandbox.isLive()) {
            throw new IllegalArgumentException("live prices are published, not staged");
        }
        String source =
                edit.apply(new String(ShippedCatalogs.bytes(product), StandardCharsets.UTF_8));
        switch (CatalogFile.parse(source)) {
            case CatalogFile.Valid valid ->
                    store.add(
                            sandbox.number(),
                            valid.catalog(),
                            source,
                            valid.catalog().effectiveFrom(),
                            "scrip");
            case CatalogFile.Faulty faulty ->
                    throw new IllegalArgumentException(faulty.faults().toString());
        }
        forget(sandbox.number());
    }

    /// Looks for what others publish, until closed.
    public void watch() {
        ScheduledExecutorService looking =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("scrip-catalogs").factory());
        var _ =
                looking.scheduleWithFixedDelay(
                        this::look, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
        watch = looking;
    }

    @Override
    public void close() {
        if (watch != null) {
            watch.shutdownNow();
        }
    }

    private void look() {
        try {
            refresh();
        } catch (DataAccessException away) {
            LOG.warn("cannot look for new catalogs: {}", away.toString());
        }
    }

    /// Reads what was published since it was last read.
    public void refresh() {
        store.counts().forEach(this::forgetUnlessWhole);
    }

    private synchronized void forgetUnlessWhole(int realm, int count) {
        List<Version> known = own.get(realm);
        if (known != null && known.size() != count) {
            forget(realm);
        }
    }

    private synchronized void forget(int realm) {
        own.remove(realm);
        if (realm == LIVE_NUMBER) {
            seen.clear();
        } else {
            seen.remove(realm);
        }
    }

    private Seen seen(int realm) {
        Seen known = seen.get(realm);
        return known != null ? known : unite(realm);
    }

    private synchronized Seen unite(int realm) {
        List<Version> all = new ArrayList<>(ownOf(realm));
        if (realm != LIVE_NUMBER) {
            for (Version live : ownOf(LIVE_NUMBER)) {
                if (all.stream().noneMatch(v -> inPlaceOf(v.catalog(), live.catalog()))) {
                    all.add(live);
                }
            }
        }
        all.sort(
                Comparator.comparing((Version v) -> v.catalog().product())
                        .thenComparing(v -> v.catalog().effectiveFrom()));
        Seen united =
                new Seen(
                        List.copyOf(all),
                        new Catalogs(all.stream().map(Version::catalog).toList()));
        seen.put(realm, united);
        return united;
    }

    private static boolean inPlaceOf(Catalog own, Catalog live) {
        return own.product().equals(live.product())
                && (own.version().equals(live.version())
                        || own.effectiveFrom().equals(live.effectiveFrom()));
    }

    private synchronized List<Version> ownOf(int realm) {
        List<Version> known = own.get(realm);
        if (known == null) {
            known = store.rows(realm).stream().map(row -> version(realm, row)).toList();
            own.put(realm, known);
        }
        return known;
    }

    private static Version version(int realm, CatalogStore.Row row) {
        return switch (CatalogFile.parse(row.source())) {
            case CatalogFile.Valid valid ->
                    new Version(
                            valid.catalog().effectiveAt(row.effectiveAt()),
                            row.source(),
                            row.publishedAt(),
                            row.publishedBy());
            case CatalogFile.Faulty faulty ->
                    throw new IllegalStateException(
                            "a published catalog of realm "
                                    + realm
                                    + " cannot be read any more: "
                                    + faulty.faults());
        };
    }
}
