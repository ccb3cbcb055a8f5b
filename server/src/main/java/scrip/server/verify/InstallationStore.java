package scrip.server.verify;

import java.sql.Connection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import scrip.server.chain.Seal;
import scrip.server.database.Database;
import scrip.server.database.Records;

/// Compares sealed rows with their entries in the installation log.
final class InstallationStore {

    /// How many rows of a table are named at most.
    private static final int NAMED_MAX = 1_000;

    private final JdbcClient sql;

    InstallationStore(Connection connection) {
        this.sql = Database.on(connection);
        // Digests are of JSON, in which instants and bytes look as these settings say.
        sql.sql("set local timezone = 'UTC'").update();
        sql.sql("set local bytea_output = 'hex'").update();
    }

    /// A row that is not as its last entry has it.
    ///
    /// @param entry the number of its last entry; null: it has none
    /// @param sealed the digest in that entry; null: there was none, or it was deleted
    /// @param stored the digest of the row; null: there is none
    record Difference(
            String key, @Nullable Long entry, @Nullable String sealed, @Nullable String stored) {}

    List<Difference> differences(Seal seal) {
        return sql.sql(
                        """
                        select coalesce(e.key, r.key) as key, e.seq as entry, e.sealed, r.stored
                        from (
                            select distinct on (key) key, seq, encode(digest, 'hex') as sealed
                            from installation_log
                            where what = :what
                            order by key, seq desc) e
                        full join (select %s as key, %s as stored from %s t) r using (key)
                        where e.sealed is distinct from r.stored
                        order by 1
                        limit :most
                        """
                                .formatted(
                                        seal.keyExpression(),
                                        seal.digestExpression(),
                                        seal.table()))
                .param("what", seal.name())
                .param("most", NAMED_MAX)
                .query(Records.of(Difference.class))
                .list();
    }

    /// The keys of sealed rows that are there more than once: each is as its last entry has it.
    List<String> doubled(Seal seal) {
        return sql.sql(
                        """
                        select %s as key
                        from %s t
                        group by %s
                        having count(*) > 1
                        order by 1
                        limit :most
                        """
                                .formatted(
                                        seal.keyExpression(),
                                        seal.table(),
                                        String.join(", ", seal.key())))
                .param("most", NAMED_MAX)
                .query(String.class)
                .list();
    }

    /// The keys of signed documents whose content was changed.
    List<String> changedDocuments() {
        return sql.sql(
                        """
                        select account || ' ' || service
                        from acceptance_documents
                        where hash <> sha256(content)
                        order by 1
                        limit :most
                        """)
                .param("most", NAMED_MAX)
                .query(String.class)
                .list();
    }

    boolean hasEndsOfNone() {
        return sql.sql(
                        """
                        select exists (
                            select
                            from checkpoint_ends e
                            where not exists (
                                select
                                from checkpoints c
                                where c.checkpoint = e.checkpoint))
                        """)
                .query(Boolean.class)
                .single();
    }
}
