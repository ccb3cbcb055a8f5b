package scrip.server.ledger;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The accounts in memory, those used least recently forgotten first.
///
/// The writer publishes; readers may add what they loaded. A reader that loaded an account before a
/// commit must not add it after that commit was published and perhaps forgotten again: it takes a
/// stamp before it loads, and is not let in if anything of the same stripe was published since.
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

    /// Adds what was loaded since the stamp was taken, unless the writer was quicker.
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
