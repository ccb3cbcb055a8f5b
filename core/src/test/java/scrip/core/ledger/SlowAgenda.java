package scrip.core.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import scrip.core.license.License;
import scrip.core.license.Reminder;
import scrip.core.order.Order;
import scrip.core.order.OrderState;
import scrip.core.pack.Episode;
import scrip.core.pack.Hold;
import scrip.core.pack.Pack;
import scrip.core.pack.Pool;
import scrip.core.pack.PoolKey;
import scrip.core.service.Service;
import scrip.core.service.ServiceState;
import scrip.core.time.Due;
import scrip.core.time.Due.Rank;

/// Everything that time will do to an account, listed from scratch: the obvious way to find what is
/// due next, including the order of ties.
final class SlowAgenda {

    private static final List<Duration> SERVICE =
            List.of(Duration.ofDays(30), Duration.ofDays(7), Duration.ZERO);

    private record Step(Due due, Fact fact) {}

    private final List<Step> all = new ArrayList<>();

    private SlowAgenda() {}

    /// The first fact that time will cause, and when.
    static Optional<Entry> first(Account account) {
        SlowAgenda agenda = new SlowAgenda();
        account.stock().pools().values().forEach(agenda::pool);
        account.rights().licenses().forEach(agenda::license);
        account.rights().services().values().forEach(agenda::service);
        account.trade().orders().values().forEach(o -> agenda.order(account, o));
        return agenda.all.stream()
                .min(
                        Comparator.comparing((Step s) -> s.due().at())
                                .thenComparing(s -> s.due().rank()))
                .map(s -> new Entry(account.seq() + 1, s.due().at(), s.due().at(), s.fact()));
    }

    private void add(Instant at, Rank rank, Fact fact) {
        all.add(new Step(new Due(at, rank), fact));
    }

    private void pool(Pool pool) {
        PoolKey key = pool.key();
        for (Hold hold : pool.holds()) {
            add(hold.endsAt(), Rank.HOLD_END, new Fact.HoldClosed(key, hold.key()));
        }
        for (Pack pack : pool.packs()) {
            pack(key, pack);
        }
        Episode episode = pool.episode();
        if (episode != null && !pool.suspended()) {
            add(episode.suspendsAt(), Rank.SUSPENSION, new Fact.PoolSuspended(key));
        }
        if (episode != null && !episode.halfway()) {
            add(episode.halfwayAt(), Rank.REMINDER, new Fact.ArrearsHalfway(key));
        }
    }

    private void pack(PoolKey key, Pack pack) {
        switch (pack.phase()) {
            case PENDING -> {
                add(pack.from(), Rank.PACK_START, new Fact.PackStarted(key, pack.seq()));
                remind(key, pack);
            }
            case OPEN -> {
                add(pack.until(), Rank.PACK_END, new Fact.PackEnded(key, pack.seq()));
                remind(key, pack);
            }
            case CLOSING ->
                    add(
                            pack.closesAt(),
                            Rank.PACK_CLOSE,
                            new Fact.PackClosed(key, pack.seq(), pack.available()));
            case CLOSED, VOIDED -> {}
        }
    }

    private void remind(PoolKey key, Pack pack) {
        List<Reminder.Kind> kinds = Reminder.Kind.beforeEnd();
        for (int place = pack.reminded().passed(); place < kinds.size(); place++) {
            Instant due = pack.until().minus(kinds.get(place).before());
            if (due.isAfter(pack.reminded().from())) {
                add(due, Rank.REMINDER, new Fact.PackReminded(key, pack.seq(), place + 1));
                return;
            }
        }
    }

    private void license(License license) {
        Reminder next = Reminder.next(license);
        if (next != null) {
            add(
                    next.dueAt(),
                    Rank.LICENSE,
                    new Fact.LicenseReminded(license.id(), next.place() + 1));
        }
    }

    private void service(Service service) {
        if (service.deliveredOnce()
                || service.onHold()
                || service.stage() == ServiceState.ACCEPTED) {
            return;
        }
        for (int place = service.reminded().passed(); place < SERVICE.size(); place++) {
            Instant due = service.until().minus(SERVICE.get(place));
            if (due.isAfter(service.reminded().from())) {
                add(due, Rank.SERVICE, new Fact.ServiceReminded(service.id(), place + 1));
                return;
            }
        }
    }

    private void order(Account account, Order order) {
        Instant expiresAt = order.expiresAt();
        if (order.state() == OrderState.CONFIRMED && expiresAt != null) {
            add(
                    expiresAt,
                    Rank.ORDER,
                    new Fact.OrderExpired(
                            order.expired(account.trade().funds().shares(order.id()))));
        }
        Instant deadline = order.activateBy();
        if (order.awaitsAlarm() && deadline != null) {
            add(
                    deadline.minus(Order.ACTIVATION_ALARM),
                    Rank.ORDER,
                    new Fact.ActivationAlarmed(order.withAlarm()));
        }
    }
}
