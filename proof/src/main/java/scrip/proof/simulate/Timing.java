package scrip.proof.simulate;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import scrip.core.ledger.Account;
import scrip.core.ledger.Advance;
import scrip.core.license.License;
import scrip.core.license.Validity;
import scrip.core.order.Order;
import scrip.core.pack.Episode;
import scrip.core.pack.Hold;
import scrip.core.pack.Pack;
import scrip.core.pack.Pool;
import scrip.core.service.Service;

/// Chooses the time of a world's next step: soon, later, after a long silence, or exactly when
/// something ends, a millisecond before it or after it.
final class Timing {

    private static final int YEAR_DAYS = 370;

    /// Instants farther away are rarely chosen, or little would happen on the way.
    private static final Duration FAR = Duration.ofDays(20);

    private final Dice dice;

    Timing(Dice dice) {
        this.dice = dice;
    }

    /// @param account the account whose instants are candidates
    Instant after(Instant at, Account account) {
        return switch (dice.below(40)) {
            case 0, 1, 2, 3, 4, 5, 6 -> at;
            case 7, 8, 9, 10, 11, 12, 13, 14, 15 -> at.plusMillis(dice.between(1, 900_000));
            case 16, 17, 18, 19, 20 -> at.plusSeconds(dice.between(600, 30_000));
            case 21, 22 -> at.plus(Duration.ofHours(dice.between(1, 30)));
            case 23 -> at.plus(Duration.ofDays(dice.between(1, 40)));
            case 24 -> dice.chance(25) ? at.plus(Duration.ofDays(dice.between(40, YEAR_DAYS))) : at;
            default -> aimed(at, account);
        };
    }

    private Instant aimed(Instant at, Account account) {
        List<Instant> all = instants(account).stream().filter(i -> !i.isBefore(at)).toList();
        if (all.isEmpty()) {
            return at.plusSeconds(dice.between(1, 4_000));
        }
        List<Instant> sorted = all.stream().sorted().toList();
        Instant aim = sorted.get(dice.below(Math.min(sorted.size(), dice.chance(60) ? 2 : 8)));
        boolean far = aim.isAfter(at.plus(FAR));
        if (far && dice.chance(90)) {
            return at.plusSeconds(dice.between(1, 40_000));
        }
        Instant near = aim.plusMillis(dice.between(-1, 1));
        return near.isBefore(at) ? at : near;
    }

    /// Every instant at which an account may change with time alone.
    static List<Instant> instants(Account account) {
        List<Instant> all = new ArrayList<>();
        Advance.nextDue(account).ifPresent(all::add);
        account.stock().pools().values().forEach(pool -> add(all, pool));
        for (License license : account.rights().licenses()) {
            all.add(license.from());
            if (license.validity() instanceof Validity.Until end) {
                add(all, end.until());
                all.add(end.until().minus(Duration.ofDays(1)));
                all.add(end.suspendsAt());
            }
        }
        account.rights().emergencies().forEach(e -> all.add(e.until()));
        for (Order order : account.trade().orders().values()) {
            if (!order.isPaid()) {
                add(all, order.expiresAt());
            } else if (order.awaitsApproval()) {
                add(all, order.activateBy());
            }
        }
        for (Service service : account.rights().services().values()) {
            all.add(service.until());
        }
        return all;
    }

    private static void add(List<Instant> all, Pool pool) {
        for (Pack pack : pool.packs()) {
            all.add(pack.from());
            all.add(pack.until());
            all.add(pack.until().minus(Duration.ofDays(1)));
            all.add(pack.closesAt());
        }
        for (Hold hold : pool.holds()) {
            all.add(hold.endsAt());
        }
        Episode episode = pool.episode();
        if (episode != null) {
            all.add(episode.suspendsAt());
        }
    }

    private static void add(List<Instant> all, @Nullable Instant instant) {
        if (instant != null) {
            all.add(instant);
        }
    }
}
