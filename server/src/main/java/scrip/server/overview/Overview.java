package scrip.server.overview;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.Catalogs;
import scrip.core.catalog.Item;
import scrip.core.ledger.Account;
import scrip.core.license.License;
import scrip.core.license.LicenseState;
import scrip.core.order.Line;
import scrip.core.order.LineRequest;
import scrip.core.order.Order;
import scrip.core.order.OrderState;
import scrip.core.pack.Pack;
import scrip.core.pack.PackPhase;
import scrip.core.pack.Pool;
import scrip.core.service.Service;
import scrip.core.service.ServiceState;

/// Reads from an account how its organization stands and what there is to do.
final class Overview {

    /// How long before an end it is something to do.
    private static final Duration SOON = Duration.ofDays(30);

    /// Below this share of the whole a pool is something to do.
    private static final long LOW_PERCENT = 20;

    private static final long PERCENT = 100;

    private final Account account;
    private final Catalogs catalogs;
    private final Instant now;
    private final List<DebtView> debts;

    Overview(Account account, Catalogs catalogs, Instant now) {
        this.account = account;
        this.catalogs = catalogs;
        this.now = now;
        this.debts = DebtView.of(account, catalogs, now);
    }

    /// @param money whether orders and money are shown
    OverviewView view(boolean money) {
        List<OverviewView.TaskView> tasks =
                tasks().stream().filter(t -> money || t.order() == null).toList();
        return new OverviewView(
                account.id(),
                account.profile().name(),
                account.profile().kind().name().toLowerCase(Locale.ROOT),
                account.zone().getId(),
                now,
                standing(tasks),
                debts.stream()
                        .filter(d -> !d.suspended())
                        .map(DebtView::suspendsAt)
                        .min(Comparator.naturalOrder())
                        .orElse(null),
                debts,
                tasks,
                rights(),
                account.stock().pools().values().stream().map(this::stock).toList(),
                orders().filter(_ -> money).map(this::open).toList(),
                account.trade().unapplied().values().stream()
                        .filter(m -> money && m.isPositive())
                        .toList());
    }

    private String standing(List<OverviewView.TaskView> tasks) {
        if (debts.stream().anyMatch(DebtView::suspended)) {
            return "SUSPENDED";
        }
        if (!debts.isEmpty()) {
            return "ARREARS";
        }
        return tasks.isEmpty() ? "GOOD" : "ATTENTION";
    }

    private List<OverviewView.TaskView> tasks() {
        List<OverviewView.TaskView> all = new ArrayList<>();
        for (DebtView debt : debts) {
            all.add(
                    task(debt.topUp() == null ? "RENEW" : "TOP_UP", debt.item())
                            .of(debt, debt.suspendsAt()));
        }
        orders().forEach(o -> all.add(task(o)));
        for (Service service : account.rights().services().values()) {
            if (service.state(now) == ServiceState.DELIVERED) {
                all.add(task("ACCEPT", service.item()).of(service));
            }
        }
        for (License license : account.rights().licenses()) {
            Instant until = license.until();
            boolean ends =
                    until != null
                            && license.state(now) == LicenseState.ACTIVE
                            && !license.endsQuietly()
                            && until.isBefore(now.plus(SOON));
            if (ends) {
                all.add(task("RENEW_SOON", license.item()).of(license));
            }
        }
        for (Pool pool : account.stock().pools().values()) {
            if (pool.arrears() == 0 && pool.whole() > 0 && percent(pool) <= LOW_PERCENT) {
                all.add(task("TOP_UP_SOON", pool.key().resource()).of(pool));
            }
        }
        return all;
    }

    private OverviewView.TaskView task(Order order) {
        boolean unpaid = order.state() == OrderState.CONFIRMED;
        return new OverviewView.TaskView(
                unpaid ? "PAY" : "WAIT_FOR_ACTIVATION",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                order.id(),
                null,
                unpaid ? order.due() : order.total(),
                unpaid ? order.expiresAt() : order.activateBy());
    }

    private Task task(String action, String item) {
        return new Task(action, item, catalogs.lastSold(item, now).orElse(null));
    }

    /// A task in the making.
    private record Task(String action, String id, @Nullable Item item) {

        OverviewView.TaskView of(DebtView debt, Instant until) {
            return new OverviewView.TaskView(
                    action,
                    id,
                    debt.name(),
                    debt.holder(),
                    debt.storageYears(),
                    debt.units(),
                    debt.unit(),
                    debt.topUp(),
                    null,
                    null,
                    null,
                    until);
        }

        OverviewView.TaskView of(Service service) {
            return new OverviewView.TaskView(
                    action,
                    id,
                    Names.of(item, id),
                    service.holder(),
                    null,
                    null,
                    null,
                    null,
                    null,
                    service.id().toString(),
                    null,
                    null);
        }

        OverviewView.TaskView of(License license) {
            return new OverviewView.TaskView(
                    action,
                    id,
                    Names.of(item, id),
                    license.holder(),
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    license.until());
        }

        OverviewView.TaskView of(Pool pool) {
            return new OverviewView.TaskView(
                    action,
                    id,
                    Names.of(item, id),
                    null,
                    pool.key().storageYears() == 0 ? null : pool.key().storageYears(),
                    pool.available(),
                    Names.unit(item),
                    item == null ? null : item.quantityMin(),
                    null,
                    null,
                    null,
                    null);
        }
    }

    private java.util.stream.Stream<Order> orders() {
        return account.trade().orders().values().stream()
                .filter(o ->
                        o.state() == OrderState.CONFIRMED
                                || (o.state() == OrderState.PAID && o.awaitsApproval()));
    }

    private OverviewView.OpenOrderView open(Order order) {
        return new OverviewView.OpenOrderView(
                order.id(),
                order.state().name(),
                order.total(),
                order.due(),
                order.isPaid() ? null : order.expiresAt(),
                order.activateBy());
    }

    /// Licenses, what ends first before what ends later.
    private List<OverviewView.RightView> rights() {
        return account.rights().licenses().stream()
                .sorted(
                        Comparator.comparing(
                                License::until, Comparator.nullsLast(Comparator.naturalOrder())))
                .map(this::right)
                .toList();
    }

    private OverviewView.RightView right(License license) {
        Instant lapses = license.lapsesAt();
        Instant until = license.until();
        boolean lapsing = lapses != null && !license.endsQuietly();
        Item item = catalogs.lastSold(license.item(), now).orElse(null);
        return new OverviewView.RightView(
                license.item(),
                Names.of(item, license.item()),
                license.holder(),
                license.form().name().toLowerCase(Locale.ROOT),
                license.state(now).name(),
                license.from(),
                until,
                lapsing ? Objects.requireNonNull(lapses).plus(License.GRACE) : null,
                until == null || until.isBefore(now) ? null : daysTo(until),
                license.endsAtUntil(),
                until == null ? null : renewal(license));
    }

    private OverviewView.@Nullable RenewalView renewal(License license) {
        if (license.paid().isEmpty()) {
            return null;
        }
        var last = license.paid().getLast();
        Optional<LineRequest> bought =
                Optional.ofNullable(account.trade().orders().get(last.order())).stream()
                        .flatMap(o -> o.lines().stream())
                        .filter(l -> l.id().equals(last.line()))
                        .map(Line::request)
                        .findFirst();
        return bought.map(r ->
                        new OverviewView.RenewalView(
                                r.item(),
                                license.holder(),
                                r.plan(),
                                r.quantity(),
                                r.months(),
                                r.years()))
                .orElse(null);
    }

    private OverviewView.StockView stock(Pool pool) {
        Item item = catalogs.lastSold(pool.key().resource(), now).orElse(null);
        return new OverviewView.StockView(
                pool.key().resource(),
                Names.of(item, pool.key().resource()),
                Names.unit(item),
                pool.key().storageYears() == 0 ? null : pool.key().storageYears(),
                pool.state().name(),
                pool.available(),
                pool.whole(),
                percent(pool),
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
