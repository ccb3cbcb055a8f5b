package scrip.server.catalog;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import scrip.core.catalog.Catalog;
import scrip.server.database.Database;

/// Keeps published catalogs as the text they were published in.
final class CatalogStore {

    private final Database database;

    CatalogStore(Database database) {
        this.database = database;
    }

    /// The texts of every version published in a realm.
    List<String> sources(int realm) {
        return database.audit(sql ->
                sql.sql(
                                """
                                select source
                                from catalog_versions
                                where realm = :realm
                                order by product, effective_at
                                """)
                        .param("realm", realm)
                        .query(String.class)
                        .list());
    }

    /// Adds a version, unless there is one of that product with its name or effective instant.
    void add(int realm, Catalog catalog, String source, Instant at, String by) {
        database.transact(sql ->
                sql.sql(
                                """
                                insert into catalog_versions
                                    (realm, product, version, effective_at, source,
                                    published_at, published_by)
                                values (:realm, :product, :version, :effective, :source,
                                    :at, :by)
                                on conflict do nothing
                                """)
                        .param("realm", realm)
                        .param("product", catalog.product())
                        .param("version", catalog.version())
                        .param("effective", catalog.effectiveFrom().atOffset(ZoneOffset.UTC))
                        .param("source", source)
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .param("by", by)
                        .update());
    }
}
