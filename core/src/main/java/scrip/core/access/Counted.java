package scrip.core.access;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import scrip.core.access.Access.Action;
import scrip.core.access.Access.Advice;
import scrip.core.access.Gate.Question;
import scrip.core.catalog.Catalogs;
import scrip.core.catalog.Item;
import scrip.core.catalog.Mode;
import scrip.core.catalog.Surface;
import scrip.core.ledger.Account;
import scrip.core.pack.Episode;
import scrip.core.pack.Pool;

/// The answers of one account's pools, each in the mode of its latest purchase (C1, R10).
final class Counted {

    private Counted() {}

    /// The answer of each pool that gives the feature in question. A pool that never had a pack
    /// gives no answer, even if reported uses have put it in arrears (R10).
    static List<Access> answers(Account account, Question question, Catalogs catalogs) {
        List<Access> answers = new ArrayList<>();
        for (Pool pool : account.stock().pools().values()) {
            Item sold = asked(account, pool, question, catalogs);
            if (sold != null) {
                answers.add(answer(pool, sold, question.surface()));
            }
        }
        return answers;
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

    private static Access answer(Pool pool, Item sold, Surface surface) {
        long available = pool.available();
        long arrears = pool.arrears();
        boolean hard = sold instanceof Item.Metered metered && metered.mode() == Mode.HARD;
        Advice topUp = new Advice(Action.TOP_UP, sold.id(), arrears + 1);
        if (pool.suspended() || (hard && available == 0)) {
            return new Access(
                    surface == Surface.CONSOLE ? AccessState.READ_ONLY : AccessState.DENIED,
                    pool.suspended() ? AccessReason.SUSPENDED : AccessReason.INSUFFICIENT,
                    pool.unitsComeAt(),
                    available,
                    arrears,
                    sold.id(),
                    topUp);
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
                available == 0 ? topUp : null);
    }
}
