package scrip.server.signin;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import scrip.server.http.ProblemException;

/// Limits how often something may be tried: each name has a number of tries, which are restored
/// over time. When there are very many names, the longest unused are forgotten first.
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

    /// @param tries the maximum at once; used tries are restored one by one, all of them within
    ///   `every`
    /// @param detail the message for a caller who is limited
    public Throttle(int tries, Duration every, String detail) {
        this.limit = Bandwidth.builder().capacity(tries).refillGreedy(tries, every).build();
        this.detail = detail;
    }

    /// Uses up a try.
    ///
    /// @throws ProblemException if none is left
    public void take(String name) {
        ConsumptionProbe probe = bucket(name).tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            long seconds = Duration.ofNanos(probe.getNanosToWaitForRefill()).toSeconds() + 1;
            throw ProblemException.tooMany(detail, Math.toIntExact(seconds));
        }
    }

    /// Restores a try, because it succeeded.
    public void giveBack(String name) {
        bucket(name).addTokens(1);
    }

    private Bucket bucket(String name) {
        return buckets.computeIfAbsent(name, _ -> Bucket.builder().addLimit(limit).build());
    }
}
