package scrip.server.signin;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import scrip.server.http.ProblemException;

/// Slows whoever does something too often: each name has so many tries, which come back with time.
/// The names that were quiet longest are forgotten first, when there are very many.
public final class Throttle {

    private static final int NAMES_MAX = 100_000;

    private final Bandwidth limit;
    private final String detail;
    private final Map<String, Bucket> buckets =
            Collections.synchronizedMap(
                    new LinkedHashMap<>(16, 0.75f, true) {
                        private static final long serialVersionUID = 1L;

                        @Override
                        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
                            return size() > NAMES_MAX;
                        }
                    });

    /// @param tries at once; as many come back, one by one, in `every`
    /// @param detail what to tell whoever is slowed
    public Throttle(int tries, Duration every, String detail) {
        this.limit = Bandwidth.builder().capacity(tries).refillGreedy(tries, every).build();
        this.detail = detail;
    }

    /// Takes a try.
    ///
    /// @throws ProblemException if there is none
    public void take(String name) {
        ConsumptionProbe probe = bucket(name).tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            long seconds = Duration.ofNanos(probe.getNanosToWaitForRefill()).toSeconds() + 1;
            throw ProblemException.tooMany(detail, Math.toIntExact(seconds));
        }
    }

    /// Gives a try back, because it was a good one.
    public void giveBack(String name) {
        bucket(name).addTokens(1);
    }

    private Bucket bucket(String name) {
        return buckets.computeIfAbsent(name, _ -> Bucket.builder().addLimit(limit).build());
    }
}
