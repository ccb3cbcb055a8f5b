package scrip.core.ledger;

import java.util.List;
import org.jspecify.annotations.Nullable;
import scrip.core.pack.PoolKey;

/// One movement of units between two books of a pool (R20). Because each row takes from one book
/// what it gives to the other, the postings of a movement sum to zero by their form.
///
/// @param pack the pack concerned, by sequence number; null for none
/// @param use the use concerned, by sequence number; null for none
/// @param units more than 0
public record Posting(
        PoolKey pool, Book from, Book to, @Nullable Long pack, @Nullable Long use, long units) {

    /// The books of a pool.
    public enum Book {
        ISSUED,
        AVAILABLE,
        HELD,
        USED,
        ARREARS,
        EXPIRED,
        VOIDED
    }

    /// The postings of one entry, booked on the account as it was before it.
    public static List<Posting> of(Account before, Entry entry) {
        throw new UnsupportedOperationException("to come");
    }
}
