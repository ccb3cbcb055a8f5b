package scrip.server.chain;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import scrip.server.database.Database;
import scrip.server.database.Records;

/// Reads the installation log, checkpoints, and the ends that accounts had at them.
public final class ChainReader {

    /// How many rows one page has.
    static final int PAGE = 5_000;

    static final String ENTRIES =
            """
            select seq, at, what, key, encode(digest, 'hex') as digest,
                encode(previous, 'hex') as previous, encode(hash, 'hex') as hash
            from installation_log
            """;

    static final String CHECKPOINTS =
            """
            select checkpoint, at, accounts, facts, encode(root, 'hex') as root
            from checkpoints
            """;

    static final String ENDS =
            """
            select account, realm, id, seq, line, hash
            from checkpoint_ends
            """;

    private final JdbcClient sql;

    public ChainReader(Connection connection) {
        this(Database.on(connection));
    }

    public ChainReader(JdbcClient sql) {
        this.sql = sql;
    }

    /// The end of the installation log.
    public record LogEnd(long seq, String hash) {}

    public LogEnd end() {
        return sql.sql("select seq, encode(hash, 'hex') as hash from installation_head")
                .query(Records.of(LogEnd.class))
                .single();
    }

    /// A page of entries after one, in order; one that is there twice is on one page.
    public List<ChainEntry> entries(long after) {
        return sql.sql(
                        ENTRIES
                                + """
                                where seq > :after
                                order by seq
                                fetch first :most rows with ties
                                """)
                .param("after", after)
                .param("most", PAGE)
                .query(Records.of(ChainEntry.class))
                .list();
    }

    public Optional<ChainEntry> entry(long seq) {
        return sql.sql(ENTRIES + " where seq = :seq")
                .param("seq", seq)
                .query(Records.of(ChainEntry.class))
                .optional();
    }

    /// A page of checkpoints after one, in order.
    public List<Checkpoint> checkpoints(long after) {
        return sql.sql(CHECKPOINTS + " where checkpoint > :after order by checkpoint limit :most")
                .param("after", after)
                .param("most", PAGE)
                .query(Records.of(Checkpoint.class))
                .list();
    }

    public Optional<Checkpoint> checkpoint(long number) {
        return sql.sql(CHECKPOINTS + " where checkpoint = :number")
                .param("number", number)
                .query(Records.of(Checkpoint.class))
                .optional();
    }

    /// The ends that a checkpoint has and the one before it had not, by account.
    public List<AccountEnd> changedAt(long checkpoint) {
        List<AccountEnd> all = new ArrayList<>();
        List<AccountEnd> page = changedAt(checkpoint, 0);
        while (!page.isEmpty()) {
            all.addAll(page);
            page = changedAt(checkpoint, page.getLast().account());
        }
        return all;
    }

    private List<AccountEnd> changedAt(long checkpoint, long after) {
        return sql.sql(
                        ENDS
                                + """
                                where checkpoint = :checkpoint
                                    and account > :after
                                order by account
                                limit :most
                                """)
                .param("checkpoint", checkpoint)
                .param("after", after)
                .param("most", PAGE)
                .query(Records.of(AccountEnd.class))
                .list();
    }

    /// The ends of one account at all checkpoints, the first first.
    public List<AccountEnd> endsOf(long account) {
        return sql.sql(ENDS + " where account = :account order by checkpoint")
                .param("account", account)
                .query(Records.of(AccountEnd.class))
                .list();
    }

    /// A page of the ends that accounts had at a checkpoint, by account.
    List<AccountEnd> endsAt(long checkpoint, long after) {
        return sql.sql(
                        """
                        select distinct on (account) account, realm, id, seq, line, hash
                        from checkpoint_ends
                        where account > :after
                            and checkpoint <= :checkpoint
                        order by account, checkpoint desc
                        limit :most
                        """)
                .param("checkpoint", checkpoint)
                .param("after", after)
                .param("most", PAGE)
                .query(Records.of(AccountEnd.class))
                .list();
    }
}
