package scrip.core.standing;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import scrip.core.ledger.Account;
import scrip.core.license.License;
import scrip.core.license.LicenseState;
import scrip.core.money.Money;
import scrip.core.order.Order;
import scrip.core.pack.Pool;

/// The figures of an account at a glance.
///
/// @param working licenses that can be used, in arrears or not
/// @param licenses licenses that have not ended
/// @param ends the active license that ends first; null if none ends
/// @param least the pool of which the least is left; null if none has a pack within its window
/// @param due what is still to be paid for open orders, one sum per currency; one that cannot be
///   held counts as the largest that can
public record Glance(
        long working,
        long licenses,
        @Nullable License ends,
        @Nullable Pool least,
        List<Money> due) {

    public static Glance of(Account account, Instant now) {
        List<License> all = account.rights().licenses();
        return new Glance(
                all.stream().filter(l -> l.usableAt(now)).count(),
                all.stream().filter(l -> l.state(now) != LicenseState.ENDED).count(),
                all.stream()
                        .filter(l -> l.state(now) == LicenseState.ACTIVE && !l.isPerpetual())
                        .min(Comparator.comparing(License::lastEnd))
                        .orElse(null),
                account.stock().pools().values().stream()
                        .filter(p -> p.whole() > 0)
                        .min(Comparator.comparingLong(Pool::percentLeft))
                        .orElse(null),
                due(account));
    }

    private static List<Money> due(Account account) {
        TreeMap<String, Money> sums = new TreeMap<>();
        account.trade().orders().values().stream()
                .filter(Order::isOpen)
                .map(Order::due)
                .filter(Money::isPositive)
                .forEach(m -> sums.merge(m.currency().getCurrencyCode(), m, Glance::sum));
        return List.copyOf(sums.values());
    }

    private static Money sum(Money one, Money other) {
        return Money.stated(one.decimal().add(other.decimal()), one.currency());
    }
}
