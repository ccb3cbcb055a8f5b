package scrip.server.rebuild;

import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import scrip.core.ledger.Account;
import scrip.server.database.Database;
import scrip.server.ledger.Rebuild;
import scrip.server.ledger.Settings;
import scrip.server.rollup.RollupMaker;

/// Makes all derived tables again.
public final class DerivedTables {

    private static final int ACCOUNTS_PAGE = 500;

    private final Database database;
    private final Settings settings;
    private final int rollupRows;

    public DerivedTables(Database database) {
        this(database, Settings.standard(), RollupMaker.ROWS_MAX);
    }

    /// @param rollupRows how many rows of the log one roll-up sums at most
    public DerivedTables(Database database, Settings settings, int rollupRows) {
        this.database = database;
        this.settings = settings;
        this.rollupRows = rollupRows;
    }

    /// Makes them again.
    ///
    /// @param progress takes a line for each page of accounts
    /// @return whether it was done; not if a server holds the lease
    public boolean make(Consumer<String> progress) {
        try (Rebuild rebuild = Rebuild.begin(database, settings)) {
            if (rebuild == null) {
                return false;
            }
            RollupMaker rollups = new RollupMaker(rebuild.connection(), rollupRows);
            if (!rollups.takeTurn()) {
                return false;
            }
            all(rebuild, rollups, progress);
            return true;
        } catch (SQLException failure) {
            throw new IllegalStateException("the rebuild ended: run it again", failure);
        }
    }

    private void all(Rebuild rebuild, RollupMaker rollups, Consumer<String> progress)
            throws SQLException {
        rebuild.deleteOrphans();
        rollups.clear();
        long accounts = 0;
        long facts = 0;
        List<Rebuild.Head> page = rebuild.heads(0, ACCOUNTS_PAGE);
        while (!page.isEmpty()) {
            for (Rebuild.Head head : page) {
                Account account = rebuild.rebuild(head);
                if (account.seq() >= rollupRows) {
                    rollUp(rebuild, rollups, head.account(), account);
                }
                accounts++;
                facts += account.seq();
            }
            progress.accept("%,d accounts, %,d facts".formatted(accounts, facts));
            page = rebuild.heads(page.getLast().account(), ACCOUNTS_PAGE);
        }
    }

    private static void rollUp(Rebuild rebuild, RollupMaker rollups, long number, Account account)
            throws SQLException {
        while (rollups.roll(number, account.zone()) > 0) {
            rebuild.renew();
        }
    }
}
