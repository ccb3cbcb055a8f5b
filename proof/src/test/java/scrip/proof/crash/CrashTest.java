package scrip.proof.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The short form of `./scrip proof crash`, and a check that it finds planted faults.
class CrashTest {

    /// Shorter than in the product, since every start waits for it to expire.
    private static final Duration LEASE = Duration.ofSeconds(1);

    /// A kill may by chance find everything on disk already; the busier the machine, the more
    /// often.
    private static final int DEATHS_MAX = 15;

    private static final List<Death> DEATHS =
            List.of(
                    Death.POSTGRES,
                    Death.BEFORE_COMMIT,
                    Death.AFTER_COMMIT,
                    Death.BEFORE_PUBLISH,
                    Death.AFTER_ANSWER,
                    Death.ZOMBIE,
                    Death.SERVER,
                    Death.SERVER_AND_POSTGRES,
                    Death.FROZEN_POSTGRES);

    private static final PrintStream NOWHERE =
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    @Test
    void noKillLosesAnAcknowledgedCommandOrBooksOneTwice() throws Exception {
        System.out.println("seed " + seed);
        CrashWorld world = CrashWorld.open(LEASE, Duration.ZERO, Plant.NONE, random, System.out);
        try (world) {
            for (Death death : DEATHS) {
                world.round(death);
                assertEquals(List.of(), world.findings(), "seed " + seed);
            }
        }
        assertEquals(List.of(), world.findings(), "seed " + seed);
    }

    @Test
    void aDatabaseThatForgetsCommitsIsDetected() throws Exception {
        try (CrashWorld world =
                CrashWorld.open(LEASE, Duration.ZERO, Plant.COMMIT_LATE, random, NOWHERE)) {
            for (int i = 0; i < DEATHS_MAX && world.lost() == 0; i++) {
                world.round(Death.POSTGRES);
            }
            assertTrue(world.lost() > 0, "seed " + seed);
        }
    }

    @Test
    void aServerThatAnswersBeforeItCommitsIsDetected() throws Exception {
        try (CrashWorld world =
                CrashWorld.open(LEASE, Duration.ZERO, Plant.ANSWER_EARLY, random, NOWHERE)) {
            world.round(Death.BEFORE_COMMIT);
            assertTrue(world.lost() > 0, "seed " + seed);
        }
    }
}
