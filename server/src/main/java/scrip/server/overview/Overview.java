package scrip.server.overview;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
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
import scrip.core.order.OrderState;
import scrip.core.pack.Pack;
import scrip.core.pack.PackPhase;
import scrip.core.pack.Pool;
import scrip.core.service.ServiceState;
import scrip.core.standing.AccountStanding;
import scrip.core.standing.Debt;
import scrip.core.standing.Proposal;
import scrip.server.order.ProposalView;

/// Derives from an account the standing of its organization and its tasks.
final class Overview {

    /// How long before its end a license becomes a task.
    private static final Duration SOON = Duration.ofDays(30);

    /// Below this percentage of the whole a pool becomes a task.
    private static final long LOW_PERCENT = 20;

    private static final long PERCENT = 100;

    /// The maximum number of rows of each list; the rest is in the separate lists.
    private static final int ROWS_MAX = 100;

    private final Account account;
    private final Catalogs catalogs;
    private final Instant now;
    private final List<Debt> debts;

    Overview(Account account, Catalogs catalogs, Instant now) {
        this.account = account;
        this.catalogs = catalogs;
        this.now = now;
        this.debts = Debt.of(account, catalogs, now);
    }

    /// @param money whether orders and money are shown
    OverviewView view(boolean money) {
        List<OverviewView.TaskView> tasks =
                tasks().stream()
                        .filter(t -> money || !(t.subject() instanceof Subject.OfOrder))
                        .toList();
        List<OverviewView.StockView> stock =
                account.stock().pools().values().stream().map(this::stock).toList();
        return new OverviewView(
                account.id(),
                account.profile().name(),
                account.profile().kind().name().toLowerCase(Locale.ROOT),
                account.zone().getId(),
                now,
                standing(tasks),
                debts.stream()
                        .filter(d -> !d.suspended())
                        .map(Debt::suspendsAt)
                        .min(Comparator.naturalOrder())
                        .orElse(null),
                GlanceView.of(
                        account, catalogs, now, stock, debts.size(), orders().filter(_ -> money)),
                debts.stream().limit(ROWS_MAX).map(this::debt).toList(),
                tasks,
                rights(),
                stock,
                orders().filter(_ -> money).limit(ROWS_MAX).map(this::open).toList(),
                account.trade().funds().unapplied().values().stream()
                        .filter(m -> money && m.isPositive())
                        .toList(),
                new OverviewView.CountsView(
                        debts.size(),
                        account.rights().licenses().size(),
                        money ? (int) orders().count() : 0));
    }

    private String standing(List<OverviewView.TaskView> tasks) {
        AccountStanding standing = AccountStanding.of(account, now);
        boolean attention = standing == AccountStanding.GOOD && !tasks.isEmpty();
        return attention ? "ATTENTION" : standing.name();
    }

    private DebtView debt(Debt debt) {
        return DebtView.of(debt, account, catalogs, now);
    }

    /// The tasks, limited for each kind.
    private List<OverviewView.TaskView> tasks() {
        List<OverviewView.TaskView> all = new ArrayList<>();
        debts.stream()
                .limit(ROWS_MAX)
                .map(this::debt)
                .map(d ->
                        new OverviewView.TaskView(
                                d.units() == null ? "RENEW" : "TOP_UP",
                                d.subject(),
                                d.name(),
                                d.units(),
                                d.unit(),
                                d.topUp(),
                                null,
                                d.suspendsAt(),
                                d.proposal()))
                .forEach(all::add);
        orders().limit(ROWS_MAX).map(this::task).forEach(all::add);
        account.rights().services().values().stream()
                .filter(s -> s.state(now) == ServiceState.DELIVERED)
                .limit(ROWS_MAX)
                .map(s -> task("ACCEPT", Subject.of(s), s.item(), null, null))
                .forEach(all::add);
        account.rights().licenses().stream()
                .filter(this::endsSoon)
                .limit(ROWS_MAX)
                .map(l -> task("RENEW_SOON", Subject.of(l), l.item(), l.until(), renewal(l)))
                .forEach(all::add);
        account.stock().pools().values().stream()
                .filter(p -> p.arrears() == 0 && p.whole() > 0 && percent(p) <= LOW_PERCENT)
                .limit(ROWS_MAX)
                .map(this::topUpSoon)
                .forEach(all::add);
        return all;
    }

    private boolean endsSoon(License license) {
        return license.state(now) == LicenseState.ACTIVE
                && !license.endsQuietly()
                && license.lastEnd().isBefore(now.plus(SOON));
    }

    private OverviewView.TaskView topUpSoon(Pool pool) {
        ItemId resource = pool.key().resource();
        Item.Metered sold = catalogs.metered(resource, now).orElse(null);
        return new OverviewView.TaskView(
                "TOP_UP_SOON",
                Subject.of(pool),
                name(resource),
                pool.available(),
                ItemNames.unit(pool, catalogs, now),
                sold == null ? null : sold.quantityMin(),
                null,
                null,
                ProposalView.of(Proposal.topUp(account, pool, sold)));
    }

    private @Nullable ProposalView renewal(License license) {
        return ProposalView.of(Proposal.renewal(account, license, catalogs, now));
    }

    private OverviewView.TaskView task(Order order) {
        boolean unpaid = order.state() == OrderState.CONFIRMED;
        return new OverviewView.TaskView(
                unpaid ? "PAY" : "WAIT_FOR_ACTIVATION",
                Subject.of(order),
                null,
                null,
                null,
                null,
                unpaid ? order.due() : order.total(),
                unpaid ? order.expiresAt() : order.activateBy(),
                null);
    }

    private OverviewView.TaskView task(
            String action,
            Subject subject,
            ItemId item,
            @Nullable Instant until,
            @Nullable ProposalView proposal) {
        return new OverviewView.TaskView(
                action, subject, name(item), null, null, null, null, until, proposal);
    }

    private Text name(ItemId item) {
        return ItemNames.of(catalogs.lastSold(item, now).orElse(null), item);
    }

    private Stream<Order> orders() {
        return account.trade().orders().values().stream()
                .filter(o ->
                        o.state() == OrderState.CONFIRMED
                                || (o.state() == OrderState.PAID && o.awaitsApproval()));
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
                license.form().name().toLowerCase(Locale.ROOT),
                license.state(now).name(),
                license.from(),
                until,
                license.suspendsAt(),
                until == null || until.isBefore(now) ? null : daysTo(until),
                license.endsAtUntil(),
                until == null ? null : renewal(license));
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
                percent(pool),
                percent(pool) <= LOW_PERCENT,
                pool.used(),
                pool.arrears(),
                pool.held(),
                pool.closing(),
                next(pool));
    }

    private OverviewView.@Nullable NextPackView next(Pool pool) {
        for (Pack pack : pool.packs()) {
            if (pack.phase() == PackPhase.OPEN && pack.available() > 0) {
                return new OverviewView.NextPackView(
                        pack.id().toString(),
                        pack.available(),
                        pack.quantity(),
                        pack.until(),
                        daysTo(pack.until()));
            }
        }
        return null;
    }

    private long daysTo(Instant until) {
        return Duration.between(now, until).toDays();
    }

    private static long percent(Pool pool) {
        return pool.whole() == 0 ? 0 : pool.available() * PERCENT / pool.whole();
    }
}
