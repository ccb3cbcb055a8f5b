package scrip.bench.uses;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SpreadTest {

    private static final int ACCOUNTS = 100;
    private static final int USES = 100_000;

    @Test
    void aUniformSpreadUsesAllAccountsAlike() {
        int[] uses = uses(Spread.uniform(ACCOUNTS));
        for (int count : uses) {
            assertEquals((double) USES / ACCOUNTS, count, 300);
        }
    }

    @Test
    void byZipfTheAccountOfRankNIsUsedInProportionToOneByN() {
        int[] uses = uses(Spread.zipf(ACCOUNTS));
        assertEquals(2, (double) uses[0] / uses[1], 0.2);
        assertEquals(10, (double) uses[0] / uses[9], 2);
        assertTrue(uses[ACCOUNTS - 1] > 0);
    }

    private static int[] uses(Spread spread) {
        int[] uses = new int[ACCOUNTS];
        for (int i = 0; i < USES; i++) {
            uses[spread.next()]++;
        }
        return uses;
    }
}
