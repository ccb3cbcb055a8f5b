package scrip.server.catalog;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
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
import org.springframework.jdbc.core.simple.JdbcClient;
import scrip.core.catalog.Catalog;
import scrip.core.catalog.Catalogs;
import scrip.core.catalog.ItemChanged;
import scrip.server.database.Database;
import scrip.server.ledger.Realm;

/// The catalogs published in each realm (C1). A published version never changes. A sandbox sees the
/// live versions, by its own clock, and those published in the sandbox itself (see [Shelf]).
public final class PublishedCatalogs implements AutoCloseable {

    /// How soon every running server sees a version that a command published.
    static final Duration SEEN_WITHIN = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(PublishedCatalogs.class);
    private static final int LOOK_SECONDS = 2;
    private static final int LIVE_NUMBER = 1;

    private final CatalogStore store;
    private final Map<Integer, List<Version>> own = new TreeMap<>();
    private final Map<Integer, RealmCatalogs> seen = new ConcurrentHashMap<>();
    private @Nullable ScheduledExecutorService watch;

    public PublishedCatalogs(Database database) {
        this.store = new CatalogStore(database);
    }

    /// A version as it was published.
    record Version(Catalog catalog, String source, Instant publishedAt, String publishedBy) {}

    /// The result of publishing.
    sealed interface Published {

        /// The version is published, now or earlier with the very same content.
        record Done(Version version) implements Published {}

        /// The product has a version of that name with another content or instant.
        ///
        /// @param sameContent whether it is another instant only
        record NameTaken(Version version, boolean sameContent) implements Published {

            /// What that version has, compared with the one that was to be published, in words.
            String difference() {
                String content = sameContent ? "the same content, but" : "other content,";
                return "with %s from %s on".formatted(content, version.catalog().effectiveFrom());
            }
        }

        /// The product has another version from the same instant on.
        record SameInstant(Version version) implements Published {}

        /// It would change what ids of other versions stand for (C1).
        record Changed(List<ItemChanged> changes) implements Published {}

        /// It would take effect at this instant or earlier: answers already given would change.
        record TooEarly(Instant latest) implements Published {}
    }

    private record RealmCatalogs(List<Version> versions, Catalogs catalogs) {}

    /// Every version that a realm sees.
    public Catalogs of(Realm realm) {
        return seen(realm.number()).catalogs();
    }

    /// Every version that a realm sees, with its source, by product and effective instant.
    List<Version> versions(Realm realm) {
        return seen(realm.number()).versions();
    }

    /// Publishes a version from an instant on.
    ///
    /// @param catalog effective at that instant
    /// @param after the instant after which it has to take effect
    Published publish(
            Realm realm, Catalog catalog, String source, Instant after, Instant now, String by) {
        Published came =
                store.decide(sql -> {
                    Published verdict = shelf(sql, realm.number()).verdict(catalog, source, after);
                    if (verdict != null) {
                        return verdict;
                    }
                    CatalogStore.add(sql, realm.number(), catalog, source, now, by);
                    return new Published.Done(new Version(catalog, source, now, by));
                });
        forget(realm.number());
        return came;
    }

    private static Shelf shelf(JdbcClient sql, int realm) {
        return new Shelf(
                read(realm, CatalogStore.rows(sql, realm)),
                realm == LIVE_NUMBER
                        ? List.of()
                        : read(LIVE_NUMBER, CatalogStore.rows(sql, LIVE_NUMBER)));
    }

    /// Publishes the shipped catalogs, unless they are published already.
    public void publishShipped(Realm realm, Instant at) {
        for (String product : ShippedCatalogs.PRODUCTS) {
            Catalog shipped = ShippedCatalogs.of(product);
            String source = new String(ShippedCatalogs.bytes(product), StandardCharsets.UTF_8);
            Published came = publish(realm, shipped, source, Instant.MIN, at, "scrip");
            if (came instanceof Published.Changed(var changes)) {
                LOG.error("the shipped catalog of {} is not published: {}", product, changes);
            }
        }
    }

    /// Publishes a modified version of a shipped catalog in a sandbox in which nothing has happened
    /// yet. So it may take effect at any instant, and it replaces a live version of the same name.
    ///
    /// @param edit turns the shipped source into the modified one
    public void stage(Realm sandbox, String product, UnaryOperator<String> edit) {
        if (sandbox.isLive()) {
            throw new IllegalArgumentException("live prices are published, not staged");
        }
        String source =
                edit.apply(new String(ShippedCatalogs.bytes(product), StandardCharsets.UTF_8));
        switch (CatalogFile.parse(source)) {
            case CatalogFile.Valid valid ->
                    store.decide(sql -> stage(sql, sandbox, valid.catalog(), source));
            case CatalogFile.Faulty faulty ->
                    throw new IllegalArgumentException(faulty.faults().toString());
        }
        forget(sandbox.number());
    }

    private static Catalog stage(JdbcClient sql, Realm sandbox, Catalog catalog, String source) {
        if (!CatalogStore.isUntouched(sql, sandbox.number())) {
            throw new IllegalArgumentException(
                    sandbox.name()
                            + " has organizations: publish the version there instead, from a later instant on");
        }
        List<Catalog> others =
                shelf(sql, sandbox.number()).catalogs().versions().stream()
                        .filter(other -> !other.version().equals(catalog.version()))
                        .toList();
        List<ItemChanged> changed = ItemChanged.of(catalog, others);
        if (!changed.isEmpty()) {
            throw new IllegalArgumentException(ItemChanged.CODE + ": " + changed);
        }
        Instant at = catalog.effectiveFrom();
        CatalogStore.add(sql, sandbox.number(), catalog, source, at, "scrip");
        return catalog;
    }

    /// Polls for versions that others publish, until closed.
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

    /// Reads the versions published since the last refresh.
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

    private RealmCatalogs seen(int realm) {
        RealmCatalogs known = seen.get(realm);
        return known != null ? known : unite(realm);
    }

    private synchronized RealmCatalogs unite(int realm) {
        Shelf shelf =
                new Shelf(ownOf(realm), realm == LIVE_NUMBER ? List.of() : ownOf(LIVE_NUMBER));
        RealmCatalogs united = new RealmCatalogs(shelf.versions(), shelf.catalogs());
        seen.put(realm, united);
        return united;
    }

    private synchronized List<Version> ownOf(int realm) {
        List<Version> known = own.get(realm);
        if (known == null) {
            known = read(realm, store.rows(realm));
            own.put(realm, known);
        }
        return known;
    }

    private static List<Version> read(int realm, List<CatalogStore.Row> rows) {
        return rows.stream().map(row -> version(realm, row)).toList();
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
