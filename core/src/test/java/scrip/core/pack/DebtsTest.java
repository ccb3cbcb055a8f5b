package scrip.core.pack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DebtsTest {

    @Test
    void the_oldest_debt_is_paid_first_and_in_part_if_necessary() {
        Debts debts = Debts.of(List.of(new Debt(1, 5), new Debt(2, 7), new Debt(3, 1)));
        assertEquals(List.of(new Debt(2, 4), new Debt(3, 1)), debts.minusOldest(8).toList());
        assertEquals(13, debts.units());
        assertEquals(List.of(), debts.minusOldest(13).toList());
    }

    @Test
    void a_correction_reduces_only_the_debt_of_its_use() {
        Debts debts = Debts.of(List.of(new Debt(1, 5), new Debt(2, 7)));
        assertEquals(List.of(new Debt(1, 5), new Debt(2, 4)), debts.minusOf(2, 3).toList());
        assertThrows(IllegalArgumentException.class, () -> debts.minusOf(2, 8));
        assertThrows(IllegalArgumentException.class, () -> debts.minusOldest(13));
    }

    @Test
    void debts_stay_in_queue_order_after_any_operation() {
        long seed = 20261122;
        SplittableRandom random = new SplittableRandom(seed);
        for (int world = 0; world < 200; world++) {
            Debts debts = Debts.NONE;
            List<Debt> obvious = new ArrayList<>();
            for (int step = 0; step < 100; step++) {
                if (random.nextInt(3) > 0) {
                    Debt debt = new Debt(step, 1 + random.nextLong(9));
                    debts = debts.plus(debt);
                    obvious.add(debt);
                } else if (debts.units() > 0) {
                    long paid = 1 + random.nextLong(debts.units());
                    debts = debts.minusOldest(paid);
                    pay(obvious, paid);
                }
                assertEquals(obvious, debts.toList(), "seed " + seed);
                assertEquals(Debts.of(obvious), debts);
            }
        }
    }

    private static void pay(List<Debt> debts, long paid) {
        long left = paid;
        while (left > 0) {
            Debt oldest = debts.removeFirst();
            long part = Math.min(left, oldest.units());
            left -= part;
            if (oldest.units() > part) {
                debts.addFirst(new Debt(oldest.use(), oldest.units() - part));
            }
        }
    }
}
