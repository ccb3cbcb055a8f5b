package scrip.server.signin;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.TokensInheritanceStrategy;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import scrip.server.http.Allowance;
import scrip.server.http.ProblemException;

/// What is allotted to each name, restored over time as it is used up. When there are very many
/// names, the longest unused are forgotten first.
final class Allotments {

    private static final int NAMES_MAX = 100_000;

    private final Duration every;
    private final String detail;
    private final Map<String, Allotment> allotments =
            Collections.synchronizedMap(
                    new LinkedHashMap<>(16, 0.75f, true) {
                        private static final long serialVersionUID = 1L;

                        @Override
                        protected boolean removeEldestEntry(Map.Entry<String, Allotment> eldest) {
                            return size() > NAMES_MAX;
                        }
                    });

    /// @param every the time in which all that a name has used up is restored, one by one
    /// @param detail the message for a caller who is limited
    Allotments(Duration every, String detail) {
        this.every = every;
        this.detail = detail;
    }

    private record Allotment(Bucket bucket, int most) {}

    /// Uses up some of what a name has.
    ///
    /// @param most what it has at most
    /// @param again with how much it can be tried again
    /// @throws ProblemException if there is less left; then nothing is used up
    void take(String name, int most, int count, int again) {
        Bucket bucket = bucket(name, most);
        if (!bucket.tryConsume(count)) {
            int need = Math.min(again, most);
            long nanos = bucket.estimateAbilityToConsume(need).getNanosToWaitForRefill();
            throw ProblemException.tooMany(
                    detail, Math.toIntExact(Duration.ofNanos(nanos).toSeconds() + 1));
        }
    }

    /// How much a name has left.
    long left(String name, int most) {
        return bucket(name, most).getAvailableTokens();
    }

    /// Restores some of what a name has used up.
    void giveBack(String name, int most, int count) {
        bucket(name, most).addTokens(count);
    }

    /// What a request may cost that has used up something already.
    Allowance allowance(String name, int most, int paid) {
        return new Remaining(name, most, paid);
    }

    private Bucket bucket(String name, int most) {
        Allotment there = allotments.get(name);
        if (there != null && there.most == most) {
            return there.bucket;
        }
        return allotments.compute(name, (_, known) -> allotment(known, most)).bucket;
    }

    /// When a name gets another number, the same share of it is left.
    private Allotment allotment(@Nullable Allotment known, int most) {
        if (known != null && known.most == most) {
            return known;
        }
        Bandwidth limit = Bandwidth.builder().capacity(most).refillGreedy(most, every).build();
        if (known == null) {
            return new Allotment(Bucket.builder().addLimit(limit).build(), most);
        }
        known.bucket.replaceConfiguration(
                BucketConfiguration.builder().addLimit(limit).build(),
                TokensInheritanceStrategy.PROPORTIONALLY);
        return new Allotment(known.bucket, most);
    }

    private final class Remaining implements Allowance {

        private final String name;
        private final int most;
        private int paid;

        Remaining(String name, int most, int paid) {
            this.name = name;
            this.most = most;
            this.paid = paid;
        }

        @Override
        public int most() {
            return most;
        }

        @Override
        public void raise(int total) {
            if (total > paid) {
                take(name, most, total - paid, total);
                paid = total;
            }
        }
    }
}
