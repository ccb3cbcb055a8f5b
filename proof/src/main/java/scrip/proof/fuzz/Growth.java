package scrip.proof.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Looks for time that grows faster than an input: a part of each seed is repeated until it is
/// long, and then eight times as long. Measured in processor time, so it is no part of the tests.
final class Growth {

    private static final int TIMES_LONGER = 8;

    /// Eight times as long may take so many times as long: a measurement is not exact.
    private static final int SLOWER_MAX = 4 * TIMES_LONGER;

    private static final long NANOS_WORTH_TELLING = 300_000_000;
    private static final int PARTS_A_SEED = 12;
    private static final int PART_BYTES_MAX = 24;
    private static final int MEASUREMENTS = 3;

    private final Random random;

    Growth(long seed) {
        this.random = new Random(seed);
    }

    /// What grows too fast, each in a line.
    List<String> findings(Parser parser) throws IOException {
        List<String> found = new ArrayList<>();
        for (byte[] seed : Corpus.of(parser).values()) {
            for (int i = 0; i < PARTS_A_SEED && seed.length > 1; i++) {
                int from = random.nextInt(seed.length - 1);
                int until = Math.min(seed.length, from + 1 + random.nextInt(PART_BYTES_MAX));
                String slow = slow(parser, seed, from, until);
                if (slow != null) {
                    found.add(slow);
                }
            }
        }
        return found;
    }

    private static @Nullable String slow(Parser parser, byte[] seed, int from, int until) {
        int length = parser.bytesMax() - seed.length;
        int times = Math.max(1, length / TIMES_LONGER / (until - from));
        byte[] shorter = repeated(seed, from, until, times);
        byte[] longer = repeated(seed, from, until, times * TIMES_LONGER);
        long first = nanos(parser, shorter);
        long second = nanos(parser, longer);
        if (second < NANOS_WORTH_TELLING || second < first * SLOWER_MAX) {
            return null;
        }
        return "%s: %,d ms for %,d bytes, %,d ms for %,d bytes, by repeating %s"
                .formatted(
                        parser.name(),
                        first / 1_000_000,
                        shorter.length,
                        second / 1_000_000,
                        longer.length,
                        Arrays.toString(Arrays.copyOfRange(seed, from, until)));
    }

    private static byte[] repeated(byte[] seed, int from, int until, int times) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(seed, 0, until);
        for (int i = 0; i < times; i++) {
            out.write(seed, from, until - from);
        }
        out.write(seed, until, seed.length - until);
        return out.toByteArray();
    }

    private static long nanos(Parser parser, byte[] input) {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < MEASUREMENTS; i++) {
            long before = Allocated.processorNanos();
            parser.feed(input);
            least = Math.min(least, Allocated.processorNanos() - before);
            if (least < NANOS_WORTH_TELLING / SLOWER_MAX) {
                break;
            }
        }
        return least;
    }
}
