package scrip.proof.simulate;

import java.util.List;
import java.util.SplittableRandom;

/// Seeded random numbers: the same seed gives the same world.
final class Dice {

    private final SplittableRandom random;

    Dice(long seed) {
        random = new SplittableRandom(seed);
    }

    /// True with a probability of `percent`.
    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    /// A number from `least` to `most`, both included.
    long between(long least, long most) {
        return most <= least ? least : random.nextLong(least, most + 1);
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    @SafeVarargs
    final <T> T of(T... all) {
        return all[random.nextInt(all.length)];
    }

    <T> T pick(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    /// An element of a list, usually one of the last: recent things are more likely to matter.
    <T> T recent(List<T> all) {
        int size = all.size();
        int window = chance(70) ? Math.min(size, 6) : size;
        return all.get(size - 1 - random.nextInt(window));
    }
}
