package scrip.server.signin;

import org.jspecify.annotations.Nullable;
import scrip.server.http.Allowance;
import scrip.server.http.ProblemException;
import scrip.server.http.RateLimit;
import scrip.server.role.KeyUnits;

/// The units of work of API keys. What a key asks is taken from its own and from those of each key
/// above it, or from none.
final class UnitsByKey {

    private final Allotments allotments;

    UnitsByKey(Allotments allotments) {
        this.allotments = allotments;
    }

    /// Uses up some of a key's units.
    ///
    /// @param again with how many it can be tried again
    /// @throws ProblemException if the key, or one above it, has fewer left; then nothing is used
    ///   up
    void take(KeyUnits units, int count, int again) {
        KeyUnits from = units;
        try {
            while (from != null) {
                allotments.take(from.key(), from.perSecond(), count, again);
                from = from.above();
            }
        } catch (ProblemException tooMany) {
            giveBack(units, from, count);
            throw tooMany.with(left(units));
        }
    }

    private void giveBack(KeyUnits units, @Nullable KeyUnits until, int count) {
        for (KeyUnits to = units; to != null && !to.equals(until); to = to.above()) {
            allotments.giveBack(to.key(), to.perSecond(), count);
        }
    }

    /// What a key has left: of its own, or of those above it if that is less.
    private RateLimit left(KeyUnits units) {
        long least = Long.MAX_VALUE;
        for (KeyUnits from = units; from != null; from = from.above()) {
            least = Math.min(least, allotments.left(from.key(), from.perSecond()));
        }
        return new RateLimit(units.perSecond(), least);
    }

    /// What a request of a key may cost that has used up something already.
    Allowance allowance(KeyUnits units, int paid) {
        return new Remaining(units, paid);
    }

    private final class Remaining implements Allowance {

        private final KeyUnits units;
        private int paid;

        Remaining(KeyUnits units, int paid) {
            this.units = units;
            this.paid = paid;
        }

        @Override
        public RateLimit rateLimit() {
            return left(units);
        }

        @Override
        public int most() {
            return units.perSecond();
        }

        @Override
        public void raise(int total) {
            if (total > paid) {
                take(units, total - paid, total);
                paid = total;
            }
        }
    }
}
