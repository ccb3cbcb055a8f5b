package scrip.server.overview;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.Catalogs;
import scrip.core.catalog.Item;
import scrip.core.catalog.Text;
import scrip.core.ledger.Account;
import scrip.core.ledger.Subject;
import scrip.core.license.License;
import scrip.core.license.LicenseState;
import scrip.core.pack.Episode;
import scrip.core.pack.Pool;

/// Something an account owes: units that no pack covered, or time after a license ended.
///
/// @param subject the pool or license
/// @param units owed; null for a license
/// @param proposal the line that pays it; null where nothing is sold any more
/// @param topUp the least quantity that is sold and pays it with something left; null for a
///   license, and where nothing is sold any more
public record DebtView(
        Subject subject,
        Text name,
        Text unit,
        @Nullable Long units,
        Instant startedAt,
        Instant suspendsAt,
        boolean suspended,
        @Nullable Long topUp,
        @Nullable Proposal proposal) {

    /// Everything an account owes, the nearest suspension first.
    public static List<DebtView> of(Account account, Catalogs catalogs, Instant now) {
        List<DebtView> all = new ArrayList<>();
        for (Pool pool : account.stock().pools().values()) {
            add(all, of(account, pool, catalogs, now));
        }
        for (License license : account.rights().licenses()) {
            add(all, of(account, license, catalogs, now));
        }
        all.sort(java.util.Comparator.comparing(DebtView::suspendsAt));
        return all;
    }

    private static void add(List<DebtView> all, @Nullable DebtView debt) {
        if (debt != null) {
            all.add(debt);
        }
    }

    /// What is owed in a pool; null for nothing.
    public static @Nullable DebtView of(
            Account account, Pool pool, Catalogs catalogs, Instant now) {
        Episode episode = pool.episode();
        return episode == null ? null : pool(account, pool, episode, catalogs, now);
    }

    /// What is owed for a license; null for nothing.
    public static @Nullable DebtView of(
            Account account, License license, Catalogs catalogs, Instant now) {
        Instant lapsed = license.lapsedAt(now);
        Instant suspendsAt = license.suspendsAt();
        if (lapsed == null || suspendsAt == null) {
            return null;
        }
        Item item = catalogs.lastSold(license.item(), now).orElse(null);
        return new DebtView(
                Subject.of(license),
                Names.of(item, license.item()),
                Names.unit(item),
                null,
                lapsed,
                suspendsAt,
                license.state(now) == LicenseState.SUSPENDED,
                null,
                Proposal.renewal(account, license, catalogs, now));
    }

    private static DebtView pool(
            Account account, Pool pool, Episode episode, Catalogs catalogs, Instant now) {
        Item named = catalogs.lastSold(pool.key().resource(), now).orElse(null);
        Item.Metered item = catalogs.metered(pool.key().resource(), now).orElse(null);
        return new DebtView(
                Subject.of(pool),
                Names.of(named, pool.key().resource()),
                Names.unit(pool, catalogs, now),
                pool.arrears(),
                episode.startedAt(),
                episode.suspendsAt(),
                pool.suspended(),
                item == null ? null : Proposal.more(item, pool.arrears()),
                Proposal.topUp(account, pool, item));
    }
}
