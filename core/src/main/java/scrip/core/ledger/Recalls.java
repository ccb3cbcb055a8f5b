package scrip.core.ledger;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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

/// The bank took a payment back (R17), whole: its unapplied rest goes, and its shares in orders. An
/// order that was not paid yet is then short. One that was is recalled: what other payments had
/// given to it becomes unapplied, packs are voided and what was used of them is drawn again or
/// owed, licenses lose the months, services not yet accepted are on hold.
final class Recalls {

    private final Draft draft;
    private final Memory memory;

    Recalls(Draft draft, Memory memory) {
        this.draft = draft;
        this.memory = memory;
    }

    Answer.Banked recall(Command.RecallPayment ask) {
        Payment payment = known(draft, ask.payment());
        List<OrderId> orders = payment.paidOrders();
        recall(payment);
        return answer(draft, payment, orders);
    }

    Answer.Ordered recallLast(Command.RecallOrder ask) {
        Order order = Orders.known(draft, ask.order());
        Payment last = draft.account().trade().funds().last(order.id());
        if (last == null) {
            throw order.isPaid()
                    ? RefusedException.of(
                            Code.ORDER_NOT_PAYABLE,
                            "order " + order.id() + " cost nothing: there is no payment of it")
                    : Orders.notPayable(order);
        }
        recall(last);
        return new Answer.Ordered(Orders.known(draft, order.id()));
    }

    static Payment known(Draft draft, PaymentId id) {
        Payment payment = draft.account().trade().funds().payments().get(id);
        if (payment == null) {
            throw RefusedException.of(Code.UNKNOWN_PAYMENT, "no payment " + id);
        }
        return payment;
    }

    /// A payment as it now is, and the orders that it had paid.
    static Answer.Banked answer(Draft draft, Payment payment, List<OrderId> orders) {
        return new Answer.Banked(
                known(draft, payment.id()),
                Payments.states(draft, orders),
                draft.account().unapplied(payment.amount().currency()));
    }

    /// A payment that is recalled already stays as it is.
    private void recall(Payment payment) {
        if (payment.isRecalled()) {
            return;
        }
        List<Order> helped =
                payment.paidOrders().stream().map(id -> Orders.known(draft, id)).toList();
        draft.add(new Fact.PaymentRecalled(payment.id(), payment.amount(), payment.split().gone()));
        List<Order> recalled = helped.stream().filter(Order::isPaid).toList();
        for (Order order : helped) {
            if (!order.isPaid()) {
                Money less = order.paid().minus(payment.split().share(order.id()));
                draft.add(new Fact.OrderFellShort(order.withPaid(less)));
            }
        }
        recalled.forEach(this::takeMoney);
        if (recalled.isEmpty()) {
            draft.notice(
                    draft.now(), NoticeCode.PAYMENT_RECALLED, new Subject.OfPayment(payment.id()));
        }
        takeBack(recalled);
    }

    /// An order is recalled; what other payments had given to it is unapplied.
    private void takeMoney(Order order) {
        List<Share> others = draft.account().trade().funds().shares(order.id());
        draft.add(new Fact.OrderRecalled(order.withRecall()));
        if (!others.isEmpty()) {
            draft.add(new Fact.MoneyFreed(order.id(), others));
        }
        draft.notice(draft.now(), NoticeCode.PAYMENT_RECALLED, Subject.of(order));
    }

    /// Takes away what orders had brought, of all of them at once: what was used from a pack of one
    /// is not drawn again from a pack of another.
    private void takeBack(List<Order> orders) {
        Map<PoolKey, Pool> before = new TreeMap<>(draft.account().stock().pools());
        Set<OrderId> ids = new LinkedHashSet<>();
        for (Order order : orders) {
            ids.add(order.id());
            for (Line line : order.lines()) {
                services(draft, line);
                licenses(draft, line);
            }
        }
        if (!ids.isEmpty()) {
            before.values().forEach(pool -> packs(draft, memory, pool, ids));
        }
    }

    private static void services(Draft draft, Line line) {
        Service service = draft.account().rights().services().get(line.id());
        if (service != null && service.stage() != ServiceState.ACCEPTED) {
            draft.add(new Fact.ServiceHeld(service.held()));
        }
    }

    private static void licenses(Draft draft, Line line) {
        for (License license : draft.account().rights().licenses()) {
            LicenseState before = license.state(draft.now());
            License less = license.without(line.id(), draft.now());
            if (!less.equals(license)) {
                draft.add(new Fact.LicenseShortened(less));
            }
            if (before == LicenseState.SUSPENDED && less.usableAt(draft.now())) {
                throw new IllegalStateException("a recall restored " + license.id());
            }
        }
    }

    /// Voids the packs that orders brought to a pool. What the holds on them give back to other
    /// packs repays older arrears first (R12).
    private static void packs(Draft draft, Memory memory, Pool before, Set<OrderId> orders) {
        PoolKey key = before.key();
        Set<Long> gone = new LinkedHashSet<>();
        for (Pack pack : before.packs()) {
            OrderId order = pack.order();
            if (order != null && orders.contains(order) && pack.phase() != PackPhase.VOIDED) {
                gone.add(pack.seq());
            }
        }
        if (gone.isEmpty()) {
            return;
        }
        for (Hold hold : before.holds()) {
            if (hold.units().stream().anyMatch(d -> gone.contains(d.pack()))) {
                draft.add(new Fact.HoldClosed(key, hold.key()));
            }
        }
        Pools.repay(draft, key, gone, draft.now());
        for (long seq : gone) {
            voidPack(draft, memory, key, seq, gone);
        }
        Pools.unitsCame(draft, key, draft.now());
        Pools.noticeArrears(draft, before);
    }

    /// Voids a pack, and draws again what uses had drawn from it, oldest use first, in the order of
    /// R3; what no pack covers is owed.
    private static void voidPack(
            Draft draft, Memory memory, PoolKey key, long seq, Set<Long> gone) {
        List<UseDraw> undone = Drawn.fromPack(draft, memory, seq);
        List<UseDraw> redrawn = new ArrayList<>();
        List<Debt> owed = new ArrayList<>();
        Deque<Draw> free = new ArrayDeque<>();
        for (Pack pack : draft.account().pool(key).packs()) {
            boolean open = pack.phase() == PackPhase.OPEN && pack.available() > 0;
            if (open && !gone.contains(pack.seq())) {
                free.add(new Draw(pack.seq(), pack.available()));
            }
        }
        for (UseDraw draw : undone) {
            long left = draw.units();
            while (left > 0 && !free.isEmpty()) {
                Draw next = free.remove();
                long part = Math.min(left, next.units());
                redrawn.add(new UseDraw(draw.use(), next.pack(), part));
                left -= part;
                if (part < next.units()) {
                    free.addFirst(new Draw(next.pack(), next.units() - part));
                }
            }
            if (left > 0) {
                owed.add(new Debt(draw.use(), left));
            }
        }
        draft.add(new Fact.PackVoided(key, seq, undone, redrawn, owed));
    }
}
