package scrip.core.ledger;

import java.util.List;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.ItemId;
import scrip.core.organization.OrganizationId;
import scrip.core.pack.Draw;
import scrip.core.pack.PoolKey;
import scrip.core.pack.UseDraw;

/// Queries of a decision into an account's past that is too large to be part of its state. The
/// caller of `Decide` provides the answers.
public interface Memory {

    /// The memory of an account without any uses.
    Memory NONE =
            new Memory() {
                @Override
                public @Nullable BookedUse use(String key) {
                    return null;
                }

                @Override
                public boolean isHold(String key, @Nullable OrganizationId organization) {
                    return false;
                }

                @Override
                public boolean counted(ItemId resource, String subject) {
                    return false;
                }

                @Override
                public List<Draw> drawsOf(long use) {
                    return List.of();
                }

                @Override
                public List<UseDraw> drawsOn(SortedSet<Long> packs) {
                    return List.of();
                }
            };

    /// A use that was booked.
    ///
    /// @param seq the sequence number of its fact
    /// @param left units of it that have not been corrected
    record BookedUse(long seq, PoolKey pool, @Nullable String subject, long left) {}

    /// The use booked under that key; null if there is none.
    @Nullable BookedUse use(String key);

    /// Whether that key placed a hold, open or closed.
    ///
    /// @param organization that asked for it; null for any
    boolean isHold(String key, @Nullable OrganizationId organization);

    /// Whether that subject of a resource is booked or kept, and has not been freed since (R7,
    /// R16).
    boolean counted(ItemId resource, String subject);

    /// The draws of a use that have not been given back, in the order in which it drew.
    List<Draw> drawsOf(long use);

    /// The draws of uses on any of these packs that have not been given back, oldest use first.
    List<UseDraw> drawsOn(SortedSet<Long> packs);
}
