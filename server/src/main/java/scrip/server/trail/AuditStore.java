package scrip.server.trail;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import scrip.server.database.Database;
import scrip.server.database.PageOrder;
import scrip.server.database.Records;

/// Adds entries, and reads them.
final class AuditStore {

    private static final int FETCH_ROWS = 1_000;

    private static final String COLUMNS =
            """
            select e.seq, e.at, e.actor_kind, e.actor, e.actor_name, e.action, e.realm, e.account,
                e.subject, e.before, e.after, e.address, e.agent, e.request_id, e.hash, a.id as organization
            """;

    private static final String ENTRIES =
            COLUMNS
                    + """
                        , cast(null as bytea) as left_digest
                    from audit_entries e
                    left join accounts a on a.account = e.account
                    """;

    private static final String ENTRIES_AND_ERASURES =
            COLUMNS
                    + """
                        , x.digest as left_digest
                    from audit_entries e
                    left join accounts a on a.account = e.account
                    left join audit_erasures x on x.seq = e.seq
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
    /// @param leftDigest of what is left of it; null if nothing was erased, or nobody asked
    @SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
    record Row(
            AuditEntry entry,
            byte[] hash,
            @Nullable String organization,
            byte @Nullable [] leftDigest) {}

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
                .query(Records.of(Head.class))
                .single();
    }

    static void add(JdbcClient sql, AuditEntry entry, byte[] hash) {
        sql.sql(
                        """
                        insert into audit_entries (
                            seq, at, actor_kind, actor, actor_name, action, realm, account, subject,
                            before, after, address, agent, request_id, hash)
                        values (
                            :seq, :at, :actorKind, :actor, :actorName, :action, :realm, :account,
                            :subject, :before, :after, :address, :agent, :requestId, :hash)
                        """)
                .params(Records.parameters(entry))
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
        long from = PageOrder.behind(behind, filter.oldest());
        return account == null
                ? database.readAll(sql -> page(sql, filter, from, most))
                : database.read(List.of(account), sql -> page(sql, filter, from, most));
    }

    private static List<Row> page(JdbcClient sql, Filter filter, long behind, int most) {
        return sql.sql(
                        ENTRIES
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
                                + PageOrder.of("e.seq", ":behind", filter.oldest()))
                .param("behind", behind)
                .params(Records.parameters(filter))
                .param("most", most)
                .query(Records.of(Row.class))
                .list();
    }

    /// Visits every entry, oldest first, without holding all of them in memory.
    static void each(JdbcClient sql, Consumer<Row> visit) {
        long after = 0;
        List<Row> rows;
        do {
            rows =
                    sql.sql(
                                    ENTRIES_AND_ERASURES
                                            + " where e.seq > :after order by e.seq limit :most")
                            .param("after", after)
                            .param("most", FETCH_ROWS)
                            .query(Records.of(Row.class))
                            .list();
            rows.forEach(visit);
            after = rows.isEmpty() ? after : rows.getLast().entry().seq();
        } while (rows.size() == FETCH_ROWS);
    }

    private static final String BY_OR_ABOUT =
            """
            select b.seq
            from audit_entries b
            where b.actor = :person
                and b.seq > :after
            union
            select s.seq
            from audit_entries s
            where left(lower(s.subject), 320) = any (:subjects::text[])
                and s.seq > :after
            """;

    private static final String MENTIONS =
            """
            union
            select m.seq
            from audit_entries m
            where m.seq > :after
                and exists (
                    select from unnest(:emails::text[]) w
                    where strpos(lower(concat_ws(' ', m.before, m.after)), w) > 0)
            order by 1
            """;

    /// The first entries by a person or about them, by their id or one of their addresses.
    ///
    /// @param emails in lower case
    /// @param after the entry behind which they begin
    static List<Row> about(
            JdbcClient sql, UUID person, Collection<String> emails, long after, int most) {
        return sql.sql(ENTRIES + " where e.seq in (" + BY_OR_ABOUT + ") order by e.seq limit :most")
                .param("person", person)
                .param("subjects", subjects(person, emails))
                .param("after", after)
                .param("most", most)
                .query(Records.of(Row.class))
                .list();
    }

    /// The numbers of entries by a person, about them, or with one of their addresses in what was
    /// changed. It reads every entry behind the one after which they begin.
    static List<Long> mentions(JdbcClient sql, UUID person, Collection<String> emails, long after) {
        return sql.sql(BY_OR_ABOUT + MENTIONS)
                .param("person", person)
                .param("subjects", subjects(person, emails))
                .param("emails", emails)
                .param("after", after)
                .query(Long.class)
                .list();
    }

    private static List<String> subjects(UUID person, Collection<String> emails) {
        return Stream.concat(Stream.of(person.toString()), emails.stream()).toList();
    }

    /// The entries with these numbers.
    static List<Row> numbered(JdbcClient sql, Collection<Long> seqs) {
        return sql.sql(ENTRIES + " where e.seq = any (:seqs::bigint[]) order by e.seq")
                .param("seqs", seqs)
                .query(Records.of(Row.class))
                .list();
    }

    /// Leaves of an entry what this one has.
    static void erase(JdbcClient sql, AuditEntry left, byte[] digest, Instant now) {
        sql.sql(
                        """
                        insert into audit_erasures (seq, erased_at, digest)
                        values (:seq, :now, :digest)
                        on conflict (seq) do update set erased_at = :now, digest = :digest
                        """)
                .param("seq", left.seq())
                .param("now", now)
                .param("digest", digest)
                .update();
        sql.sql(
                        """
                        select erase_audit_entry(
                            :seq, :actorName, :subject, :before, :after, :address, :agent)
                        """)
                .params(Records.parameters(left))
                .query((_, _) -> true)
                .single();
    }

    static Head head(JdbcClient sql) {
        return sql.sql("select seq, hash from audit_head").query(Records.of(Head.class)).single();
    }
}
