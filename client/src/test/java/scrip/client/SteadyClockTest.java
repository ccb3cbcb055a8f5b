package scrip.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/// The clock goes on whatever the machine's does.
class SteadyClockTest {

    private long wall = 1_000_000;
    private long passed;
    private final SteadyClock clock =
            new SteadyClock(() -> Instant.ofEpochMilli(wall), () -> passed * 1_000_000);

    private void pass(long millis) {
        wall += millis;
        passed += millis;
    }

    @Test
    void itGoesAsTheMachinesDoes() {
        pass(5_000);
        assertEquals(1_005_000, clock.millis());
        wall += 60_000;
        assertEquals(1_065_000, clock.millis());
    }

    @Test
    void setBackItGoesOn() {
        wall = 0;
        passed = 3_000;
        assertEquals(1_003_000, clock.millis());
        wall = 500_000;
        passed = 4_000;
        assertEquals(1_004_000, clock.millis());
    }

    @Test
    void aLaterTimeThatWasSeenIsRemembered() {
        clock.sawMillis(2_000_000);
        pass(1_000);
        assertEquals(2_001_000, clock.millis());
        clock.sawMillis(5);
        assertTrue(clock.millis() >= 2_001_000);
    }

    @Test
    void leapsForwardAreKeptWhenItIsSetBackAfterwards() {
        wall += 10_000_000;
        assertEquals(11_000_000, clock.millis());
        wall -= 10_000_000;
        passed += 50;
        assertEquals(11_000_050, clock.millis());
    }
}
