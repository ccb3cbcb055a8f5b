package scrip.server.verify;

import scrip.server.ledger.Digest;
import scrip.server.ledger.LogRow;
import scrip.server.ledger.LogRows;

/// The chain of the hashes of an account's rows in the log.
final class LogChain {

    private final LogRows format = new LogRows();
    private Digest last = LogRows.FIRST;

    /// Whether the hash of the next row covers its columns and the row before it.
    boolean follows(LogRow.Hashed next) {
        Digest expected = format.hash(next.row(), last);
        last = next.hash();
        return expected.equals(next.hash());
    }
}
