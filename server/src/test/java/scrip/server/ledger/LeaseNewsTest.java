package scrip.server.ledger;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import scrip.server.Overheard;
import scrip.server.database.ThisProcess;

/// The log tells who may write, each time that changes.
class LeaseNewsTest {

    private static boolean has(Overheard log, String pattern) {
        return log.messages().stream().anyMatch(line -> line.matches(pattern));
    }

    @Test
    void takingItAndStandingByAreTold() {
        try (Overheard log = Overheard.of(LeaseNews.class.getName());
                LedgerWorld world = LedgerWorld.fresh()) {
            String name = ThisProcess.NAME;
            assertTrue(name.matches(".+/[0-9]+"), name);
            String taken = "INFO the lease is taken, epoch 1: " + name + " writes now";
            assertTrue(log.messages().contains(taken), log.messages() + "");
            try (Ledger second = LedgerWorld.another(world.test.database(), LedgerWorld.SETTINGS)) {
                String standsBy = "INFO " + name + " has the lease, epoch 1: this server stands by";
                LedgerWorld.until("who has it", () -> log.messages().contains(standsBy));
                world.ledger.close();
                LedgerWorld.serving(second);
                assertTrue(has(log, "INFO the lease is taken, epoch 2: .*"), log.messages() + "");
            }
        }
    }

    @Test
    void losingItToAnotherIsToldWithBothEpochs() {
        try (Overheard log = Overheard.of(LeaseNews.class.getName());
                LedgerWorld world = LedgerWorld.fresh()) {
            world.superuser(
                    """
                    update lease
                    set epoch = epoch + 1,
                        owner = gen_random_uuid(),
                        held_until = clock_timestamp() + interval '1 hour'
                    """);
            LedgerWorld.until(
                    "its loss",
                    () -> has(log, "WARN the lease of epoch 1 is lost: .+ has taken it, epoch 2"));
            world.superuser("update lease set held_until = '-infinity'");
        }
    }

    @Test
    void runningOutIsTold() {
        AtomicLong skipped = new AtomicLong();
        Settings settings = Tuning.monotonic(() -> System.nanoTime() + skipped.get());
        try (Overheard log = Overheard.of(LeaseNews.class.getName());
                LedgerWorld world = LedgerWorld.fresh(settings)) {
            LedgerWorld.until(
                    "the end of its term",
                    () -> {
                        // Again and again: it may be renewed at that very moment.
                        skipped.addAndGet(Duration.ofHours(1).toNanos());
                        return has(
                                log,
                                "WARN the lease of epoch 1 has run out: .+ could not renew .*");
                    });
            LedgerWorld.until(
                    "the next term", () -> has(log, "INFO the lease is taken, epoch [2-9].*"));
            LedgerWorld.serving(world.ledger);
        }
    }
}
