package scrip.server.catalog;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import scrip.core.catalog.Catalog;
import scrip.server.database.Database;
import scrip.server.database.Records;

/// Stores published catalogs as their source text.
final class CatalogStore {

    private final Database database;

    CatalogStore(Database database) {
        this.database = database;
    }

    /// One published version.
    record Row(
            String product,
            String version,
            Instant effectiveAt,
            String source,
            Instant publishedAt,
            String publishedBy) {}

    /// Decides and adds in one serializable transaction, so what it reads still holds when it
    /// commits. The work may run several times.
    <T> T decide(Function<JdbcClient, T> work) {
        return database.transact(work);
    }

    /// Every version published in a realm.
    List<Row> rows(int realm) {
        return database.readAll(sql -> rows(sql, realm));
    }

    /// Every version published in a realm, inside a transaction.
    static List<Row> rows(JdbcClient sql, int realm) {
        return sql.sql(
                        """
                        select product, version, effective_at, source, published_at, published_by
                        from catalog_versions
                        where realm = :realm
                        order by product, effective_at
                        """)
                .param("realm", realm)
                .query(Records.of(Row.class))
                .list();
    }

    /// Whether a realm has no organizations, so that nothing can have happened in it.
    static boolean isUntouched(JdbcClient sql, int realm) {
        return sql.sql("select not exists (select from accounts where realm = :realm)")
                .param("realm", realm)
                .query(Boolean.class)
                .single();
    }

    /// How many versions each realm has. Versions never change or disappear, so the counts tell
    /// whether there are new ones.
    Map<Integer, Integer> counts() {
        Map<Integer, Integer> counts = new TreeMap<>();
        database.readAll(sql ->
                        sql.sql(
                                        """
                                        select realm, count(*)
                                        from catalog_versions
                                        group by realm
                                        """)
                                .query((row, _) -> Map.entry(row.getInt(1), row.getInt(2)))
                                .list())
                .forEach(e -> counts.put(e.getKey(), e.getValue()));
        return counts;
    }

    /// Adds a version, unless the product has one with the same name or effective instant.
    static void add(
            JdbcClient sql, int realm, Catalog catalog, String source, Instant at, String by) {
        sql.sql(
                        """
                        insert into catalog_versions
                            (realm, product, version, effective_at, source, published_at, published_by)
                        values (:realm, :product, :version, :effective, :source, :at, :by)
                        on conflict do nothing
                        """)
                .param("realm", realm)
                .param("product", catalog.product())
                .param("version", catalog.version())
                .param("effective", catalog.effectiveFrom())
                .param("source", source)
                .param("at", at)
                .param("by", by)
                .update();
    }
}
