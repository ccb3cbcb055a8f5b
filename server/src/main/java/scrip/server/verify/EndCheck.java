package scrip.server.verify;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import scrip.server.chain.AccountEnd;
import scrip.server.ledger.LogRow;

/// Compares the rows of an account with the ends that it had at checkpoints.
final class EndCheck {

    private final VerificationStore.Head head;
    private final Iterator<AccountEnd> ends;
    private final List<String> findings = new ArrayList<>();
    private @Nullable AccountEnd next;

    EndCheck(VerificationStore.Head head, List<AccountEnd> ends) {
        this.head = head;
        this.ends = ends.iterator();
        advance();
    }

    /// Follows the rows in their order.
    void follow(LogRow.Hashed hashed) {
        LogRow row = hashed.row();
        AccountEnd end = next;
        while (end != null && isNotBehind(end, row)) {
            if (end.seq() == row.seq() && end.line() == row.line()) {
                if (!end.hash().equals(hashed.hash().toUuid())) {
                    findings.add(
                            "the row at "
                                    + row.seq()
                                    + " or one before it is another than at a checkpoint");
                }
            } else {
                missing(end);
            }
            advance();
            end = next;
        }
    }

    private static boolean isNotBehind(AccountEnd end, LogRow row) {
        return end.seq() < row.seq() || (end.seq() == row.seq() && end.line() <= row.line());
    }

    /// What is wrong, after all rows.
    List<String> findings() {
        AccountEnd end = next;
        while (end != null) {
            missing(end);
            advance();
            end = next;
        }
        return findings;
    }

    private void missing(AccountEnd end) {
        findings.add("the row at " + end.seq() + " is missing: a checkpoint has it");
    }

    private void advance() {
        next = ends.hasNext() ? ends.next() : null;
        AccountEnd end = next;
        if (end != null && !end.id().equals(head.id().value())) {
            findings.add("its id is " + head.id() + ", at a checkpoint it was " + end.id());
        }
        if (end != null && end.realm() != head.realm()) {
            findings.add("it is in realm " + head.realm() + ", at a checkpoint in " + end.realm());
        }
    }
}
