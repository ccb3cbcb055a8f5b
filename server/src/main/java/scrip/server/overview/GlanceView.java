package scrip.server.overview;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.Catalogs;
import scrip.core.catalog.ItemId;
import scrip.core.catalog.Text;
import scrip.core.ledger.Account;
import scrip.core.license.License;
import scrip.core.license.LicenseState;
import scrip.core.money.Money;
import scrip.core.order.Order;
import scrip.core.organization.OrganizationId;

/// The figures at the top of an overview: what works, what ends next, which pool is lowest, what is
/// owed.
///
/// @param working licenses that can be used now, in arrears or not
/// @param licenses licenses that have not ended
/// @param debts pools and licenses in arrears or suspended
/// @param due what is still to be paid for open orders, one sum per currency
record GlanceView(
        long working,
        long licenses,
        @Nullable EndView ends,
        OverviewView.@Nullable StockView least,
        int debts,
        List<Money> due) {

    private static final Set<LicenseState> WORKING =
            Set.of(LicenseState.ACTIVE, LicenseState.ARREARS);

    /// The license that ends first.
    record EndView(
            ItemId item, Text name, @JsonProperty("for") OrganizationId holder, Instant until) {}

    static GlanceView of(
            Account account,
            Catalogs catalogs,
            Instant now,
            List<OverviewView.StockView> stock,
            int debts,
            Stream<Order> open) {
        List<License> licenses = account.rights().licenses();
        TreeMap<String, Money> due = new TreeMap<>();
        open.map(Order::due)
                .filter(Money::isPositive)
                .forEach(m -> due.merge(m.currency().getCurrencyCode(), m, Money::plus));
        return new GlanceView(
                licenses.stream().filter(l -> WORKING.contains(l.state(now))).count(),
                licenses.stream().filter(l -> l.state(now) != LicenseState.ENDED).count(),
                licenses.stream()
                        .filter(l -> l.state(now) == LicenseState.ACTIVE && !l.isPerpetual())
                        .min(Comparator.comparing(License::lastEnd))
                        .map(l -> ends(l, catalogs, now))
                        .orElse(null),
                stock.stream()
                        .min(Comparator.comparingLong(OverviewView.StockView::percent))
                        .orElse(null),
                debts,
                List.copyOf(due.values()));
    }

    private static EndView ends(License license, Catalogs catalogs, Instant now) {
        ItemId item = license.item();
        return new EndView(
                item,
                ItemNames.of(catalogs.lastSold(item, now).orElse(null), item),
                license.holder(),
                license.lastEnd());
    }
}
