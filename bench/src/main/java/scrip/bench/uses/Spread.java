package scrip.bench.uses;

import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;

/// Which accounts uses go to: all alike, or the one of rank n in proportion to 1/n, as in a market
/// with few large and many small customers.
final class Spread {

    /// The exponent of Zipf's law; the least that `pgbench` can do, so that all sides have the
    /// same.
    static final double EXPONENT = 1.001;

    private final int accounts;
    private final boolean zipf;

    /// The share of the uses that goes to the accounts until there; empty if all are alike.
    private final double[] until;

    private Spread(int accounts, boolean zipf) {
        this.accounts = accounts;
        this.zipf = zipf;
        this.until = zipf ? shares(accounts) : new double[0];
    }

    static Spread uniform(int accounts) {
        return new Spread(accounts, false);
    }

    static Spread zipf(int accounts) {
        return new Spread(accounts, true);
    }

    int accounts() {
        return accounts;
    }

    boolean isZipf() {
        return zipf;
    }

    /// The account of the next use, counted from 0.
    int next() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        if (!zipf) {
            return random.nextInt(accounts);
        }
        int found = Arrays.binarySearch(until, random.nextDouble());
        return Math.min(accounts - 1, found < 0 ? -found - 1 : found);
    }

    private static double[] shares(int accounts) {
        double[] until = new double[accounts];
        double sum = 0;
        for (int i = 0; i < accounts; i++) {
            sum += Math.pow(i + 1, -EXPONENT);
            until[i] = sum;
        }
        for (int i = 0; i < accounts; i++) {
            until[i] /= sum;
        }
        return until;
    }
}
