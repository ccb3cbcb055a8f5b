package scrip.bench.simulate;

import java.time.Instant;
import scrip.core.ledger.Account;
import scrip.core.ledger.Entry;
import scrip.core.ledger.Fact;
import scrip.core.license.License;
import scrip.core.order.Agreement;
import scrip.core.order.Line;
import scrip.core.order.Order;

/// Counts what happened to orders, money and licenses.
final class Trades {

    private Trades() {}

    static void count(Tally tally, Account account, Entry entry) {
        switch (entry.fact()) {
            case Fact.OrderPlaced(Order order) -> placed(tally, account, order);
            case Fact.PaymentReceived payment -> {
                if (payment.unapplied().minor() > 0
                        && payment.unapplied().equals(payment.amount())) {
                    tally.count("paid again");
                }
            }
            case Fact.OrderActivated(Order order) -> {
                Instant purchasedAt = order.purchasedAt();
                if (purchasedAt != null
                        && entry.bookedAt().isAfter(purchasedAt.plus(Order.ACTIVATION_WITHIN))) {
                    tally.count("approved late");
                }
            }
            case Fact.LicenseRenewed(License license) -> {
                boolean kept = license.from().isBefore(entry.bookedAt());
                tally.count(kept ? "renewal kept the anchor" : "renewal began anew");
                if (license.months() > 1) {
                    tally.count("renewal of several months");
                }
            }
            case Fact.PackEnded _ -> {
                if (entry.bookedAt().equals(entry.effectiveAt())) {
                    tally.count("pack ended at the very instant");
                }
            }
            default -> {}
        }
    }

    private static void placed(Tally tally, Account account, Order order) {
        if (order.byVendor()) {
            tally.count("ordered by the vendor");
        }
        for (Line line : order.lines()) {
            if (line.example()) {
                tally.count("ordered at an example price");
            }
            if (line.catalogVersion().endsWith(Change.SUFFIX)) {
                tally.count("ordered from a later version");
            }
            if (!line.holder().equals(account.id())) {
                boolean service = Items.isService(line.item());
                tally.count(service ? "ordered a service for another" : "ordered for another");
            }
            if (line.item().equals(Items.INSPECTION)) {
                boolean annual = "annual".equals(line.request().plan());
                tally.count(annual ? "ordered annual" : "ordered by quantity");
            }
            Agreement agreement = account.trade().agreements().get(line.product());
            if (agreement != null && agreement.prices().containsKey(line.item())) {
                tally.count("ordered at agreed prices");
            }
        }
    }
}
