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
public final class RebuildCommand {

    private static final int ACCOUNTS_PAGE = 500;

    private final Database database;
    private final Settings settings;
    private final int rollupRows;

    public RebuildCommand(Database database) {
        this(database, Settings.standard(), RollupMaker.ROWS_MAX);
    }

    /// @param rollupRows how many rows of the log one roll-up sums at most
    public RebuildCommand(Database database, Settings settings, int rollupRows) {
        this.database = database;
        this.settings = settings;
        this.rollupRows = rollupRows;
    }

    /// Runs the rebuild for the command line: a line for each page of accounts.
    ///
    /// @return the exit code: 0, or 1 if a server holds the lease
    public int run(Consumer<String> out) {
        try (Rebuild rebuild = Rebuild.begin(database, settings)) {
            if (rebuild == null) {
                return refused(out);
            }
            RollupMaker rollups = new RollupMaker(rebuild.connection(), rollupRows);
            if (!rollups.takeTurn()) {
                return refused(out);
            }
            all(rebuild, rollups, out);
            return 0;
        } catch (SQLException failure) {
            throw new IllegalStateException("the rebuild ended: run it again", failure);
        }
    }

    private static int refused(Consumer<String> out) {
        out.accept("a server is writing: stop it and run this again");
        return 1;
    }

    private void all(Rebuild rebuild, RollupMaker rollups, Consumer<String> out)
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
            out.accept("%,d accounts, %,d facts".formatted(accounts, facts));
            page = rebuild.heads(page.getLast().account(), ACCOUNTS_PAGE);
        }
        out.accept("all derived tables were made again");
    }

    private static void rollUp(Rebuild rebuild, RollupMaker rollups, long number, Account account)
            throws SQLException {
        while (rollups.roll(number, account.zone()) > 0) {
            rebuild.renew();
        }
    }
}
