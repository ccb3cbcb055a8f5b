package scrip.server.verify;

import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// Tells a terminal, at most once a second, how far it has come.
final class Told implements Watch {

    private static final long EVERY_NANOSECONDS = TimeUnit.SECONDS.toNanos(1);

    private final Consumer<String> out;
    private final LongSupplier nanoseconds;
    private long told;

    Told(Consumer<String> out) {
        this(out, System::nanoTime);
    }

    /// @param nanoseconds tells the time
    Told(Consumer<String> out, LongSupplier nanoseconds) {
        this.out = out;
        this.nanoseconds = nanoseconds;
        this.told = nanoseconds.getAsLong();
    }

    @Override
    public void reached(Reached reached) {
        if (isTime()) {
            out.accept(
                    "verify: %,d of %,d accounts, %,d facts"
                            .formatted(reached.accounts(), reached.all(), reached.facts()));
        }
    }

    @Override
    public void beside(long count, String what) {
        if (isTime()) {
            out.accept("verify: %,d %s".formatted(count, what));
        }
    }

    private boolean isTime() {
        long now = nanoseconds.getAsLong();
        if (now - told < EVERY_NANOSECONDS) {
            return false;
        }
        told = now;
        return true;
    }
}
