package scrip.server.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import scrip.server.http.ProblemException;

class TurnsTest {

    private static final int WAIT_SECONDS_MAX = 60;

    private final CountDownLatch open = new CountDownLatch(1);
    private final List<String> order = Collections.synchronizedList(new ArrayList<>());

    /// Works until the gate opens.
    private Future<?> hold(ExecutorService threads, Turns turns, String address) {
        CountDownLatch holds = new CountDownLatch(1);
        Future<?> held =
                threads.submit(() ->
                        turns.take(
                                address,
                                () -> {
                                    holds.countDown();
                                    awaited(open);
                                    return "";
                                }));
        awaited(holds);
        return held;
    }

    private static void awaited(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /// Waits for its turn; returns once it waits.
    private Future<?> queue(ExecutorService threads, Turns turns, String address, int before) {
        Future<?> queued = threads.submit(() -> turns.take(address, () -> order.add(address)));
        while (turns.waiting() == before) {
            Thread.onSpinWait();
        }
        return queued;
    }

    @Test
    void anAddressThatSendsManyHoldsUpNobodyElse() throws Exception {
        Turns turns = new Turns(1, 100, WAIT_SECONDS_MAX);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            all.add(hold(threads, turns, "2001:db8::1"));
            for (int i = 0; i < 50; i++) {
                // One caller has many addresses of a network.
                all.add(queue(threads, turns, "2001:db8::" + Integer.toHexString(i), i));
            }
            all.add(queue(threads, turns, "10.0.0.1", 50));
            all.add(queue(threads, turns, "10.0.0.2", 51));
            open.countDown();
            for (Future<?> done : all) {
                done.get();
            }
        }
        assertEquals(
                List.of("2001:db8::0", "10.0.0.1", "10.0.0.2", "2001:db8::1"), order.subList(0, 4));
        assertEquals(52, order.size());
        assertEquals(0, turns.waiting());
    }

    @Test
    void onlyAFewWorkAtOnceAndNobodyIsRefused() throws Exception {
        Turns turns = new Turns(4, 100, WAIT_SECONDS_MAX);
        AtomicInteger working = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> all = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                all.add(
                        threads.submit(() ->
                                turns.take(
                                        "same",
                                        () -> {
                                            int now = working.incrementAndGet();
                                            most.accumulateAndGet(now, Math::max);
                                            long work = LongStream.range(0, 100_000).sum();
                                            assertTrue(work > 0);
                                            return working.decrementAndGet();
                                        })));
            }
            for (Future<Integer> done : all) {
                done.get();
            }
        }
        assertTrue(most.get() <= 4, most + " at once");
    }

    @Test
    void theTooManyOfOneAddressAreRefusedAndNobodyElse() throws Exception {
        Turns turns = new Turns(1, 2, WAIT_SECONDS_MAX);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            all.add(hold(threads, turns, "many"));
            all.add(queue(threads, turns, "many", 0));
            all.add(queue(threads, turns, "many", 1));
            ProblemException busy =
                    assertThrows(ProblemException.class, () -> turns.take("many", () -> ""));
            assertEquals("BUSY", busy.problem().code());
            all.add(queue(threads, turns, "one", 2));
            open.countDown();
            for (Future<?> done : all) {
                done.get();
            }
        }
        assertEquals(3, order.size());
    }

    @Test
    void aTurnThatFailsIsPassedOn() {
        Turns turns = new Turns(1, 1, WAIT_SECONDS_MAX);
        assertThrows(
                IllegalStateException.class,
                () ->
                        turns.take(
                                "a",
                                () -> {
                                    throw new IllegalStateException("it fails");
                                }));
        assertEquals("done", turns.take("b", () -> "done"));
    }

    @Test
    void whoeverWaitsTooLongIsRefusedAndLeavesTheQueue() throws Exception {
        Turns turns = new Turns(1, 2, 0);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> held = hold(threads, turns, "a");
            assertThrows(ProblemException.class, () -> turns.take("b", () -> ""));
            assertEquals(0, turns.waiting());
            open.countDown();
            held.get();
        }
        assertEquals("done", turns.take("b", () -> "done"));
    }
}
