package scrip.server.service;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import scrip.core.order.LineId;
import scrip.server.database.Database;
import scrip.server.database.Records;

/// Reads and writes acceptance documents; reads as the database role that sees only one
/// organization.
final class DocumentStore {

    private final Database database;

    DocumentStore(Database database) {
        this.database = database;
    }

    /// The metadata of a document.
    @SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
    record Row(
            LineId service,
            byte[] hash,
            String name,
            String type,
            int bytes,
            Instant uploadedAt,
            String uploadedBy) {}

    /// Stores a document if the service has fewer than `most`, or has this one already; false if it
    /// has too many.
    boolean add(int realm, long account, Row row, byte[] content, int most) {
        return database.transact(sql -> {
            if (one(sql, account, row.service(), row.hash()).isPresent()) {
                return true;
            }
            if (of(sql, account, row.service()).size() >= most) {
                return false;
            }
            insert(sql, realm, account, row, content);
            return true;
        });
    }

    /// The documents of an account's services.
    List<Row> of(long account) {
        return database.read(List.of(account), sql -> of(sql, account, null));
    }

    Optional<Row> one(long account, LineId service, byte[] hash) {
        return database.read(List.of(account), sql -> one(sql, account, service, hash));
    }

    byte[] content(long account, LineId service, byte[] hash) {
        return database.read(
                List.of(account),
                sql ->
                        sql.sql(
                                        """
                                        select content
                                        from acceptance_documents
                                        where account = :account
                                            and service = :service
                                            and hash = :hash
                                        """)
                                .param("account", account)
                                .param("service", service)
                                .param("hash", hash)
                                .query((row, _) -> row.getBytes(1))
                                .single());
    }

    private static Optional<Row> one(JdbcClient sql, long account, LineId service, byte[] hash) {
        return of(sql, account, service).stream()
                .filter(r -> Arrays.equals(r.hash(), hash))
                .findFirst();
    }

    private static List<Row> of(JdbcClient sql, long account, @Nullable LineId service) {
        return sql.sql(
                        """
                        select service, hash, name, type, length(content) as bytes, uploaded_at, uploaded_by
                        from acceptance_documents
                        where account = :account
                            and (cast(:service as uuid) is null or service = :service)
                        order by uploaded_at, hash
                        """)
                .param("account", account)
                .param("service", service)
                .query(Records.of(Row.class))
                .list();
    }

    private static void insert(JdbcClient sql, int realm, long account, Row row, byte[] content) {
        sql.sql(
                        """
                        insert into acceptance_documents (
                            realm, account, service, hash, name, type, content, uploaded_at,
                            uploaded_by)
                        values (
                            :realm, :account, :service, :hash, :name, :type, :content, :uploadedAt,
                            :uploadedBy)
                        """)
                .param("realm", realm)
                .param("account", account)
                .params(Records.parameters(row))
                .param("content", content)
                .update();
    }
}
