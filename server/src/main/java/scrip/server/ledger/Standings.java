package scrip.server.ledger;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A cache of accounts that evicts the least recently used first.
///
/// The writer publishes; readers may add what they loaded. A reader that loaded an account before a
/// commit must not add it after that commit was published and perhaps evicted again: it takes a
/// stamp before it loads, and its account is rejected if anything in the same stripe was published
/// since.
final class Standings {

    private static final int STRIPES = 4_096;

    private final int most;
    private final long[] stamps = new long[STRIPES];
    private final LinkedHashMap<Ref, CommittedAccount> all;

    Standings(int most) {
        this.most = most;
        this.all = new LinkedHashMap<>(16, 0.75f, true);
    }

    synchronized @Nullable CommittedAccount get(Ref ref) {
        return all.get(ref);
    }

    synchronized long stamp(Ref ref) {
        return stamps[stripe(ref)];
    }

    /// Adds an account loaded since the stamp was taken, unless the writer has published to its
    /// stripe since.
    synchronized void offer(Ref ref, CommittedAccount loaded, long stamp) {
        if (stamps[stripe(ref)] == stamp) {
            all.put(ref, loaded);
            forget();
        }
    }

    synchronized void publish(Map<Ref, CommittedAccount> committed) {
        for (Map.Entry<Ref, CommittedAccount> entry : committed.entrySet()) {
            stamps[stripe(entry.getKey())]++;
            all.put(entry.getKey(), entry.getValue());
        }
        forget();
    }

    synchronized void clear() {
        for (int stripe = 0; stripe < STRIPES; stripe++) {
            stamps[stripe]++;
        }
        all.clear();
    }

    private void forget() {
        var eldest = all.entrySet().iterator();
        while (all.size() > most) {
            eldest.next();
            eldest.remove();
        }
    }

    private static int stripe(Ref ref) {
        return Math.floorMod(ref.hashCode(), STRIPES);
    }
}
