package scrip.server.signin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import scrip.server.http.Allowance;
import scrip.server.http.ProblemException;
import scrip.server.role.KeyUnits;

/// A key and all keys made by it ask no more together than it may.
class UnitsByKeyTest {

    private static final KeyUnits PARENT = new KeyUnits("parent", 100, null);
    private static final KeyUnits OTHER = new KeyUnits("other", 100, PARENT);

    /// Nothing is restored while a test runs.
    private final UnitsByKey units = new UnitsByKey(new Allotments(Duration.ofDays(1), "wait"));

    private static KeyUnits child(int n) {
        return new KeyUnits("child-" + n, 100, PARENT);
    }

    private void assertRefused(KeyUnits key, int count) {
        ProblemException slowed =
                assertThrows(ProblemException.class, () -> units.take(key, count, count));
        assertEquals(429, slowed.problem().status());
    }

    @Test
    void manyChildrenAskNoMoreTogetherThanTheirParent() {
        for (int n = 0; n < 4; n++) {
            units.take(child(n), 25, 25);
        }
        assertRefused(child(4), 1);
        assertRefused(PARENT, 1);
    }

    @Test
    void whatAGrandchildAsksCountsForAllAboveIt() {
        units.take(new KeyUnits("grandchild", 100, OTHER), 60, 60);
        assertRefused(OTHER, 41);
        assertRefused(PARENT, 41);
        units.take(child(0), 40, 40);
    }

    @Test
    void aRefusedRequestUsesUpNothingOfAnyKey() {
        units.take(PARENT, 90, 90);
        for (int n = 0; n < 20; n++) {
            assertRefused(OTHER, 11);
        }
        units.take(OTHER, 10, 10);
        assertRefused(OTHER, 1);
        // Its own are there all the same: only those of its parent were too few.
        units.take(new KeyUnits("other", 100, null), 90, 90);
    }

    @Test
    void theElementsOfABatchCountForTheParentToo() {
        units.take(child(0), 1, 1);
        Allowance batch = units.allowance(child(0), 1);
        assertEquals(100, batch.most());
        batch.raise(80);
        assertRefused(child(1), 21);
        assertThrows(ProblemException.class, () -> batch.raise(101));
        units.take(child(1), 20, 20);
    }

    @Test
    void aKeyThatLeavesRoomTakesNoneFromItsBrothers() {
        KeyUnits small = new KeyUnits("small", 10, PARENT);
        units.take(small, 10, 10);
        assertRefused(small, 1);
        units.take(child(0), 90, 90);
    }
}
