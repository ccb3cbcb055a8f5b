package scrip.server.verify;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import scrip.core.catalog.ItemId;
import scrip.core.ledger.Entry;
import scrip.core.ledger.Posting;
import scrip.core.organization.OrganizationId;
import scrip.core.standing.Waiting;
import scrip.server.chain.AccountEnd;
import scrip.server.chain.ChainReader;
import scrip.server.database.Database;
import scrip.server.database.Records;
import scrip.server.ledger.Ledger;
import scrip.server.ledger.LogReader;
import scrip.server.ledger.LogRow;
import scrip.server.ledger.SubjectText;

/// Reads what is stored for one account, page by page, for the verification.
final class VerificationStore {

    /// How many facts one page has.
    static final int PAGE = 5_000;

    /// The last column of a row in binary form: its type, its length, and a `uuid`.
    private static final int HASH_COLUMN_BYTES = 2 * Integer.BYTES + 2 * Long.BYTES;

    /// A row of `accounts`.
    record Head(
            int realm,
            long account,
            OrganizationId id,
            String kind,
            String name,
            Instant openedAt,
            @Nullable Instant nextDueAt) {

        String finding(String what) {
            return "realm %d, %s (account %d): %s".formatted(realm, id, account, what);
        }
    }

    private final JdbcClient sql;

    VerificationStore(Connection connection) {
        this.sql = Database.on(connection);
    }

    private static final String OF_ONE = " where realm = :realm and account = :account ";

    /// A statement about one account.
    private JdbcClient.StatementSpec about(Head head, String text) {
        return sql.sql(text).param("realm", head.realm()).param("account", head.account());
    }

    /// A statement about the rows of some of an account's facts.
    private JdbcClient.StatementSpec about(Head head, String text, long from, long to) {
        return about(head, text).param("from", from).param("to", to);
    }

    /// A page of accounts after one of them, in the order of their numbers.
    List<Head> heads(long after, int most) {
        return sql.sql(
                        """
                        select realm, account, id, kind, name, opened_at, next_due_at
                        from accounts
                        where account > :after
                        order by account
                        limit :most
                        """)
                .param("after", after)
                .param("most", most)
                .query(Records.of(Head.class))
                .list();
    }

    long accounts() {
        return sql.sql("select count(*) from accounts").query(Long.class).single();
    }

    /// How many accounts have rows in a table though they do not exist, in that realm if the table
    /// has one.
    long orphans(String table, boolean ofRealm) {
        return sql.sql(
                        """
                        select count(*)
                        from (select distinct %2$s from %1$s) t
                        where not exists (
                            select 1
                            from accounts a
                            where (%3$s) = (%4$s))
                        """
                                .formatted(
                                        table,
                                        ofRealm ? "account, realm" : "account",
                                        ofRealm ? "a.account, a.realm" : "a.account",
                                        ofRealm ? "t.account, t.realm" : "t.account"))
                .query(Long.class)
                .single();
    }

    /// How many rows of a table are there more than once, though their key should keep them from
    /// it.
    long doubled(String table, String key) {
        return sql.sql(
                        """
                        select count(*)
                        from (
                            select 1
                            from %s
                            group by %s
                            having count(*) > 1) d
                        """
                                .formatted(table, key))
                .query(Long.class)
                .single();
    }

    /// The ends that the account had at checkpoints.
    List<AccountEnd> ends(Head head) {
        return new ChainReader(sql).endsOf(head.account());
    }

    /// A row of the log and, in binary form, all its columns but the hash.
    @SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
    record StoredRow(LogRow.Hashed hashed, byte[] bytes) {}

    /// A page of the log after a row, in order; a row that is there twice is on one page.
    List<StoredRow> log(Head head, long seq, int line) {
        return about(
                        head,
                        """
                        select %s, record_send(l)
                        from log l
                        where l.account = :account
                            and (l.seq, l.line) > (:seq, :line)
                        order by l.seq, l.line
                        fetch first :most rows with ties
                        """
                                .formatted(LogReader.COLUMNS))
                .param("seq", seq)
                .param("line", line)
                .param("most", PAGE)
                .query((row, _) -> stored(row))
                .list();
    }

    private static StoredRow stored(ResultSet row) throws SQLException {
        byte[] whole = row.getBytes(row.getMetaData().getColumnCount());
        return new StoredRow(
                LogReader.read(row, 1), Arrays.copyOf(whole, whole.length - HASH_COLUMN_BYTES));
    }

    /// A row of `postings`.
    record Posted(long seq, int line, Instant bookedAt, Posting posting) {

        /// The rows that a fact should have.
        static List<Posted> of(Entry entry, List<Posting> postings) {
            List<Posted> rows = new ArrayList<>();
            for (Posting posting : postings) {
                rows.add(new Posted(entry.seq(), rows.size() + 1, entry.bookedAt(), posting));
            }
            return rows;
        }
    }

    /// The highest number of a fact that has postings; 0 if there is none.
    long lastPosting(Head head) {
        return about(
                        head,
                        "select coalesce(max(seq), 0) from other_postings where account = :account")
                .query(Long.class)
                .single();
    }

    Map<Long, List<Posted>> postings(Head head, long from, long to) {
        return about(
                        head,
                        """
                        select seq, line, booked_at, resource, storage_years, from_book as from,
                            to_book as to, pack, use, units
                        from postings
                        where account = :account
                            and seq between :from and :to
                        order by seq, line
                        """,
                        from,
                        to)
                .query(Records.of(Posted.class))
                .stream()
                .collect(groupingBy(Posted::seq));
    }

    /// A row of `freed_subjects`.
    record FreedRow(UUID subject, int times, long seq) {}

    List<FreedRow> freed(Head head) {
        return about(
                        head,
                        """
                        select subject, times, seq
                        from freed_subjects
                        where account = :account
                        order by seq, subject
                        """)
                .query(Records.of(FreedRow.class))
                .list();
    }

    /// A row of `corrections`.
    record CorrectionRow(long seq, long use, long units, Instant bookedAt) {}

    List<CorrectionRow> corrections(Head head) {
        return about(
                        head,
                        "select seq, use, units, booked_at from corrections"
                                + OF_ONE
                                + "order by seq")
                .query(Records.of(CorrectionRow.class))
                .list();
    }

    /// A row of `snapshots`.
    @SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
    record StoredSnapshot(long seq, Instant bookedAt, byte[] body) {}

    /// The snapshots written by this version of the rules, as stored, by sequence number.
    SortedMap<Long, List<StoredSnapshot>> snapshots(Head head, long from, long to) {
        return about(
                        head,
                        """
                        select seq, booked_at, body
                        from snapshots
                        where realm = :realm
                            and account = :account
                            and core = :core
                            and seq between :from and :to
                        """,
                        from,
                        to)
                .param("core", Ledger.CORE)
                .query(Records.of(StoredSnapshot.class))
                .stream()
                .collect(groupingBy(StoredSnapshot::seq, TreeMap::new, toList()));
    }

    List<String> holders(Head head) {
        return about(head, "select holder from beneficiaries" + OF_ONE).query(String.class).list();
    }

    /// An element of a roll-up, with the roll-up.
    ///
    /// @param place of the element, from 1; null if the roll-up has none
    private record Element(
            long after,
            long last,
            Instant from,
            Instant until,
            @Nullable Long place,
            RollupCheck.Sum sum) {}

    /// The roll-ups of an account, in the order of the facts they sum.
    List<RollupCheck.Row> rollups(Head head) {
        List<RollupCheck.Row> rows = new ArrayList<>();
        about(
                        head,
                        """
                        select r.after_seq as after, r.until_seq as last,
                            r.day::timestamp at time zone r.zone as from,
                            (r.day + 1)::timestamp at time zone r.zone as until,
                            t.place, t.resource, t.storage_years, t.units, t.stored,
                            t.stored_first, t.stored_last
                        from rollups r
                        left join lateral unnest(r.totals) with ordinality
                            t (resource, storage_years, units, stored, stored_first, stored_last,
                                place)
                            on true
                        where r.account = :account
                        order by r.after_seq, r.until_seq, r.ctid, t.place
                        """)
                .query(Records.of(Element.class))
                .list()
                .forEach(one -> {
                    Long place = one.place();
                    if (place == null || place == 1) {
                        rows.add(
                                new RollupCheck.Row(
                                        one.after(),
                                        one.last(),
                                        one.from(),
                                        one.until(),
                                        new ArrayList<>()));
                    }
                    if (place != null) {
                        rows.getLast().totals().add(one.sum());
                    }
                });
        return List.copyOf(rows);
    }

    /// A row of `waits`.
    record WaitingRow(
            String kind,
            String subject,
            @Nullable ItemId item,
            Instant from,
            @Nullable Instant until,
            @Nullable Instant due) {

        static WaitingRow of(Waiting waiting) {
            return new WaitingRow(
                    waiting.kind().name(),
                    SubjectText.of(waiting.subject()),
                    waiting.subject().item(),
                    waiting.from(),
                    waiting.until(),
                    waiting.due());
        }
    }

    /// A row of `notices`.
    record NoticeRow(
            long seq,
            Instant effectiveAt,
            Instant bookedAt,
            String code,
            String subject,
            @Nullable String quantity) {

        static @Nullable String plain(@Nullable BigDecimal quantity) {
            return quantity == null ? null : quantity.stripTrailingZeros().toPlainString();
        }
    }

    List<NoticeRow> notices(Head head) {
        return about(
                        head,
                        """
                        select seq, effective_at, booked_at, code, subject,
                            trim_scale(quantity)::text as quantity
                        from notices
                        where realm = :realm
                            and account = :account
                        order by seq
                        """)
                .query(Records.of(NoticeRow.class))
                .list();
    }

    List<WaitingRow> waits(Head head) {
        return about(
                        head,
                        """
                        select kind, subject, item, from_at as from, until_at as until,
                            nullif(due_at, 'infinity') as due
                        from waits
                        where realm = :realm
                            and account = :account
                        """)
                .query(Records.of(WaitingRow.class))
                .list();
    }

    /// The highest sequence number of any snapshot, whatever its version; 0 if there is none.
    long lastSnapshot(Head head) {
        return about(head, "select coalesce(max(seq), 0) from snapshots" + OF_ONE)
                .query(Long.class)
                .single();
    }
}
