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
import scrip.core.order.Line;
import scrip.core.order.Order;
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

/// The bank took a payment back (R17): packs are voided and what was used of them is drawn again or
/// owed, licenses lose the months, services not yet accepted are on hold.
final class Recalls {

    private Recalls() {}

    static Answer.Ordered recall(Draft draft, Memory memory, Command.RecallPayment ask) {
        Order order = Orders.known(draft, ask.order());
        if (order.recalled()) {
            return new Answer.Ordered(order);
        }
        if (!order.isPaid()) {
            throw Orders.notPayable(order);
        }
        Order recalled = order.withRecall();
        draft.add(new Fact.PaymentRecalled(recalled));
        draft.notice(draft.now(), NoticeCode.PAYMENT_RECALLED, null, recalled.id().toString());
        Map<PoolKey, Pool> before = new TreeMap<>(draft.account().stock().pools());
        for (Line line : order.lines()) {
            services(draft, line);
            licenses(draft, line);
        }
        for (Pool pool : before.values()) {
            packs(draft, memory, pool, order);
        }
        return new Answer.Ordered(recalled);
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

    /// Voids the packs that an order brought to a pool. What the holds on them give back to other
    /// packs repays older arrears first (R12).
    private static void packs(Draft draft, Memory memory, Pool before, Order order) {
        PoolKey key = before.key();
        Set<Long> gone = new LinkedHashSet<>();
        for (Pack pack : before.packs()) {
            if (order.id().equals(pack.order())) {
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
