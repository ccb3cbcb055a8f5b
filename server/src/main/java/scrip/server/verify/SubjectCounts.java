package scrip.server.verify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import scrip.core.ledger.Account;
import scrip.core.ledger.Entry;
import scrip.core.ledger.Fact;
import scrip.core.ledger.Kept;
import scrip.server.ledger.Digest;

/// The subjects that an account counted and freed, as its facts say (R7, R16).
final class SubjectCounts {

    private final Map<Long, Digest> ofUse = new HashMap<>();
    private final Map<Digest, Integer> times = new HashMap<>();
    private final List<VerificationStore.FreedRow> freed = new ArrayList<>();

    /// Follows the facts of one row.
    ///
    /// @param before the account before them
    /// @return the digest that the row should have; null if it counts no subject
    @Nullable Digest follow(List<Entry> entries, Account before) {
        Map<String, Kept> kept = before.stock().kept();
        Digest counted = null;
        for (Entry entry : entries) {
            switch (entry.fact()) {
                case Fact.UseBooked use -> {
                    String subject = use.subject();
                    if (subject != null) {
                        Digest digest = Digest.ofSubject(use.pool().resource(), subject);
                        ofUse.put(entry.seq(), digest);
                        counted = kept.containsKey(use.key()) ? counted : stored(digest);
                    }
                }
                case Fact.UseKept(var one) -> {
                    String subject = one.use().subject();
                    if (subject != null) {
                        counted = stored(Digest.ofSubject(one.resource(), subject));
                    }
                }
                case Fact.KeptDecided(String use, boolean accepted, var bookedOn) -> {
                    Kept one = kept.get(use);
                    String subject = one == null ? null : one.use().subject();
                    if (one != null && subject != null && (!accepted || bookedOn != null)) {
                        free(entry, Digest.ofSubject(one.resource(), subject));
                    }
                }
                case Fact.UseCorrected use -> {
                    Digest subject = ofUse.get(use.use());
                    if (subject != null && use.whole()) {
                        free(entry, subject);
                    }
                }
                default -> {
                    // It counts and frees no subject.
                }
            }
        }
        return counted;
    }

    private Digest stored(Digest subject) {
        return subject.freed(times.getOrDefault(subject, 0));
    }

    private void free(Entry entry, Digest subject) {
        int now = times.merge(subject, 1, Integer::sum);
        freed.add(new VerificationStore.FreedRow(subject.toUuid(), now, entry.seq()));
    }

    /// The rows that `freed_subjects` should have.
    List<VerificationStore.FreedRow> freed() {
        return freed;
    }
}
