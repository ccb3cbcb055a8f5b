package scrip.core.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import scrip.core.license.License;
import scrip.core.license.LicenseState;
import scrip.core.order.Line;
import scrip.core.order.Order;
import scrip.core.order.OrderId;
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

    static Answer recall(Draft draft, Memory memory, Command.RecallPayment ask) {
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
            List<Pack> bought =
                    pool.packs().stream().filter(p -> order.id().equals(p.order())).toList();
            closeHolds(draft, pool, bought);
            bought.forEach(pack -> voidPack(draft, memory, pool.key(), pack));
            if (!bought.isEmpty()) {
                Pools.unitsCame(draft, pool.key(), draft.now());
                Pools.noticeArrears(draft, pool);
            }
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

    private static void closeHolds(Draft draft, Pool pool, List<Pack> voided) {
        for (Hold hold : pool.holds()) {
            boolean on =
                    hold.units().stream()
                            .anyMatch(d -> voided.stream().anyMatch(p -> p.seq() == d.pack()));
            if (on) {
                draft.add(new Fact.HoldClosed(pool.key(), hold.key()));
            }
        }
    }

    /// Voids a pack, and draws again what uses had drawn from it, oldest use first, in the order of
    /// R3; what no pack covers is owed.
    private static void voidPack(Draft draft, Memory memory, PoolKey key, Pack voided) {
        long seq = voided.seq();
        Pool pool = draft.account().pool(key);
        List<UseDraw> undone = Drawn.fromPack(draft, memory, seq);
        List<UseDraw> redrawn = new ArrayList<>();
        List<Debt> owed = new ArrayList<>();
        List<Draw> free = free(pool, voided.order());
        for (UseDraw draw : undone) {
            long left = draw.units();
            while (left > 0 && !free.isEmpty()) {
                Draw next = free.getFirst();
                long part = Math.min(left, next.units());
                redrawn.add(new UseDraw(draw.use(), next.pack(), part));
                left -= part;
                if (part == next.units()) {
                    free.removeFirst();
                } else {
                    free.set(0, new Draw(next.pack(), next.units() - part));
                }
            }
            if (left > 0) {
                owed.add(new Debt(draw.use(), left));
            }
        }
        draft.add(new Fact.PackVoided(key, seq, undone, redrawn, owed));
    }

    /// What packs of other orders can give, in the order of deduction, less what older arrears will
    /// take first (R12): units come free when a hold on a voided pack is closed.
    private static List<Draw> free(Pool pool, @Nullable OrderId recalled) {
        List<Draw> free = new ArrayList<>();
        long owedBefore = pool.arrears();
        for (Pack pack : pool.packs()) {
            boolean other = !Objects.equals(pack.order(), recalled);
            if (other && pack.phase() == PackPhase.OPEN && pack.available() > 0) {
                long repaying = Math.min(owedBefore, pack.available());
                owedBefore -= repaying;
                if (pack.available() > repaying) {
                    free.add(new Draw(pack.seq(), pack.available() - repaying));
                }
            }
        }
        return free;
    }
}
