package scrip.server.ledger;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The keys and subjects of a batch: those its commands took or freed, those of the batches in
/// flight before it, those an earlier attempt found in the database, and those it assumes to be
/// new.
final class Claims {

    private final Conflicts found;
    private @Nullable Claims inFlight;
    private final Map<Conflicts.AccountDigest, KnownKey> keys = new HashMap<>();
    private final Map<Conflicts.AccountDigest, Boolean> subjects = new HashMap<>();
    private final Map<Conflicts.AccountDigest, Integer> freed = new HashMap<>();
    private final Set<Conflicts.AccountDigest> newKeys = new LinkedHashSet<>();
    private final Set<Conflicts.AccountDigest> newSubjects = new LinkedHashSet<>();

    /// @param found keys and subjects that earlier attempts wrongly assumed to be new
    /// @param inFlight those of the batch before it in flight, which is committed before this one
    ///   or else drops it; null for none
    Claims(Conflicts found, @Nullable Claims inFlight) {
        this.found = found;
        this.inFlight = inFlight;
    }

    /// Forgets the batch before this one, which is not in flight any more.
    void land() {
        inFlight = null;
    }

    /// The key, if an earlier command of the batch took it, or of one in flight before it.
    @Nullable KnownKey taken(long account, Digest key) {
        return nearest(c -> c.keys, new Conflicts.AccountDigest(account, key));
    }

    /// The row of the log that an earlier attempt found for a key; null if it found none, and then
    /// the key is assumed to be new.
    @Nullable LogRow found(long account, Digest key) {
        Conflicts.AccountDigest place = new Conflicts.AccountDigest(account, key);
        LogRow row = found.keys.get(place);
        if (row == null) {
            newKeys.add(place);
        }
        return row;
    }

    /// What this batch says, or else the one before it in flight that says something.
    private <T> @Nullable T nearest(
            Function<Claims, Map<Conflicts.AccountDigest, T>> of, Conflicts.AccountDigest place) {
        for (Claims claims = this; claims != null; claims = claims.inFlight) {
            T said = of.apply(claims).get(place);
            if (said != null) {
                return said;
            }
        }
        return null;
    }

    /// Records that a command took a key, which its row in the log tells the database.
    void take(long account, Digest key, KnownKey known) {
        Conflicts.AccountDigest place = new Conflicts.AccountDigest(account, key);
        keys.put(place, known);
        newKeys.remove(place);
    }

    /// Whether a subject is counted; if nothing says so, it is assumed to be new.
    ///
    /// @param account its number; 0 for one that is not stored yet
    boolean counted(long account, Digest subject) {
        Conflicts.AccountDigest asked = new Conflicts.AccountDigest(account, subject);
        Boolean here = nearest(c -> c.subjects, asked);
        if (here != null || account == 0) {
            return here != null && here;
        }
        Conflicts.AccountDigest place = stored(account, subject);
        boolean counted = found.subjects.contains(place);
        if (!counted) {
            newSubjects.add(place);
        }
        return counted;
    }

    /// Records that a command counted a subject.
    ///
    /// @return the digest to be stored in its row, which tells the database
    Digest count(long account, Digest subject) {
        Conflicts.AccountDigest place = stored(account, subject);
        subjects.put(new Conflicts.AccountDigest(account, subject), true);
        newSubjects.remove(place);
        return place.digest();
    }

    /// Records that a command freed a subject.
    ///
    /// @param times how often it has been freed now
    void free(long account, Digest subject, int times) {
        Conflicts.AccountDigest place = new Conflicts.AccountDigest(account, subject);
        subjects.put(place, false);
        freed.put(place, times);
    }

    /// A subject as it is stored if it is counted now.
    private Conflicts.AccountDigest stored(long account, Digest subject) {
        Conflicts.AccountDigest place = new Conflicts.AccountDigest(account, subject);
        Integer times = nearest(c -> c.freed, place);
        times = times == null ? found.freed.getOrDefault(place, 0) : times;
        return new Conflicts.AccountDigest(account, subject.freed(times));
    }

    /// Keys that are assumed to be new and that no command took.
    Collection<Conflicts.AccountDigest> assumedKeys() {
        return newKeys;
    }

    /// Subjects that are assumed to be new and that no command counted.
    Collection<Conflicts.AccountDigest> assumedSubjects() {
        return newSubjects;
    }
}
