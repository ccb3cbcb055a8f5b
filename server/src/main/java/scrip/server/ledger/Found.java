package scrip.server.ledger;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import scrip.core.ledger.Answer;

/// Keys and subjects that a batch took to be new and that the database has.
final class Found {

    /// A key or a subject of one account.
    record Place(long account, Digest digest) {}

    final Map<Place, KnownKey> keys = new HashMap<>();
    final Set<Place> subjects = new HashSet<>();

    void key(long account, Digest key, Digest content, String kind, String answer) {
        Answer first = LedgerJson.answer(answer);
        keys.put(new Place(account, key), new KnownKey(content, kind.equals("H"), first));
    }

    boolean isEmpty() {
        return keys.isEmpty() && subjects.isEmpty();
    }

    void add(Found more) {
        keys.putAll(more.keys);
        subjects.addAll(more.subjects);
    }
}
