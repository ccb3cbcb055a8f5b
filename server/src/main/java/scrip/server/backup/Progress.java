package scrip.server.backup;

import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// Tells each second how far something is; nothing if it takes less.
final class Progress {

    private static final long EVERY_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final double MEGABYTE = 1e6;

    private final Consumer<String> out;
    private final LongSupplier nanos;
    private long toldAt;
    private String doing = "";
    private long bytes;
    private long bytesMax;

    /// @param nanos a monotonic clock
    Progress(Consumer<String> out, LongSupplier nanos) {
        this.out = out;
        this.nanos = nanos;
        this.toldAt = nanos.getAsLong();
    }

    static Progress silent() {
        return new Progress(_ -> {}, () -> 0);
    }

    /// Something else begins.
    ///
    /// @param most how many bytes it has, or 0 if that is unknown
    void begin(String what, long most) {
        doing = what;
        bytes = 0;
        bytesMax = most;
        tell();
    }

    /// The same goes on with another table.
    void at(String what) {
        doing = what;
        tell();
    }

    void moved(long count) {
        bytes += count;
        tell();
    }

    private void tell() {
        long now = nanos.getAsLong();
        if (now - toldAt < EVERY_NANOS) {
            return;
        }
        toldAt = now;
        String share =
                bytesMax == 0 ? "" : String.format(Locale.ROOT, ", %d %%", 100 * bytes / bytesMax);
        out.accept(doing + ": " + megabytes(bytes) + share);
    }

    static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%,.1f MB", bytes / MEGABYTE);
    }
}
