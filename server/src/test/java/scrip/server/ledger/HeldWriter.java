package scrip.server.ledger;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import scrip.core.catalog.Catalogs;
import scrip.core.ledger.Command;

/// A ledger whose writer a test holds while it decides a command, so that all that is submitted
/// meanwhile has arrived before the writer takes any of it: then the writer alone says which of it
/// shares a batch.
final class HeldWriter implements AutoCloseable {

    final LedgerWorld world;

    private final AtomicBoolean holds = new AtomicBoolean();
    private final CountDownLatch deciding = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    HeldWriter(Settings settings) {
        world = LedgerWorld.fresh(settings, this::catalogs);
    }

    /// Submits a command and waits until the writer decides it, and is held.
    CompletableFuture<Outcome> deciding(Command<?> command, String key) {
        holds.set(true);
        CompletableFuture<Outcome> answer = world.submitted("first", command, key);
        LedgerWorld.until("the writer decides", () -> deciding.getCount() == 0);
        return answer;
    }

    private Catalogs catalogs(Realm realm) {
        if (holds.compareAndSet(true, false)) {
            deciding.countDown();
            try {
                released.await();
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
        }
        return LedgerWorld.CATALOGS;
    }

    /// Lets the writer go on.
    void release() {
        released.countDown();
    }

    @Override
    public void close() {
        release();
        world.close();
    }
}
