package scrip.core.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import scrip.core.access.Access.Action;
import scrip.core.access.Access.Advice;
import scrip.core.access.Gate.Question;
import scrip.core.catalog.Catalogs;
import scrip.core.catalog.Item;
import scrip.core.catalog.ItemId;
import scrip.core.catalog.Mode;
import scrip.core.catalog.Surface;
import scrip.core.emergency.Emergency;
import scrip.core.ledger.Account;
import scrip.core.pack.Episode;
import scrip.core.pack.Pool;
import scrip.core.pack.PoolKey;

/// The answers of one account's pools, each in the mode of its latest purchase (C1, R10).
final class Counted {

    private Counted() {}

    /// The best answer of the pools that give the feature in question; null if none does. A pool
    /// that never had a pack gives no answer, even if reported uses have put it in arrears (R10).
    static @Nullable Access best(
            Account account, Question question, Catalogs catalogs, Instant now) {
        Access best = null;
        for (ItemId resource : catalogs.sortedAnsweringTo(question.feature())) {
            Pool pool = account.stock().firstPool(PoolKey.withoutTerm(resource));
            while (pool != null && pool.key().resource().equals(resource)) {
                Item sold = asked(account, pool, question, catalogs);
                if (sold != null) {
                    Access own = answer(pool, sold, question.surface());
                    best = Access.better(best, opened(own, account, question, pool.key(), now));
                }
                pool = account.stock().firstPool(pool.key().next());
            }
        }
        return best;
    }

    /// The resource as sold with a pool's latest purchase, if the question concerns the pool; null
    /// otherwise.
    static @Nullable Item asked(Account account, Pool pool, Question question, Catalogs catalogs) {
        String version = pool.soldUnder();
        if (version == null) {
            return null;
        }
        Item sold = catalogs.sold(pool.key().resource(), version);
        Integer term = account.profile().storageTerm(sold, question.storageYears());
        boolean named = term == null || term == pool.key().storageYears();
        return named && sold.answersTo(question.feature()) ? sold : null;
    }

    /// The answer of a pool, or what emergency access makes of it (X5).
    private static Access opened(
            Access own, Account account, Question question, PoolKey key, Instant now) {
        if (own.state() == AccessState.ALLOWED) {
            return own;
        }
        Emergency emergency =
                account.emergency(question.organization(), key.resource(), key.storageYears(), now);
        return emergency == null ? own : own.inEmergency(emergency);
    }

    private static Access answer(Pool pool, Item sold, Surface surface) {
        long available = pool.available();
        long arrears = pool.arrears();
        boolean hard = sold instanceof Item.Metered metered && metered.mode() == Mode.HARD;
        if (pool.suspended() || (hard && available == 0)) {
            return new Access(
                    surface == Surface.CONSOLE ? AccessState.READ_ONLY : AccessState.DENIED,
                    pool.suspended() ? AccessReason.SUSPENDED : AccessReason.INSUFFICIENT,
                    pool.unitsComeAt(),
                    available,
                    arrears,
                    sold.id(),
                    topUp(sold, arrears));
        }
        Episode episode = pool.episode();
        Instant until =
                episode != null ? episode.suspendsAt() : hard ? pool.availableUntil() : null;
        return new Access(
                AccessState.ALLOWED,
                null,
                until,
                available,
                arrears,
                sold.id(),
                available == 0 ? topUp(sold, arrears) : null);
    }

    private static Advice topUp(Item sold, long arrears) {
        return new Advice(Action.TOP_UP, sold.id(), arrears + 1);
    }
}
