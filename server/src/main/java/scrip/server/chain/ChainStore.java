package scrip.server.chain;

import java.sql.Connection;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import scrip.server.database.Database;
import scrip.server.database.Records;

/// Adds checkpoints, and reads the rows of accounts and their ends.
final class ChainStore {

    private final JdbcClient sql;

    ChainStore(Connection connection) {
        this(Database.on(connection));
    }

    ChainStore(JdbcClient sql) {
        this.sql = sql;
    }

    /// The entry made with a checkpoint: the last one that its head covers.
    Optional<ChainEntry> entryOf(Checkpoint checkpoint) {
        return sql.sql(
                        ChainReader.ENTRIES
                                + " where what = 'checkpoints' and key = :key and digest is not null")
                .param("key", "[" + checkpoint.checkpoint() + "]")
                .query(Records.of(ChainEntry.class))
                .optional();
    }

    Optional<Checkpoint> lastCheckpoint() {
        return sql.sql(ChainReader.CHECKPOINTS + " order by checkpoint desc limit 1")
                .query(Records.of(Checkpoint.class))
                .optional();
    }

    /// The end of an account at a checkpoint.
    Optional<AccountEnd> endAt(long account, long checkpoint) {
        return sql.sql(
                        ChainReader.ENDS
                                + """
                                where account = :account
                                    and checkpoint <= :checkpoint
                                order by checkpoint desc
                                limit 1
                                """)
                .param("account", account)
                .param("checkpoint", checkpoint)
                .query(Records.of(AccountEnd.class))
                .optional();
    }

    /// A row of the log in the binary form of its type.
    @SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
    record StoredRow(long seq, int line, byte[] bytes) {}

    /// What the last column of a row in binary form is: its hash, after its type and its length.
    static final int HASH_BYTES = 2 * Long.BYTES;

    static final int COLUMN_HEAD_BYTES = 2 * Integer.BYTES;

    /// A page of an account's rows after one, up to an end.
    List<StoredRow> rows(long account, long seq, int line, AccountEnd end, int most) {
        return sql.sql(
                        """
                        select l.seq, l.line, record_send(l) as bytes
                        from log l
                        where l.account = :account
                            and (l.seq, l.line) > (:seq, :line)
                            and (l.seq, l.line) <= (:lastSeq, :lastLine)
                        order by l.seq, l.line
                        limit :most
                        """)
                .param("account", account)
                .param("seq", seq)
                .param("line", line)
                .param("lastSeq", end.seq())
                .param("lastLine", end.line())
                .param("most", most)
                .query(Records.of(StoredRow.class))
                .list();
    }

    /// The end of an account now, and the number of its facts.
    record Present(AccountEnd end, long facts) {}

    /// A page of the ends that accounts have now, by account.
    List<Present> present(long after) {
        return sql.sql(
                        """
                        select a.account, a.realm, a.id, l.seq, l.line, l.hash,
                            l.seq + coalesce(l.facts_after, 0) as facts
                        from accounts a
                        cross join lateral (
                            select seq, line, hash, facts_after
                            from log
                            where account = a.account
                            order by seq desc, line desc
                            limit 1) l
                        where a.account > :after
                        order by a.account
                        limit :most
                        """)
                .param("after", after)
                .param("most", ChainReader.PAGE)
                .query(Records.of(Present.class))
                .list();
    }

    void add(Checkpoint checkpoint, List<AccountEnd> changed) {
        sql.sql(
                        """
                        insert into checkpoints (checkpoint, at, accounts, facts, root)
                        values (:checkpoint, :at, :accounts, :facts, decode(:root, 'hex'))
                        """)
                .params(Records.parameters(checkpoint))
                .update();
        for (int from = 0; from < changed.size(); from += ChainReader.PAGE) {
            addPage(
                    checkpoint,
                    changed.subList(from, Math.min(changed.size(), from + ChainReader.PAGE)));
        }
    }

    private void addPage(Checkpoint checkpoint, List<AccountEnd> ends) {
        sql.sql(
                        """
                        insert into checkpoint_ends (
                            account, checkpoint, realm, id, seq, line, hash)
                        select account, :checkpoint, realm, id, seq, line, hash::uuid
                        from unnest(:accounts::bigint[], :realms::int[], :ids::text[],
                            :seqs::bigint[], :lines::int[], :hashes::text[])
                            e (account, realm, id, seq, line, hash)
                        """)
                .param("checkpoint", checkpoint.checkpoint())
                .param("accounts", ends.stream().map(AccountEnd::account).toArray(Long[]::new))
                .param("realms", ends.stream().map(AccountEnd::realm).toArray(Integer[]::new))
                .param("ids", ends.stream().map(AccountEnd::id).toArray(String[]::new))
                .param("seqs", ends.stream().map(AccountEnd::seq).toArray(Long[]::new))
                .param("lines", ends.stream().map(AccountEnd::line).toArray(Integer[]::new))
                .param("hashes", ends.stream().map(e -> e.hash().toString()).toArray(String[]::new))
                .update();
    }
}
