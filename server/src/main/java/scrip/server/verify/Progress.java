package scrip.server.verify;

import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Counts what was verified, and tells once a second how far it has come.
final class Progress {

    private static final long EVERY_NANOSECONDS = TimeUnit.SECONDS.toNanos(1);

    private final Consumer<String> out;
    private final long all;
    private long accounts;
    private long facts;
    private long told = System.nanoTime();

    /// @param all how many accounts there are
    Progress(Consumer<String> out, long all) {
        this.out = out;
        this.all = all;
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

    private void tell(long reached) {
        long now = System.nanoTime();
        if (now - told >= EVERY_NANOSECONDS) {
            told = now;
            out.accept("verify: %,d of %,d accounts, %,d facts".formatted(accounts, all, reached));
        }
    }
}
