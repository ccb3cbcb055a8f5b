package scrip.server.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import scrip.core.ledger.Account;
import scrip.core.ledger.Advance;
import scrip.core.ledger.Apply;
import scrip.core.ledger.Entry;
import scrip.core.standing.Waiting;

/// The rows derived from one account's log, made again in the caller's transaction by replaying it.
final class AccountRebuild implements DerivedRows.Subjects {

    /// How many rows of the log are read, and what is derived from them written, at once.
    private static final int PAGE = 5_000;

    private final Connection connection;
    private final WriteStore store;
    private final int snapshotEvery;
    private final Rebuild.Head head;
    private final Ref ref;
    private final Map<Digest, Integer> freed = new HashMap<>();
    private Rows rows;
    private Account account;
    private long read;
    private long snapshotSeq;

    /// @param snapshotEvery number of facts after which the next snapshot is made
    AccountRebuild(Connection connection, int snapshotEvery, Rebuild.Head head)
            throws SQLException {
        this.connection = connection;
        this.store = new WriteStore(connection, FailPoint.NONE);
        this.snapshotEvery = snapshotEvery;
        this.head = head;
        this.ref = new Ref(head.realm().number(), head.id());
        this.rows = store.rows();
        this.account = Account.none(head.id());
    }

    /// The account as the facts replayed so far have left it.
    Account account() {
        return account;
    }

    /// Replays a page of the log.
    ///
    /// @return false if there is nothing left
    boolean page() throws SQLException {
        List<LogRow> page = log();
        for (LogRow row : page) {
            replay(row);
            read = row.seq();
        }
        write();
        return !page.isEmpty();
    }

    /// Writes what follows from the account as it is now.
    void end() throws SQLException {
        if (account.exists()) {
            Slot slot = new Slot(ref, head.realm(), standing(), account.bookedAt());
            new DerivedRows(rows).waits(slot, Waiting.between(Account.none(head.id()), account));
            Long due = Stored.microsOrNull(Advance.nextDue(account).orElse(null));
            rows.rare("dues", slot).put("next_due_at", due);
            rows.rare("names", slot).put("name", account.profile().name());
            write();
        }
    }

    private List<LogRow> log() throws SQLException {
        List<LogRow> page = new ArrayList<>();
        try (PreparedStatement statement =
                connection.prepareStatement(
                        """
                        select %s
                        from log l
                        where l.account = ?
                            and l.line = 0
                            and l.seq > ?
                        order by l.seq
                        limit ?
                        """
                                .formatted(LogReader.COLUMNS))) {
            statement.setLong(1, head.account());
            statement.setLong(2, read);
            statement.setInt(3, PAGE);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    page.add(LogReader.read(row, 1).row());
                }
            }
        }
        return page;
    }

    /// Nothing is derived from a plain use.
    private void replay(LogRow row) throws SQLException {
        DerivedRows derived = row.body() == null ? null : new DerivedRows(rows);
        for (Entry entry : LogEntries.entries(row, head.id())) {
            if (derived != null) {
                Slot slot = new Slot(ref, head.realm(), standing(), row.bookedAt());
                derived.add(slot, account, entry, this);
            }
            account = Apply.apply(account, entry);
        }
        if (account.seq() - snapshotSeq >= snapshotEvery && standing().hasGrown(snapshotEvery)) {
            Snapshots.insert(connection, Map.of(ref, standing()));
            snapshotSeq = account.seq();
        }
    }

    private CommittedAccount standing() {
        return new CommittedAccount(head.account(), account, LogHead.NONE, null, snapshotSeq);
    }

    private void write() throws SQLException {
        String json = rows.rareJson();
        if (json != null) {
            try (PreparedStatement statement =
                    connection.prepareStatement("select write_rare(?::json)")) {
                statement.setString(1, json);
                statement.executeQuery().close();
            }
            rows = store.rows();
        }
    }

    @Override
    public @Nullable String ofCorrected(long use) {
        try (PreparedStatement statement =
                connection.prepareStatement(
                        """
                        select subject
                        from uses
                        where account = ?
                            and seq = ?
                        """)) {
            statement.setLong(1, head.account());
            statement.setLong(2, use);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getString(1) : null;
            }
        } catch (SQLException failure) {
            throw new SqlFailure(failure);
        }
    }

    @Override
    public int free(Digest subject) {
        return freed.merge(subject, 1, Integer::sum);
    }
}
