package scrip.server.overview;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.Catalogs;
import scrip.core.catalog.Item;
import scrip.core.catalog.ItemId;
import scrip.core.catalog.Text;
import scrip.core.ledger.Account;
import scrip.core.ledger.Subject;
import scrip.core.license.License;
import scrip.core.license.LicenseState;
import scrip.core.order.Order;
import scrip.core.pack.Pack;
import scrip.core.pack.Pool;
import scrip.core.standing.Arrears;
import scrip.core.standing.Glance;
import scrip.core.standing.Outlook;
import scrip.core.standing.Proposal;
import scrip.core.standing.Task;
import scrip.server.catalog.ItemNames;
import scrip.server.order.ProposalView;

/// Shows how an organization stands (`scrip.core.standing`), with the names of its items.
final class Overview {

    /// The maximum number of rows of each list; the rest is in the separate lists.
    private static final int ROWS_MAX = 100;

    private final Account account;
    private final Catalogs catalogs;
    private final Instant now;

    Overview(Account account, Catalogs catalogs, Instant now) {
        this.account = account;
        this.catalogs = catalogs;
        this.now = now;
    }

    /// @param money whether orders and money are shown
    OverviewView view(boolean money) {
        Outlook all = Outlook.of(account, catalogs, now, ROWS_MAX);
        Outlook seen = money ? all : all.withoutMoney();
        List<Arrears> debts = seen.debts();
        return new OverviewView(
                account.id(),
                account.profile().name(),
                account.profile().kind().name(),
                account.zone().getId(),
                now,
                seen.needsAttention() ? "ATTENTION" : seen.standing().name(),
                seen.suspendsAt(),
                glance(debts.size(), money),
                debts.stream().limit(ROWS_MAX).map(this::debt).toList(),
                seen.tasks().stream().map(this::task).toList(),
                rights(),
                account.stock().pools().values().stream().map(this::stock).toList(),
                orders().filter(_ -> money).limit(ROWS_MAX).map(this::open).toList(),
                account.trade().funds().unapplied().values().stream()
                        .filter(m -> money && m.isPositive())
                        .toList(),
                new OverviewView.CountsView(
                        debts.size(),
                        account.rights().licenses().size(),
                        money ? (int) orders().count() : 0));
    }

    private GlanceView glance(int debts, boolean money) {
        Glance glance = Glance.of(account, now);
        License ends = glance.ends();
        Pool least = glance.least();
        return new GlanceView(
                glance.working(),
                glance.licenses(),
                ends == null
                        ? null
                        : new GlanceView.EndView(
                                ends.item(), name(ends.item()), ends.holder(), ends.lastEnd()),
                least == null ? null : stock(least),
                debts,
                money ? glance.due() : List.of());
    }

    private DebtView debt(Arrears debt) {
        return DebtView.of(debt, account, catalogs, now);
    }

    private TaskView task(Task task) {
        return switch (task) {
            case Task.TopUp(var debt) -> TaskView.of("TOP_UP", debt(debt));
            case Task.Renew(var debt) -> TaskView.of("RENEW", debt(debt));
            case Task.Pay(var order) ->
                    new TaskView.OfOrder("PAY", Subject.of(order), order.due(), order.expiresAt());
            case Task.WaitForActivation(var order) ->
                    new TaskView.OfOrder(
                            "WAIT_FOR_ACTIVATION",
                            Subject.of(order),
                            order.total(),
                            order.activateBy());
            case Task.Accept(var service) ->
                    new TaskView.OfService("ACCEPT", Subject.of(service), name(service.item()));
            case Task.RenewSoon(var license, var proposal) ->
                    new TaskView.OfLicense(
                            "RENEW_SOON",
                            Subject.of(license),
                            name(license.item()),
                            license.until(),
                            ProposalView.of(proposal));
            case Task.TopUpSoon(var pool, var quantityMin, var proposal) ->
                    new TaskView.OfPool(
                            "TOP_UP_SOON",
                            Subject.of(pool),
                            name(pool.key().resource()),
                            pool.available(),
                            ItemNames.unit(pool, catalogs, now),
                            quantityMin,
                            ProposalView.of(proposal));
        };
    }

    private @Nullable ProposalView renewal(License license) {
        return ProposalView.of(Proposal.renewal(account, license, catalogs, now));
    }

    private Text name(ItemId item) {
        return ItemNames.of(catalogs.lastSold(item, now).orElse(null), item);
    }

    private Stream<Order> orders() {
        return account.trade().orders().values().stream().filter(Order::isOpen);
    }

    private OverviewView.OpenOrderView open(Order order) {
        return new OverviewView.OpenOrderView(
                order.id(),
                order.reference(),
                order.state().name(),
                order.total(),
                order.due(),
                order.isPaid() ? null : order.expiresAt(),
                order.activateBy());
    }

    /// Licenses by end, soonest first; those that have ended come last.
    private List<OverviewView.RightView> rights() {
        return account.rights().licenses().stream()
                .sorted(
                        Comparator.comparing((License l) -> l.state(now) == LicenseState.ENDED)
                                .thenComparing(License::lastEnd))
                .limit(ROWS_MAX)
                .map(this::right)
                .toList();
    }

    private OverviewView.RightView right(License license) {
        Instant until = license.until();
        Item item = catalogs.lastSold(license.item(), now).orElse(null);
        return new OverviewView.RightView(
                license.item(),
                ItemNames.of(item, license.item()),
                license.holder(),
                license.form().name(),
                license.state(now).name(),
                license.from(),
                until,
                license.suspendsAt(),
                until == null || until.isBefore(now) ? null : daysTo(until),
                license.endsAtUntil(),
                renewal(license));
    }

    private OverviewView.StockView stock(Pool pool) {
        Item item = catalogs.lastSold(pool.key().resource(), now).orElse(null);
        return new OverviewView.StockView(
                pool.key().resource(),
                ItemNames.of(item, pool.key().resource()),
                ItemNames.unit(pool, catalogs, now),
                pool.key().storageTerm(),
                pool.state().name(),
                pool.available(),
                pool.whole(),
                pool.percentLeft(),
                pool.isLow(),
                pool.used(),
                pool.arrears(),
                pool.held(),
                pool.closing(),
                next(pool));
    }

    private OverviewView.@Nullable NextPackView next(Pool pool) {
        Pack next = pool.next();
        return next == null
                ? null
                : new OverviewView.NextPackView(
                        next.id().toString(),
                        next.available(),
                        next.quantity(),
                        next.until(),
                        daysTo(next.until()));
    }

    private long daysTo(Instant until) {
        return Duration.between(now, until).toDays();
    }
}
