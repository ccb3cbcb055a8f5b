package scrip.core.pack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import scrip.core.catalog.ItemId;
import scrip.core.order.OrderId;
import scrip.core.time.Reminded;

class PoolTest {

    private static final Instant DAY = Instant.parse("2026-01-10T00:00:00Z");

    @Test
    void packs_rank_by_end_then_bonus_start_purchase_and_line() {
        Pool pool =
                Pool.empty(PoolKey.withoutTerm(ItemId.of("aimis/mimi-ai-report")))
                        .withPack(pack(1, 30, false, 1, 2))
                        .withPack(pack(2, 20, false, 1, 1))
                        .withPack(pack(3, 30, true, 2, 9))
                        .withPack(pack(4, 30, false, 0, 1))
                        .withPack(pack(5, 30, false, 1, 1));
        assertEquals(
                List.of(
                        new Draw(2, 10),
                        new Draw(3, 10),
                        new Draw(4, 10),
                        new Draw(5, 10),
                        new Draw(1, 5)),
                pool.deduct(45, DAY.plus(Duration.ofDays(5))));
    }

    @Test
    void a_closing_pack_serves_only_uses_before_its_end() {
        Pool pool =
                Pool.empty(PoolKey.withoutTerm(ItemId.of("aimis/mimi-ai-report")))
                        .withPack(pack(1, 30, false, 1, 1))
                        .change(1, Pack::end);
        Instant until = DAY.plus(Duration.ofDays(30));
        assertEquals(List.of(), pool.deduct(3, until));
        assertEquals(List.of(new Draw(1, 3)), pool.deduct(3, until.minusMillis(1)));
        assertEquals(List.of(), pool.deduct(3, DAY), "before the pack began");
        assertEquals(10, pool.closing());
        assertEquals(0, pool.available());
    }

    @Test
    void a_pack_that_does_not_add_up_cannot_be_made() {
        Pack pack = pack(1, 30, false, 1, 1);
        assertThrows(IllegalStateException.class, () -> pack.draw(11));
        assertThrows(IllegalStateException.class, () -> pack.giveBack(1, DAY));
    }

    @Test
    void units_returned_to_a_closed_pack_expire() {
        Pack closed = pack(1, 30, false, 1, 1).draw(4).end().close();
        assertEquals(6, closed.expired());
        assertEquals(9, closed.giveBack(3, DAY).expired());
        assertEquals(PackState.EXPIRED, closed.state());
        assertEquals(PackState.USED_UP, pack(1, 30, false, 1, 1).draw(10).end().close().state());
    }

    @Test
    void arrears_are_paid_oldest_first_by_the_pack_that_ends_first() {
        Pool pool =
                Pool.empty(PoolKey.withoutTerm(ItemId.of("aimis/mimi-ai-report")))
                        .withPack(pack(1, 30, false, 1, 1))
                        .withPack(pack(2, 20, false, 1, 1))
                        .withDebts(Debts.of(List.of(new Debt(7, 6), new Debt(8, 12))));
        assertEquals(
                List.of(new UseDraw(7, 2, 6), new UseDraw(8, 2, 4), new UseDraw(8, 1, 8)),
                pool.repayment(Set.of()));
    }

    private static Pack pack(long seq, int days, boolean bonus, int startDay, int line) {
        Instant from = DAY.plus(Duration.ofDays(startDay));
        return new Pack(
                seq,
                new PackId(new UUID(0, seq)),
                new PackOrigin.OrderLine(new OrderId(new UUID(0, 0)), line, bonus),
                "one",
                DAY,
                from,
                DAY.plus(Duration.ofDays(days)),
                10,
                PackPhase.OPEN,
                10,
                0,
                0,
                0,
                0,
                Reminded.noneSince(DAY));
    }
}
