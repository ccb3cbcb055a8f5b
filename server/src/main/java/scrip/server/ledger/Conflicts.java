package scrip.server.ledger;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import scrip.core.ledger.Answer;

/// Keys and subjects that a batch assumed to be new but that the database already has.
final class Conflicts {

    /// A key or a subject of one account.
    record AccountDigest(long account, Digest digest) {}

    final Map<AccountDigest, KnownKey> keys = new HashMap<>();
    final Set<AccountDigest> subjects = new HashSet<>();

    void key(long account, Digest key, Digest content, String kind, String answer) {
        Answer first = LedgerJson.answer(answer);
        keys.put(new AccountDigest(account, key), new KnownKey(content, kind.equals("H"), first));
    }

    boolean isEmpty() {
        return keys.isEmpty() && subjects.isEmpty();
    }

    void add(Conflicts more) {
        keys.putAll(more.keys);
        subjects.addAll(more.subjects);
    }
}
