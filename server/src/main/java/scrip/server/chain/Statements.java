package scrip.server.chain;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import scrip.server.database.Database;
import scrip.server.http.ProblemCode;
import scrip.server.http.ProblemException;
import scrip.server.license.LicenseKey;

/// Statements that an organization can perform again without Scrip: every row of its account in the
/// log up to a checkpoint, and the proof that the checkpoint's head covers exactly these. The form
/// is documented in `docs/reperform/README.md`, beside a program that reads it.
public final class Statements {

    /// The first line.
    public static final String FIRST_LINE = "Scrip statement 1";

    /// How many rows one page has.
    static final int PAGE = 5_000;

    /// What the lines of the head begin with.
    private static final String HEAD = "| ";

    private final Database database;
    private final Checkpoints checkpoints;
    private final @Nullable LicenseKey key;
    private final BooleanSupplier makes;
    private final ReentrantLock making = new ReentrantLock();

    /// @param key which signs the head in it; null: it is not signed
    /// @param makes whether a checkpoint may be made here: on a server, whether it is the one that
    ///   writes
    public Statements(
            Database database,
            Checkpoints checkpoints,
            @Nullable LicenseKey key,
            BooleanSupplier makes) {
        this.database = database;
        this.checkpoints = checkpoints;
        this.key = key;
        this.makes = makes;
    }

    /// Where the next page of a statement begins: after a row, of the statement to a checkpoint.
    public record Position(long checkpoint, long seq, int line) {

        /// Reads one from its text.
        ///
        /// @throws NumberFormatException if it is none
        public static Position of(String text) {
            String[] parts = text.split("\\.", -1);
            if (parts.length != 3) {
                throw new NumberFormatException(text);
            }
            return new Position(
                    Long.parseLong(parts[0]), Long.parseLong(parts[1]), Integer.parseInt(parts[2]));
        }

        @Override
        public String toString() {
            return checkpoint + "." + seq + "." + line;
        }
    }

    /// A part of a statement. All parts one after another are the whole.
    ///
    /// @param next where the next part begins; null after the last
    public record Page(String text, @Nullable Position next) {}

    /// The first page: head, proof, and the first rows. If no checkpoint has the account yet, one
    /// is made.
    ///
    /// @param checkpoint up to which; null: the last one
    /// @return empty if that checkpoint does not exist or does not have the account
    /// @throws ProblemException if one would have to be made, and that is for another server
    public Optional<Page> first(long account, @Nullable Long checkpoint) throws SQLException {
        Optional<Page> page = begun(account, checkpoint);
        if (page.isPresent() || checkpoint != null) {
            return page;
        }
        // One for all who ask at once: it looks at every account.
        making.lock();
        try {
            page = begun(account, null);
            if (page.isEmpty()) {
                if (!makes.getAsBoolean()) {
                    throw new ProblemException(
                            ProblemCode.STANDBY,
                            "no checkpoint has this account yet, and another server makes them:"
                                    + " repeat it there, or after the next one");
                }
                checkpoints.make();
                page = begun(account, null);
            }
            return page;
        } finally {
            making.unlock();
        }
    }

    private Optional<Page> begun(long account, @Nullable Long checkpoint) {
        Optional<Header> header =
                checkpoints.ask(checkpoint, (head, tree) -> header(head, tree, account));
        return header.map(found -> {
            Page rows = rows(account, new Position(found.checkpoint(), -1, 0));
            return new Page(found.text() + rows.text(), rows.next());
        });
    }

    private record Header(long checkpoint, String text) {}

    private Optional<Header> header(Head head, EndTree tree, long account) {
        if (tree.place(account) < 0) {
            return Optional.empty();
        }
        StringBuilder text = new StringBuilder(FIRST_LINE).append('\n');
        head.text(key).lines().forEach(line -> text.append(HEAD).append(line).append('\n'));
        text.append("leaf: ").append(tree.end(account).text()).append('\n');
        text.append("place: ").append(tree.place(account)).append('\n');
        for (String sibling : tree.proof(account)) {
            text.append("sibling: ").append(sibling).append('\n');
        }
        return Optional.of(new Header(head.checkpoint().checkpoint(), text.toString()));
    }

    /// A page of rows, and whether there are more.
    ///
    /// @throws IllegalArgumentException if the account has no such position
    public Page rows(long account, Position after) {
        AccountEnd end =
                database.readAll(sql -> new ChainStore(sql).endAt(account, after.checkpoint()))
                        .orElseThrow(() -> new IllegalArgumentException("no position " + after));
        List<ChainStore.StoredRow> rows =
                database.read(
                        List.of(account),
                        sql ->
                                new ChainStore(sql)
                                        .rows(account, after.seq(), after.line(), end, PAGE));
        StringBuilder text = new StringBuilder();
        for (ChainStore.StoredRow row : rows) {
            byte[] bytes = row.bytes();
            int hash = bytes.length - ChainStore.HASH_BYTES;
            text.append("row: ")
                    .append(HexFormat.of().formatHex(bytes, hash, bytes.length))
                    .append(' ')
                    .append(encoded(bytes, hash - ChainStore.COLUMN_HEAD_BYTES))
                    .append('\n');
        }
        if (rows.size() < PAGE) {
            return new Page(text + "end: " + end.seq() + " " + end.line() + "\n", null);
        }
        ChainStore.StoredRow last = rows.getLast();
        return new Page(text.toString(), new Position(after.checkpoint(), last.seq(), last.line()));
    }

    private static String encoded(byte[] bytes, int length) {
        return Base64.getEncoder().encodeToString(Arrays.copyOf(bytes, length));
    }
}
