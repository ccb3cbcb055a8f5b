package scrip.server.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import scrip.core.ledger.Account;
import scrip.core.ledger.Command;
import scrip.core.ledger.Entry;
import scrip.core.ledger.Fact;
import scrip.server.ledger.Content;
import scrip.server.ledger.Digest;
import scrip.server.ledger.LogEntries;
import scrip.server.ledger.LogRow;

/// Compares the columns by which a row of the log is found with what the row says.
final class RowCheck {

    private final LogRow row;
    private final List<String> findings = new ArrayList<>();

    private RowCheck(LogRow row) {
        this.row = row;
    }

    /// What is wrong with the columns of a row, if anything.
    ///
    /// @param entries its facts
    /// @param before the account before them
    /// @param subjects the subjects counted by the rows before it; follows this one
    static List<String> of(
            LogRow row, List<Entry> entries, Account before, SubjectCounts subjects) {
        RowCheck check = new RowCheck(row);
        Command<?> command = LogEntries.command(row, before.id());
        check.same("the command", command.getClass().getSimpleName(), row.command());
        check.key(command);
        check.use(entries);
        check.same("the subject", subjects.follow(entries, before), row.subject());
        return check.findings;
    }

    private void key(Command<?> command) {
        LogRow.Key key = row.key();
        if (key == null) {
            return;
        }
        same("the key", Digest.of(key.text()), key.digest());
        if (command instanceof Command.Use) {
            Digest content = row.body() == null ? null : Digest.of(Content.of(command));
            same("the content", content, key.content());
        }
    }

    private void use(List<Entry> entries) {
        LogRow.Use expected = null;
        long seq = row.last();
        for (Entry entry : entries) {
            if (entry.fact() instanceof Fact.UseBooked use) {
                seq = entry.seq();
                expected =
                        new LogRow.Use(
                                use.pool(),
                                use.quantity(),
                                isKey(use.key()) ? null : use.key(),
                                use.subject(),
                                use.storageUntil(),
                                plain());
            }
        }
        same("the use", expected, row.use());
        same("the position", seq, row.seq());
    }

    private boolean isKey(String key) {
        LogRow.Key taken = row.key();
        return taken != null && taken.text().equals(key);
    }

    /// The further columns of a plain use, from which its fact was made.
    private LogRow.@Nullable Plain plain() {
        LogRow.Use use = row.use();
        return use == null ? null : use.plain();
    }

    private void same(String what, @Nullable Object expected, @Nullable Object stored) {
        if (!Objects.equals(expected, stored)) {
            findings.add(
                    "%s of the row at %d is %s instead of %s"
                            .formatted(what, row.seq(), stored, expected));
        }
    }
}
