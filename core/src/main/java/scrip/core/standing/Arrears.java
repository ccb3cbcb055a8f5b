package scrip.core.standing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.Catalogs;
import scrip.core.catalog.Item;
import scrip.core.catalog.ItemId;
import scrip.core.ledger.Account;
import scrip.core.ledger.Subject;
import scrip.core.license.License;
import scrip.core.license.LicenseState;
import scrip.core.pack.Episode;
import scrip.core.pack.Pool;

/// Arrears of an account: units that no pack covered, or time after a license ended. What a single
/// use left uncovered is a `Debt` of its pool (`core.pack`).
///
/// @param subject the pool or license
/// @param units owed; null for a license
/// @param topUp the smallest quantity on sale that covers the debt with units left over; null for a
///   license, and if nothing is sold any more
/// @param proposal the order line that pays it; null if nothing that pays it is sold any more
public record Arrears(
        Subject subject,
        ItemId item,
        @Nullable Long units,
        Instant startedAt,
        Instant suspendsAt,
        boolean suspended,
        @Nullable Long topUp,
        @Nullable Proposal proposal) {

    /// Everything an account owes, soonest suspension first.
    public static List<Arrears> of(Account account, Catalogs catalogs, Instant now) {
        List<Arrears> all = new ArrayList<>();
        for (Pool pool : account.stock().pools().values()) {
            add(all, of(account, pool, catalogs, now));
        }
        for (License license : account.rights().licenses()) {
            add(all, of(account, license, catalogs, now));
        }
        all.sort(Comparator.comparing(Arrears::suspendsAt));
        return all;
    }

    /// The debt of one pool or license; null if there is none.
    public static @Nullable Arrears of(
            Account account, Subject subject, Catalogs catalogs, Instant now) {
        return switch (subject) {
            case Subject.OfPool(var pool) -> of(account, account.pool(pool), catalogs, now);
            case Subject.OfLicense(var id, _, _) -> {
                License license = account.rights().licenses().find(id);
                yield license == null ? null : of(account, license, catalogs, now);
            }
            default -> null;
        };
    }

    private static void add(List<Arrears> all, @Nullable Arrears debt) {
        if (debt != null) {
            all.add(debt);
        }
    }

    private static @Nullable Arrears of(
            Account account, Pool pool, Catalogs catalogs, Instant now) {
        Episode episode = pool.episode();
        if (episode == null) {
            return null;
        }
        Item.Metered item = catalogs.metered(pool.key().resource(), now).orElse(null);
        return new Arrears(
                Subject.of(pool),
                pool.key().resource(),
                pool.arrears(),
                episode.startedAt(),
                episode.suspendsAt(),
                pool.suspended(),
                item == null ? null : Proposal.more(item, pool.arrears()),
                Proposal.topUp(account, pool, item));
    }

    private static @Nullable Arrears of(
            Account account, License license, Catalogs catalogs, Instant now) {
        Instant lapsed = license.lapsedAt(now);
        Instant suspendsAt = license.suspendsAt();
        return lapsed == null || suspendsAt == null
                ? null
                : new Arrears(
                        Subject.of(license),
                        license.item(),
                        null,
                        lapsed,
                        suspendsAt,
                        license.state(now) == LicenseState.SUSPENDED,
                        null,
                        Proposal.renewal(account, license, catalogs, now));
    }
}
