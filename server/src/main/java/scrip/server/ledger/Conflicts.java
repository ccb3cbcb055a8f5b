package scrip.server.ledger;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Keys and subjects that a batch assumed to be new but that the database already has.
final class Conflicts {

    /// A key or a subject of one account.
    record AccountDigest(long account, Digest digest) {}

    final Map<AccountDigest, LogRow> keys = new HashMap<>();
    final Set<AccountDigest> subjects = new HashSet<>();

    /// How often subjects that were counted once have been freed since.
    final Map<AccountDigest, Integer> freed = new HashMap<>();

    boolean isEmpty() {
        return keys.isEmpty() && subjects.isEmpty() && freed.isEmpty();
    }

    void add(Conflicts more) {
        keys.putAll(more.keys);
        subjects.addAll(more.subjects);
        freed.putAll(more.freed);
    }
}
