package scrip.server.verify;

import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Tells how far long work has come, once a second.
final class Progress {

    private static final long EVERY_NANOSECONDS = TimeUnit.SECONDS.toNanos(1);

    private final Consumer<String> out;
    private final long accounts;
    private long told = System.nanoTime();

    /// @param accounts how many there are
    Progress(Consumer<String> out, long accounts) {
        this.out = out;
        this.accounts = accounts;
    }

    /// Tells it if a second has passed since it was told last.
    void reached(long done, long facts) {
        long now = System.nanoTime();
        if (now - told >= EVERY_NANOSECONDS) {
            told = now;
            out.accept("%,d of %,d accounts, %,d facts".formatted(done, accounts, facts));
        }
    }
}
