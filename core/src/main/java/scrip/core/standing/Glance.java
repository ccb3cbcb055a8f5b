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
import scrip.core.money.MoneySum;
import scrip.core.order.Order;
import scrip.core.pack.Pool;

/// The figures of an account at a glance.
///
/// @param working licenses that can be used, in arrears or not
/// @param licenses licenses that have not ended
/// @param ends the active license that ends first; null if none ends
/// @param least the pool of which the least is left; null if none has a pack within its window
/// @param due what is still to be paid for open orders, one sum per currency
public record Glance(
        long working,
        long licenses,
        @Nullable License ends,
        @Nullable Pool least,
        List<MoneySum> due) {

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

    private static List<MoneySum> due(Account account) {
        TreeMap<String, MoneySum> sums = new TreeMap<>();
        account.trade().orders().values().stream()
                .filter(Order::isOpen)
                .map(Order::due)
                .filter(Money::isPositive)
                .map(MoneySum::of)
                .forEach(m -> sums.merge(m.currency().getCurrencyCode(), m, MoneySum::plus));
        return List.copyOf(sums.values());
    }
}
