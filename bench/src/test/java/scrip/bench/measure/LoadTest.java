package scrip.bench.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LoadTest {

    private static final Duration LONG = Duration.ofMinutes(10);
    private static final Duration MEASURED = Duration.ofMillis(200);

    @Test
    void aStallCountsForEachArrivalThatItHeldUp() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        Load.Result result =
                Load.open(
                        100,
                        1,
                        MEASURED,
                        (_, _) ->
                                assertTrue(
                                        !never.await(
                                                2 * MEASURED.toMillis(), TimeUnit.MILLISECONDS)));
        assertEquals(0, result.perSecond());
        assertEquals(20, result.unanswered());
        assertEquals(20, result.latencies().count());
        assertTrue(
                result.latencies().millis(1) >= MEASURED.toMillis(),
                "the first had waited from the start");
        assertTrue(result.latencies().millis(0.5) >= MEASURED.toMillis() / 2.0 - 20);
    }

    @Test
    void arrivalsComeAtTheirRateWhateverTheNumberOfCallers() throws Exception {
        Load.Result result = Load.open(1_000, 50, MEASURED, (_, _) -> {});
        assertEquals(200, result.latencies().count());
    }

    @Test
    void aCallerThatFailsEndsTheRun() {
        Load.Request fails =
                (_, _) -> {
                    throw new IllegalStateException("refused");
                };
        assertThrows(ExecutionException.class, () -> Load.open(100, 4, LONG, fails));
        assertThrows(ExecutionException.class, () -> Load.closed(4, LONG, fails));
    }
}
