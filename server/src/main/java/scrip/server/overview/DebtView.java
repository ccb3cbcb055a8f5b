package scrip.server.overview;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.Catalogs;
import scrip.core.catalog.Item;
import scrip.core.catalog.Text;
import scrip.core.ledger.Account;
import scrip.core.ledger.Subject;
import scrip.core.pack.PoolKey;
import scrip.core.standing.Arrears;
import scrip.server.catalog.ItemNames;
import scrip.server.order.ProposalView;

/// Something an account owes: units that no pack covered, or time after a license ended.
///
/// @param subject the pool or license
/// @param units owed; null for a license
/// @param proposal the order line that pays it; null if nothing that pays it is sold any more
/// @param topUp the smallest quantity on sale that covers the debt with units left over; null for a
///   license, and if nothing is sold any more
public record DebtView(
        Subject subject,
        Text name,
        Text unit,
        @Nullable Long units,
        Instant startedAt,
        Instant suspendsAt,
        boolean suspended,
        @Nullable Long topUp,
        @Nullable ProposalView proposal) {

    /// A debt as it looks, with the name of its item and the unit that was sold.
    public static DebtView of(Arrears debt, Account account, Catalogs catalogs, Instant now) {
        Item item = catalogs.lastSold(debt.item(), now).orElse(null);
        return new DebtView(
                debt.subject(),
                ItemNames.of(item, debt.item()),
                debt.subject() instanceof Subject.OfPool(PoolKey pool)
                        ? ItemNames.unit(account.pool(pool), catalogs, now)
                        : ItemNames.unit(item),
                debt.units(),
                debt.startedAt(),
                debt.suspendsAt(),
                debt.suspended(),
                debt.topUp(),
                ProposalView.of(debt.proposal()));
    }
}
