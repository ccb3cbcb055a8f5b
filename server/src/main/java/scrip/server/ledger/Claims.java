package scrip.server.ledger;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The keys and subjects of a batch: those its commands took or freed, those an earlier attempt
/// found in the database, and those it assumes to be new.
final class Claims {

    private final Conflicts found;
    private final Map<Conflicts.AccountDigest, KnownKey> keys = new HashMap<>();
    private final Map<Conflicts.AccountDigest, Boolean> subjects = new HashMap<>();
    private final Set<Conflicts.AccountDigest> newKeys = new HashSet<>();
    private final Set<Conflicts.AccountDigest> newSubjects = new HashSet<>();

    /// @param found keys and subjects that earlier attempts wrongly assumed to be new
    Claims(Conflicts found) {
        this.found = found;
    }

    /// The key, if an earlier command of the batch took it.
    @Nullable KnownKey key(long account, Digest key) {
        return keys.get(new Conflicts.AccountDigest(account, key));
    }

    /// The key, if any command took it.
    ///
    /// @param assumed called once for a key that is assumed to be new
    @Nullable KnownKey key(long account, Digest key, Runnable assumed) {
        Conflicts.AccountDigest place = new Conflicts.AccountDigest(account, key);
        KnownKey known = keys.containsKey(place) ? keys.get(place) : found.keys.get(place);
        if (known == null && newKeys.add(place)) {
            assumed.run();
        }
        return known;
    }

    void take(long account, Digest key, KnownKey known) {
        keys.put(new Conflicts.AccountDigest(account, key), known);
    }

    /// Whether a subject is counted.
    ///
    /// @param account its number; 0 for one that is not stored yet
    /// @param assumed called once for a subject that is assumed to be new
    boolean counted(long account, Digest subject, Runnable assumed) {
        Conflicts.AccountDigest place = new Conflicts.AccountDigest(account, subject);
        Boolean here = subjects.get(place);
        if (here != null || account == 0) {
            return here != null && here;
        }
        boolean counted = found.subjects.contains(place);
        if (!counted && newSubjects.add(place)) {
            assumed.run();
        }
        return counted;
    }

    void count(long account, Digest subject, boolean counted) {
        subjects.put(new Conflicts.AccountDigest(account, subject), counted);
    }
}
