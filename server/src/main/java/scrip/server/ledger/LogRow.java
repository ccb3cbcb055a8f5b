package scrip.server.ledger;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.Surface;
import scrip.core.organization.OrganizationId;
import scrip.core.pack.Draw;
import scrip.core.pack.PoolKey;

/// A row of the log: an accepted command and everything it did.
///
/// @param account the number of the account
/// @param seq the sequence number of the use it booked; otherwise of its last fact; of a command
///   without facts, of the last fact before it
/// @param line 0; commands without facts after the same fact are counted from 1
/// @param before how many facts it booked before that of `seq`
/// @param after how many facts it booked after that of `seq`
/// @param core the version of the rules that decided it
/// @param command the name of the command's type
/// @param key null for a command without a key
/// @param subject the subject that it counted (R7); null for none
/// @param use the use that it booked; null for none
/// @param body everything as JSON; null for a plain use
public record LogRow(
        long account,
        long seq,
        int line,
        int before,
        int after,
        int core,
        Instant bookedAt,
        String command,
        String actor,
        String requestId,
        @Nullable Key key,
        @Nullable Digest subject,
        @Nullable Use use,
        @Nullable String body) {

    /// An idempotency key (R7).
    ///
    /// @param content the digest of the content that a repeat must match; null for a plain use,
    ///   from whose columns it follows
    public record Key(String text, Digest digest, @Nullable Digest content) {}

    /// A use that was booked.
    ///
    /// @param key the key of the use; null: that of the command
    /// @param plain null if the row has a body
    public record Use(
            PoolKey pool,
            long quantity,
            @Nullable String key,
            @Nullable String subject,
            @Nullable Instant storageUntil,
            @Nullable Plain plain) {}

    /// What else a plain use has.
    ///
    /// @param organization who used the units; null: the organization whose account it is
    /// @param eventAt null: the command gave none, and it happened when it was booked
    /// @param termNamed whether the command named the storage term
    /// @param draws together with what is owed the quantity
    /// @param owed units that no pack covered
    /// @param available units left in the pool after it
    public record Plain(
            @Nullable OrganizationId organization,
            @Nullable Instant eventAt,
            boolean late,
            boolean reported,
            Surface surface,
            boolean termNamed,
            List<Draw> draws,
            long owed,
            long available) {}

    /// The sequence number of its first fact.
    public long first() {
        return line > 0 ? seq + 1 : seq - before;
    }

    /// The sequence number of its last fact; one less than the first if it has none.
    public long last() {
        return seq + after;
    }

    /// A row and its hash.
    public record Hashed(LogRow row, Digest hash) {}
}
