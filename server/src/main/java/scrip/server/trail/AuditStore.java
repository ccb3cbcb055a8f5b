package scrip.server.trail;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import scrip.server.database.Database;

/// Adds entries, and reads them.
final class AuditStore {

    private static final int FETCH_ROWS = 1_000;

    private static final String COLUMNS =
            """
            select e.seq, e.at, e.actor_kind, e.actor, e.actor_name, e.action, e.realm, e.account,
                e.subject, e.before, e.after, e.address, e.agent, e.request_id, e.hash, a.id
            from audit_entries e
            left join accounts a on a.account = e.account
            """;

    private final Database database;

    AuditStore(Database database) {
        this.database = database;
    }

    /// The end of the chain.
    @SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
    record Head(long seq, byte[] hash) {}

    /// An entry with its stored hash.
    ///
    /// @param organization its id; null for the vendor's own
    @SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
    record Row(AuditEntry entry, byte[] hash, @Nullable String organization) {}

    /// Which entries to list.
    ///
    /// @param account the account number of the only organization to list; null for all
    /// @param oldest whether the oldest come first rather than the newest
    record Filter(
            @Nullable Long account,
            @Nullable UUID actor,
            @Nullable String action,
            @Nullable String search,
            @Nullable Instant from,
            @Nullable Instant until,
            boolean oldest) {}

    /// The end of the chain, locked until the transaction ends.
    static Head lockedHead(JdbcClient sql) {
        return sql.sql(
                        """
                        select seq, hash
                        from audit_head
                        for update
                        """)
                .query((row, _) -> new Head(row.getLong(1), row.getBytes(2)))
                .single();
    }

    static void add(JdbcClient sql, AuditEntry entry, byte[] hash) {
        sql.sql(
                        """
                        insert into audit_entries (
                            seq, at, actor_kind, actor, actor_name, action, realm, account, subject,
                            before, after, address, agent, request_id, hash)
                        values (
                            :seq, :at, :kind, :actor, :name, :action, :realm, :account, :subject,
                            :before, :after, :address, :agent, :request, :hash)
                        """)
                .param("seq", entry.seq())
                .param("at", entry.at().atOffset(ZoneOffset.UTC))
                .param("kind", entry.actorKind())
                .param("actor", entry.actor())
                .param("name", entry.actorName())
                .param("action", entry.action())
                .param("realm", entry.realm())
                .param("account", entry.account())
                .param("subject", entry.subject())
                .param("before", entry.before())
                .param("after", entry.after())
                .param("address", entry.address())
                .param("agent", entry.agent())
                .param("request", entry.requestId())
                .param("hash", hash)
                .update();
    }

    static void move(JdbcClient sql, long seq, byte[] hash) {
        sql.sql(
                        """
                        update audit_head
                        set seq = :seq, hash = :hash
                        """)
                .param("seq", seq)
                .param("hash", hash)
                .update();
    }

    /// The entries after a sequence number, or from the first. Entries of one organization are read
    /// as the reader role, those of all as the auditor.
    List<Row> page(Filter filter, @Nullable Long behind, int most) {
        Long account = filter.account();
        long from = behind != null ? behind : filter.oldest() ? 0 : Long.MAX_VALUE;
        return account == null
                ? database.readAll(sql -> page(sql, filter, from, most))
                : database.read(List.of(account), sql -> page(sql, filter, from, most));
    }

    private static List<Row> page(JdbcClient sql, Filter filter, long behind, int most) {
        String order =
                filter.oldest()
                        ? " and e.seq > :behind order by e.seq limit :most"
                        : " and e.seq < :behind order by e.seq desc limit :most";
        return sql.sql(
                        COLUMNS
                                + """
                                where (cast(:account as bigint) is null or e.account = :account)
                                    and (cast(:actor as uuid) is null or e.actor = :actor)
                                    and (cast(:action as text) is null or e.action = :action)
                                    and (cast(:search as text) is null
                                        or position(lower(:search) in lower(concat_ws(
                                            ' ', e.actor_name, e.subject, e.before, e.after))) > 0)
                                    and (cast(:from as timestamptz) is null or e.at >= :from)
                                    and (cast(:until as timestamptz) is null or e.at < :until)
                                """
                                + order)
                .param("behind", behind)
                .param("account", filter.account())
                .param("actor", filter.actor())
                .param("action", filter.action())
                .param("search", filter.search())
                .param("from", utc(filter.from()))
                .param("until", utc(filter.until()))
                .param("most", most)
                .query((row, _) -> row(row))
                .list();
    }

    /// Visits every entry, oldest first, without holding all of them in memory.
    static void each(JdbcClient sql, Consumer<Row> visit) {
        long after = 0;
        List<Row> rows;
        do {
            rows =
                    sql.sql(COLUMNS + " where e.seq > :after order by e.seq limit :most")
                            .param("after", after)
                            .param("most", FETCH_ROWS)
                            .query((row, _) -> row(row))
                            .list();
            rows.forEach(visit);
            after = rows.isEmpty() ? after : rows.getLast().entry().seq();
        } while (rows.size() == FETCH_ROWS);
    }

    static Head head(JdbcClient sql) {
        return sql.sql("select seq, hash from audit_head")
                .query((row, _) -> new Head(row.getLong(1), row.getBytes(2)))
                .single();
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                new AuditEntry(
                        row.getLong(1),
                        row.getObject(2, OffsetDateTime.class).toInstant(),
                        row.getString(3),
                        row.getObject(4, UUID.class),
                        row.getString(5),
                        row.getString(6),
                        row.getObject(7, Integer.class),
                        row.getObject(8, Long.class),
                        row.getString(9),
                        row.getString(10),
                        row.getString(11),
                        row.getString(12),
                        row.getString(13),
                        row.getString(14)),
                row.getBytes(15),
                row.getString(16));
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }
}
