package scrip.server.verify;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.ItemId;
import scrip.core.ledger.Entry;
import scrip.core.ledger.Posting;
import scrip.core.organization.OrganizationId;
import scrip.core.pack.PoolKey;
import scrip.core.standing.Waiting;
import scrip.server.ledger.Digest;
import scrip.server.ledger.Ledger;
import scrip.server.ledger.Stored;
import scrip.server.ledger.SubjectText;

/// Reads what is stored for one account, page by page, for the audit.
final class VerificationStore {

    /// How many facts one page has.
    static final int PAGE = 5_000;

    /// A row of `accounts`.
    record Head(
            int realm,
            long account,
            OrganizationId id,
            String kind,
            String name,
            @Nullable Instant nextDueAt) {

        String finding(String what) {
            return "realm %d, %s (account %d): %s".formatted(realm, id, account, what);
        }
    }

    /// A row of `uses`.
    record UseRow(
            String key,
            PoolKey pool,
            long quantity,
            @Nullable String subject,
            @Nullable Instant storageUntil) {}

    /// A command with the facts it booked and the key it should have.
    ///
    /// @param use the use that stores its answer; 0 if the row is in `commands`
    record CommandRow(
            long first,
            long last,
            @Nullable String key,
            @Nullable String command,
            long use,
            String body) {}

    /// A row of `keys`.
    record KeyRow(Digest content, @Nullable String command, long use) {}

    private final Connection connection;

    VerificationStore(Connection connection) {
        this.connection = connection;
    }

    /// Reads one row.
    private interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private <T> List<T> list(String sql, Reader<T> reader, Object... parameters)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int at = 0; at < parameters.length; at++) {
                statement.setObject(at + 1, parameters[at]);
            }
            List<T> all = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    all.add(reader.read(row));
                }
            }
            return all;
        }
    }

    List<Entry> facts(Head head, long after) throws SQLException {
        return list(
                """
                select seq, effective_at, booked_at, body::text
                from facts
                where realm = ?
                    and account = ?
                    and seq > ?
                order by seq
                limit ?
                """,
                row -> Stored.entry(row, 1),
                head.realm(),
                head.account(),
                after,
                PAGE);
    }

    private record Posted(long seq, Posting posting) {}

    Map<Long, List<Posting>> postings(Head head, long from, long to) throws SQLException {
        Map<Long, List<Posting>> bySeq = new HashMap<>();
        for (Posted one :
                list(
                        """
                        select seq, resource, storage_years, from_book, to_book, pack, use, units
                        from postings
                        where realm = ?
                            and account = ?
                            and seq between ? and ?
                        order by seq, line
                        """,
                        row ->
                                new Posted(
                                        row.getLong(1),
                                        new Posting(
                                                new PoolKey(
                                                        ItemId.of(row.getString(2)), row.getInt(3)),
                                                Posting.Book.valueOf(row.getString(4)),
                                                Posting.Book.valueOf(row.getString(5)),
                                                row.getObject(6, Long.class),
                                                row.getObject(7, Long.class),
                                                row.getLong(8))),
                        head.realm(),
                        head.account(),
                        from,
                        to)) {
            bySeq.computeIfAbsent(one.seq(), _ -> new ArrayList<>()).add(one.posting());
        }
        return bySeq;
    }

    private record Used(long seq, UseRow row) {}

    Map<Long, UseRow> uses(Head head, long from, long to) throws SQLException {
        Map<Long, UseRow> bySeq = new HashMap<>();
        for (Used one :
                list(
                        """
                        select seq, key, resource, storage_years, quantity, subject, storage_until
                        from uses
                        where realm = ?
                            and account = ?
                            and seq between ? and ?
                        """,
                        row ->
                                new Used(
                                        row.getLong(1),
                                        new UseRow(
                                                row.getString(2),
                                                new PoolKey(
                                                        ItemId.of(row.getString(3)), row.getInt(4)),
                                                row.getLong(5),
                                                row.getString(6),
                                                Stored.instant(row, 7))),
                        head.realm(),
                        head.account(),
                        from,
                        to)) {
            bySeq.put(one.seq(), one.row());
        }
        return bySeq;
    }

    /// Every command that booked facts or took a key, uses included, by its first fact.
    List<CommandRow> commands(Head head, long from, long to) throws SQLException {
        return list(
                """
                select first_seq, last_seq, key, command::text, 0, body::text
                from commands
                where realm = ? and account = ? and first_seq between ? and ?
                union all
                select first_seq, last_seq, key, null, seq, body::text
                from uses
                where realm = ? and account = ? and seq between ? and ? and answer is not null
                order by 1, 2
                """,
                row ->
                        new CommandRow(
                                row.getLong(1),
                                row.getLong(2),
                                row.getString(3),
                                row.getString(4),
                                row.getLong(5),
                                row.getString(6)),
                head.realm(),
                head.account(),
                from,
                to,
                head.realm(),
                head.account(),
                from,
                to);
    }

    private record Keyed(Digest key, KeyRow row) {}

    Map<Digest, KeyRow> keys(Head head) throws SQLException {
        Map<Digest, KeyRow> all = new HashMap<>();
        for (Keyed one :
                list(
                        """
                        select key_high, key_low, content_high, content_low, command::text,
                            coalesce(seq, 0)
                        from keys
                        where realm = ?
                            and account = ?
                        """,
                        row ->
                                new Keyed(
                                        new Digest(row.getLong(1), row.getLong(2)),
                                        new KeyRow(
                                                new Digest(row.getLong(3), row.getLong(4)),
                                                row.getString(5),
                                                row.getLong(6))),
                        head.realm(),
                        head.account())) {
            all.put(one.key(), one.row());
        }
        return all;
    }

    List<Digest> subjects(Head head) throws SQLException {
        return list(
                "select subject_high, subject_low from subjects where realm = ? and account = ?",
                row -> new Digest(row.getLong(1), row.getLong(2)),
                head.realm(),
                head.account());
    }

    /// The snapshots written by this version of the rules, as JSON by sequence number.
    Map<Long, String> snapshots(Head head, long from, long to) throws SQLException {
        Map<Long, String> all = new HashMap<>();
        for (Map.Entry<Long, String> one :
                list(
                        """
                        select seq, body::text
                        from snapshots
                        where realm = ?
                            and account = ?
                            and core = ?
                            and seq between ? and ?
                        """,
                        row -> Map.entry(row.getLong(1), row.getString(2)),
                        head.realm(),
                        head.account(),
                        Ledger.CORE,
                        from,
                        to)) {
            all.put(one.getKey(), one.getValue());
        }
        return all;
    }

    /// The sequence numbers in a table that has rows for some of the facts.
    List<Long> seqs(String table, Head head) throws SQLException {
        return list(
                "select seq from " + table + " where realm = ? and account = ? order by seq",
                row -> row.getLong(1),
                head.realm(),
                head.account());
    }

    List<String> holders(Head head) throws SQLException {
        return list(
                "select holder from beneficiaries where realm = ? and account = ?",
                row -> row.getString(1),
                head.realm(),
                head.account());
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
    record NoticeRow(long seq, String code, String subject) {}

    List<NoticeRow> notices(Head head) throws SQLException {
        return list(
                """
                select seq, code, subject
                from notices
                where realm = ?
                    and account = ?
                order by seq
                """,
                row -> new NoticeRow(row.getLong(1), row.getString(2), row.getString(3)),
                head.realm(),
                head.account());
    }

    List<WaitingRow> waits(Head head) throws SQLException {
        return list(
                """
                select kind, subject, item, from_at, until_at, nullif(due_at, 'infinity')
                from waits
                where realm = ?
                    and account = ?
                """,
                row ->
                        new WaitingRow(
                                row.getString(1),
                                row.getString(2),
                                ItemId.ofNullable(row.getString(3)),
                                Objects.requireNonNull(Stored.instant(row, 4)),
                                Stored.instant(row, 5),
                                Stored.instant(row, 6)),
                head.realm(),
                head.account());
    }

    /// The highest sequence number of any snapshot, whatever its version; 0 if there is none.
    long lastSnapshot(Head head) throws SQLException {
        return list(
                        """
                        select coalesce(max(seq), 0)
                        from snapshots
                        where realm = ?
                            and account = ?
                        """,
                        row -> row.getLong(1),
                        head.realm(),
                        head.account())
                .getFirst();
    }
}
