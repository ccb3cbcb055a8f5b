package scrip.server.verify;

import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// Counts what was verified, and tells once a second how far it has come.
final class Progress {

    private static final long EVERY_NANOSECONDS = TimeUnit.SECONDS.toNanos(1);

    private final Consumer<String> out;
    private final long all;
    private long accounts;
    private long facts;
    private final LongSupplier nanoseconds;
    private long told;

    /// @param all how many accounts there are
    Progress(Consumer<String> out, long all) {
        this(out, all, System::nanoTime);
    }

    /// @param nanoseconds tells the time
    Progress(Consumer<String> out, long all, LongSupplier nanoseconds) {
        this.out = out;
        this.all = all;
        this.nanoseconds = nanoseconds;
        this.told = nanoseconds.getAsLong();
    }

    long accounts() {
        return accounts;
    }

    long facts() {
        return facts;
    }

    /// The account under way was verified up to one of its facts.
    void within(long seq) {
        tell(facts + seq);
    }

    /// An account was verified.
    ///
    /// @param its how many facts it has
    void next(long its) {
        accounts++;
        facts += its;
        tell(facts);
    }

    /// Something beside the accounts was reached.
    ///
    /// @param what in words, behind the number
    void beside(long reached, String what) {
        if (isTime()) {
            out.accept("verify: %,d %s".formatted(reached, what));
        }
    }

    private void tell(long reached) {
        if (isTime()) {
            out.accept("verify: %,d of %,d accounts, %,d facts".formatted(accounts, all, reached));
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
