package scrip.core.standing;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.Catalogs;
import scrip.core.catalog.Item;
import scrip.core.catalog.ItemId;
import scrip.core.catalog.Offer;
import scrip.core.catalog.Price;
import scrip.core.ledger.Account;
import scrip.core.ledger.Scopes;
import scrip.core.license.License;
import scrip.core.license.LicenseState;
import scrip.core.license.Months;
import scrip.core.order.Line;
import scrip.core.order.LineRequest;
import scrip.core.order.Order;
import scrip.core.organization.OrganizationId;
import scrip.core.pack.Pool;
import scrip.core.pack.PoolKey;

/// The line of an order that buys what is wanting: a top-up, or the same license again.
public record Proposal(
        ItemId item,
        @Nullable OrganizationId holder,
        @Nullable String plan,
        @Nullable Long quantity,
        @Nullable Integer months,
        @Nullable Integer years,
        @Nullable Integer storageYears) {

    /// What pays the debt of a pool: on the plan last bought for it, or else the first that serves
    /// it. Null where nothing that serves it is sold.
    ///
    /// @param item as it is sold now; null if it is sold no more
    public static @Nullable Proposal topUp(
            Account account, Pool pool, Item.@Nullable Metered item) {
        return item == null ? null : topUp(account, pool.key(), item, more(item, pool.arrears()));
    }

    /// The least quantity that is sold and is more than is owed (R13).
    static long more(Item.Metered item, long arrears) {
        long step = item.quantityStep();
        long least = Math.floorDiv(arrears, step) * step + step;
        return Math.max(item.quantityMin(), least);
    }

    private static @Nullable Proposal topUp(
            Account account, PoolKey pool, Item item, long quantity) {
        List<Offer> serving = item.offers().stream().filter(o -> serves(o.price(), pool)).toList();
        if (serving.isEmpty()) {
            return null;
        }
        String last = lastPlan(account, pool);
        Offer offer =
                serving.stream()
                        .filter(o -> o.plan().equals(last))
                        .findFirst()
                        .orElseGet(serving::getFirst);
        boolean byTerm = offer.price() instanceof Price.PerUnitByStorageTerm;
        boolean byYear = offer.price() instanceof Price.PerUnitAndYear;
        return new Proposal(
                item.id(),
                null,
                offer.plan().isEmpty() ? null : offer.plan(),
                quantity,
                null,
                byYear ? pool.storageTerm() : null,
                byTerm ? pool.storageTerm() : null);
    }

    /// Whether what is bought at that price goes to the pool (R4).
    private static boolean serves(Price price, PoolKey pool) {
        return switch (price) {
            case Price.PerUnitByStorageTerm p -> p.amounts().containsKey(pool.storageYears());
            case Price.PerUnitAndYear _ -> pool.hasTerm();
            case Price.PerUnit _ -> !pool.hasTerm();
            case Price.PerMonth _, Price.PerYear _, Price.Once _ -> false;
        };
    }

    /// The plan on which a pool was bought last; null if it never was.
    private static @Nullable String lastPlan(Account account, PoolKey pool) {
        Instant latest = Instant.MIN;
        String plan = null;
        for (Order order : account.trade().orders().values()) {
            Instant bought = order.purchasedAt();
            if (bought != null && !bought.isBefore(latest)) {
                for (Line line : order.lines()) {
                    if (line.item().equals(pool.resource())
                            && Objects.equals(line.storageTerm(), pool.storageTerm())) {
                        latest = bought;
                        plan = line.request().plan();
                    }
                }
            }
        }
        return plan;
    }

    /// What buys a license again as it was bought last, of several sets the one (R14); null for one
    /// that has ended or never ends, that nothing bought, or whose item is sold no more (C1) or not
    /// by this account for its holder (C4).
    public static @Nullable Proposal renewal(
            Account account, License license, Catalogs catalogs, Instant now) {
        if (license.isPerpetual()
                || license.state(now) == LicenseState.ENDED
                || license.paid().isEmpty()
                || catalogs.item(license.item(), now)
                        .filter(i -> Scopes.allow(account, i, license.holder()))
                        .isEmpty()) {
            return null;
        }
        Months last = license.paid().getLast();
        Order order = account.trade().orders().get(last.order());
        return order == null
                ? null
                : order.lines().stream()
                        .filter(l -> l.id().equals(last.line()))
                        .map(l -> again(l.request(), license.holder()))
                        .findFirst()
                        .orElse(null);
    }

    private static Proposal again(LineRequest bought, OrganizationId holder) {
        return new Proposal(
                ItemId.of(bought.item()),
                holder,
                bought.plan(),
                bought.quantity() == null ? null : 1L,
                bought.months(),
                bought.years(),
                null);
    }
}
