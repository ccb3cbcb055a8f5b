package scrip.core.ledger;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import scrip.core.license.License;
import scrip.core.license.LicenseState;
import scrip.core.money.Money;
import scrip.core.order.Line;
import scrip.core.order.Order;
import scrip.core.order.OrderId;
import scrip.core.order.Payment;
import scrip.core.order.PaymentId;
import scrip.core.order.Share;
import scrip.core.pack.Debt;
import scrip.core.pack.Draw;
import scrip.core.pack.Hold;
import scrip.core.pack.Pack;
import scrip.core.pack.PackPhase;
import scrip.core.pack.Pool;
import scrip.core.pack.PoolKey;
import scrip.core.pack.UseDraw;
import scrip.core.service.Service;
import scrip.core.service.ServiceState;

/// Recalls a payment, always in full (R17): its unapplied rest and its shares in orders are taken
/// away. An order not paid yet falls short. A paid order is recalled: the shares of other payments
/// in it become unapplied; packs are voided, and units used from them are drawn from other packs or
/// owed; licenses lose the months; services not yet accepted are put on hold.
final class Recalls {

    private Recalls() {}

    static Answer.Banked recall(Case given, Command.RecallPayment ask) {
        Payment payment = known(given, ask.payment());
        List<OrderId> orders = payment.paidOrders();
        recall(given, payment);
        return answer(given, payment, orders);
    }

    static Answer.Ordered recallLast(Case given, Command.RecallOrder ask) {
        Order order = Orders.known(given, ask.order());
        Payment last = given.account().trade().funds().last(order.id());
        if (last == null) {
            throw order.isPaid()
                    ? RefusedException.of(
                            Code.ORDER_NOT_PAYABLE,
                            "order " + order.id() + " cost nothing: there is no payment of it")
                    : Orders.notPayable(order);
        }
        recall(given, last);
        return new Answer.Ordered(Orders.known(given, order.id()));
    }

    static Payment known(Case given, PaymentId id) {
        Payment payment = given.account().trade().funds().payments().get(id);
        if (payment == null) {
            throw RefusedException.of(Code.UNKNOWN_PAYMENT, "no payment " + id);
        }
        return payment;
    }

    /// The answer: the payment's current state and the orders it had paid.
    static Answer.Banked answer(Case given, Payment payment, List<OrderId> orders) {
        return new Answer.Banked(
                known(given, payment.id()),
                Payments.states(given, orders),
                given.account().unapplied(payment.amount().currency()));
    }

    /// A payment that is already recalled stays as it is.
    private static void recall(Case given, Payment payment) {
        if (payment.isRecalled()) {
            return;
        }
        List<Order> helped =
                payment.paidOrders().stream().map(id -> Orders.known(given, id)).toList();
        given.add(new Fact.PaymentRecalled(payment.id(), payment.amount(), payment.split().gone()));
        List<Order> recalled = helped.stream().filter(Order::isPaid).toList();
        for (Order order : helped) {
            if (!order.isPaid()) {
                Money less = order.paid().minus(payment.split().share(order.id()));
                given.add(new Fact.OrderFellShort(order.withPaid(less)));
            }
        }
        recalled.forEach(order -> takeMoney(given, order));
        if (recalled.isEmpty()) {
            given.notice(NoticeCode.PAYMENT_RECALLED, new Subject.OfPayment(payment.id()));
        }
        takeBack(given, recalled);
    }

    /// Frees the money of a recalled order: the shares of other payments become unapplied.
    private static void takeMoney(Case given, Order order) {
        List<Share> others = given.account().trade().funds().shares(order.id());
        given.add(new Fact.OrderRecalled(order.withRecall()));
        if (!others.isEmpty()) {
            given.add(new Fact.MoneyFreed(order.id(), others));
        }
        given.notice(NoticeCode.PAYMENT_RECALLED, Subject.of(order));
    }

    /// Takes away what orders had brought, for all of them at once, so that units used from a pack
    /// of one are not drawn again from a pack of another.
    private static void takeBack(Case given, List<Order> orders) {
        Set<OrderId> ids = new LinkedHashSet<>();
        Set<PoolKey> pools = new TreeSet<>();
        for (Order order : orders) {
            ids.add(order.id());
            for (Line line : order.lines()) {
                services(given, line);
                licenses(given, line);
                pools.add(PoolKey.of(line.item(), line.storageTerm()));
            }
        }
        pools.forEach(key -> packs(given, given.account().pool(key), ids));
    }

    private static void services(Case given, Line line) {
        Service service = given.account().rights().services().get(line.id());
        if (service != null && service.stage() != ServiceState.ACCEPTED) {
            given.add(new Fact.ServiceHeld(service.held()));
        }
    }

    private static void licenses(Case given, Line line) {
        for (License license : given.account().rights().licenses().paidBy(line.id())) {
            LicenseState before = license.state(given.now());
            License less = license.without(line.id(), given.now());
            given.add(new Fact.LicenseShortened(less));
            if (before == LicenseState.SUSPENDED && less.usableAt(given.now())) {
                throw new IllegalStateException("a recall restored " + license.id());
            }
        }
    }

    /// Voids the packs that orders brought to a pool. Units that holds on them give back to other
    /// packs repay older arrears first (R12).
    private static void packs(Case given, Pool before, Set<OrderId> orders) {
        PoolKey key = before.key();
        Set<Long> gone = new LinkedHashSet<>();
        SortedSet<Long> drawn = new TreeSet<>();
        boolean held = false;
        for (Pack pack : before.packs().boughtBy(orders)) {
            if (pack.phase() != PackPhase.VOIDED) {
                gone.add(pack.seq());
                held |= pack.held() > 0;
                if (pack.drawn() > 0) {
                    drawn.add(pack.seq());
                }
            }
        }
        if (gone.isEmpty()) {
            return;
        }
        if (held) {
            closeHolds(given, before, gone);
        }
        Pools.repay(given.draft(), key, gone, given.now());
        voidPacks(given, key, gone, drawn);
        Pools.unitsCame(given.draft(), key, given.now());
        Pools.noticeArrears(given.draft(), before);
    }

    private static void closeHolds(Case given, Pool before, Set<Long> gone) {
        for (Hold hold : before.holds()) {
            if (hold.units().stream().anyMatch(d -> gone.contains(d.pack()))) {
                given.add(new Fact.HoldClosed(before.key(), hold.key()));
            }
        }
    }

    /// Voids packs, and draws the units that uses had drawn from each again, oldest use first, in
    /// the order of R3; units that no pack covers are owed.
    ///
    /// @param drawn those of them that were drawn on
    private static void voidPacks(Case given, PoolKey key, Set<Long> gone, SortedSet<Long> drawn) {
        Map<Long, List<UseDraw>> draws = drawn.isEmpty() ? Map.of() : Drawn.fromPacks(given, drawn);
        Free free = new Free(given.account().pool(key).packs().open().iterator(), gone);
        for (long seq : gone) {
            List<UseDraw> undone = draws.getOrDefault(seq, List.of());
            List<UseDraw> redrawn = new ArrayList<>();
            List<Debt> owed = new ArrayList<>();
            for (UseDraw draw : undone) {
                long left = draw.units();
                for (Draw part = free.take(left); part != null; part = free.take(left)) {
                    redrawn.add(new UseDraw(draw.use(), part.pack(), part.units()));
                    left -= part.units();
                }
                if (left > 0) {
                    owed.add(new Debt(draw.use(), left));
                }
            }
            given.add(new Fact.PackVoided(key, seq, undone, redrawn, owed));
        }
    }

    /// The units of packs that stay, taken in the order of deduction.
    private static final class Free {

        private final Iterator<Pack> open;
        private final Set<Long> gone;
        private long pack;
        private long left;

        Free(Iterator<Pack> open, Set<Long> gone) {
            this.open = open;
            this.gone = gone;
        }

        /// The next units, at most so many and of one pack; null if none are asked for or left.
        @Nullable Draw take(long most) {
            while (most > 0 && left == 0 && open.hasNext()) {
                Pack next = open.next();
                pack = next.seq();
                left = gone.contains(pack) ? 0 : next.available();
            }
            long units = Math.min(most, left);
            left -= units;
            return units == 0 ? null : new Draw(pack, units);
        }
    }
}
