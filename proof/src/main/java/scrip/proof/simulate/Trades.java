package scrip.proof.simulate;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import scrip.core.ledger.Account;
import scrip.core.ledger.Entry;
import scrip.core.ledger.Fact;
import scrip.core.license.License;
import scrip.core.order.AgreedPrice;
import scrip.core.order.Line;
import scrip.core.order.Order;
import scrip.core.order.OrderId;
import scrip.core.order.Payment;

/// Counts what happened to orders, money and licenses.
final class Trades {

    private Trades() {}

    static void count(Tally tally, Account account, Entry entry) {
        switch (entry.fact()) {
            case Fact.OrderPlaced(Order order) -> placed(tally, account, order);
            case Fact.PaymentReceived(Payment payment) -> received(tally, account, payment);
            case Fact.OrderPaid(Order order) -> {
                if (order.total().minor() == 0) {
                    tally.count("settled for nothing");
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

    private static void received(Tally tally, Account account, Payment payment) {
        if (payment.orders().isEmpty()) {
            tally.count("received for no order");
        }
        for (OrderId id : payment.orders()) {
            Order order = account.trade().orders().get(id);
            if (order != null && order.isPaid()) {
                tally.count("paid again");
            }
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
            if (line.catalogVersion().endsWith(LaterVersions.SUFFIX)) {
                tally.count("ordered from a later version");
            }
            if (!line.holder().equals(account.id())) {
                boolean service = Items.isService(line.request().item());
                tally.count(service ? "ordered a service for another" : "ordered for another");
            }
            if (line.request().item().equals(Items.INSPECTION)) {
                boolean annual = "annual".equals(line.request().plan());
                tally.count(annual ? "ordered annual" : "ordered by quantity");
            }
            AgreedPrice.Unused unused = line.agreedPriceUnused();
            boolean agreed =
                    account.trade().agreements().getOrDefault(line.product(), List.of()).stream()
                            .flatMap(a -> a.prices().stream())
                            .anyMatch(p -> p.item().equals(line.item()));
            if (unused != null) {
                tally.count("agreed price of another " + unused.name().toLowerCase(Locale.ROOT));
            } else if (agreed) {
                tally.count("ordered at agreed prices");
            }
        }
    }
}
