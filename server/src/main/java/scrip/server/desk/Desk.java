package scrip.server.desk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import scrip.core.catalog.Catalog;
import scrip.core.catalog.Catalogs;
import scrip.core.catalog.Item;
import scrip.core.catalog.Text;
import scrip.core.ledger.Account;
import scrip.core.order.Order;
import scrip.core.order.OrderState;
import scrip.core.service.Service;
import scrip.core.service.ServiceState;
import scrip.server.overview.DebtView;

/// Gathers what needs a person, account by account, the most pressing first.
final class Desk {

    private final Catalogs catalogs;
    private final List<DeskView.ApprovalView> approvals = new ArrayList<>();
    private final List<DeskView.TransferView> transfers = new ArrayList<>();
    private final List<DeskView.OwingView> debts = new ArrayList<>();
    private final List<DeskView.KeptView> kept = new ArrayList<>();
    private final List<DeskView.MoneyView> unapplied = new ArrayList<>();
    private final List<DeskView.ServiceView> services = new ArrayList<>();

    Desk(Catalogs catalogs) {
        this.catalogs = catalogs;
    }

    /// Notes what one account waits for.
    void add(Account account, Instant now) {
        String name = account.profile().name();
        for (Order order : account.trade().orders().values()) {
            if (order.state() == OrderState.PAID && order.awaitsApproval()) {
                approvals.add(
                        new DeskView.ApprovalView(
                                account.id(),
                                name,
                                order.id(),
                                order.total(),
                                order.purchasedAt(),
                                order.activateBy(),
                                order.breached(now)));
            } else if (order.state() == OrderState.CONFIRMED) {
                transfers.add(transfer(account, order, now));
            }
        }
        DebtView.of(account, catalogs, now)
                .forEach(d -> debts.add(new DeskView.OwingView(account.id(), name, d)));
        if (!account.stock().kept().isEmpty()) {
            kept.add(new DeskView.KeptView(account.id(), name, account.stock().kept().size()));
        }
        account.trade().unapplied().values().stream()
                .filter(scrip.core.money.Money::isPositive)
                .forEach(m -> unapplied.add(new DeskView.MoneyView(account.id(), name, m)));
        for (Service service : account.rights().services().values()) {
            ServiceState state = service.state(now);
            if (state == ServiceState.PURCHASED || state == ServiceState.SCHEDULED) {
                services.add(
                        new DeskView.ServiceView(
                                account.id(),
                                name,
                                service.id().toString(),
                                service.item(),
                                title(service.item(), now),
                                state.name(),
                                service.until()));
            }
        }
    }

    DeskView view(Instant now, boolean leftOff) {
        approvals.sort(
                Comparator.comparing(
                        DeskView.ApprovalView::activateBy,
                        Comparator.nullsLast(Comparator.naturalOrder())));
        transfers.sort(
                Comparator.comparing(
                        DeskView.TransferView::expiresAt,
                        Comparator.nullsLast(Comparator.naturalOrder())));
        debts.sort(Comparator.comparing(d -> d.debt().suspendsAt()));
        services.sort(Comparator.comparing(DeskView.ServiceView::until));
        return new DeskView(now, approvals, transfers, debts, kept, unapplied, services, leftOff);
    }

    private DeskView.TransferView transfer(Account account, Order order, Instant now) {
        boolean missing =
                order.lines().stream()
                        .flatMap(l -> catalogs.inForce(l.product(), now).stream())
                        .filter(Catalog::agreementRequired)
                        .anyMatch(c -> !account.trade().agreements().containsKey(c.product()));
        return new DeskView.TransferView(
                account.id(),
                account.profile().name(),
                order.id(),
                order.reference(),
                order.due(),
                order.expiresAt(),
                missing);
    }

    private Text title(String item, Instant now) {
        return catalogs.lastSold(item, now).map(Item::name).orElse(new Text(item, item));
    }
}
