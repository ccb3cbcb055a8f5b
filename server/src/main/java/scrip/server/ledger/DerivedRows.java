package scrip.server.ledger;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import scrip.core.access.Beneficiaries;
import scrip.core.ledger.Account;
import scrip.core.ledger.Entry;
import scrip.core.ledger.Fact;
import scrip.core.ledger.Kept;
import scrip.core.ledger.Posting;
import scrip.core.organization.OrganizationId;
import scrip.core.pack.Draw;
import scrip.core.standing.Waiting;

/// The rows derived from the facts of an account in tables that plain uses do not touch: written
/// with the commands that book them, and again from the log by a rebuild.
final class DerivedRows {

    /// The subjects of an account, as far as facts free them (R16).
    interface Subjects {

        /// The subject of a use that is being corrected; null if it has none.
        @Nullable String ofCorrected(long use);

        /// Frees a subject.
        ///
        /// @return how often it has been freed now
        int free(Digest subject);
    }

    private final Rows rows;

    DerivedRows(Rows rows) {
        this.rows = rows;
    }

    /// Adds the rows derived from a single fact.
    ///
    /// @param before the account before it
    void add(Slot slot, Account before, Entry entry, Subjects subjects) {
        postings(slot, before, entry);
        for (OrganizationId other : Beneficiaries.of(slot.ref().id(), entry.fact())) {
            rows.beneficiary(slot, new Ref(slot.ref().realm(), other));
        }
        switch (entry.fact()) {
            case Fact.KeptDecided(String use, boolean accepted, var bookedOn) -> {
                Kept kept = before.stock().kept().get(use);
                String subject = kept == null ? null : kept.use().subject();
                if (kept != null && subject != null && (!accepted || bookedOn != null)) {
                    free(slot, entry, Digest.ofSubject(kept.resource(), subject), subjects);
                }
            }
            case Fact.NameChanged(String name) -> rows.rare("names", slot).put("name", name);
            case Fact.UseCorrected corrected -> {
                Map<String, @Nullable Object> row = rows.rare("corrections", slot);
                row.put("seq", entry.seq());
                row.put("use", corrected.use());
                row.put("units", corrected.unowed() + units(corrected.returns()));
                String subject = subjects.ofCorrected(corrected.use());
                if (corrected.whole() && subject != null) {
                    Digest counted = Digest.ofSubject(corrected.pool().resource(), subject);
                    free(slot, entry, counted, subjects);
                }
            }
            case Fact.Noticed(var code, var subject, var quantity) -> {
                Map<String, @Nullable Object> row = rows.rare("notices", slot);
                row.put("seq", entry.seq());
                row.put("effective_at", Stored.micros(entry.effectiveAt()));
                row.put("code", code.name());
                row.put("subject", SubjectText.of(subject));
                row.put("quantity", quantity);
            }
            default -> {
                // No rows are derived from it, except its postings.
            }
        }
    }

    private void postings(Slot slot, Account before, Entry entry) {
        int line = 0;
        for (Posting posting : Posting.of(before, entry)) {
            line++;
            Map<String, @Nullable Object> row = rows.rare("other_postings", slot);
            row.put("seq", entry.seq());
            row.put("line", line);
            row.put("resource", posting.pool().resource().toString());
            row.put("storage_years", posting.pool().storageYears());
            row.put("from_book", posting.from().name());
            row.put("to_book", posting.to().name());
            row.put("pack", posting.pack());
            row.put("use", posting.use());
            row.put("units", posting.units());
        }
    }

    private void free(Slot slot, Entry entry, Digest subject, Subjects subjects) {
        Map<String, @Nullable Object> row = rows.rare("freed_subjects", slot);
        row.put("subject", subject.toUuid().toString());
        row.put("times", subjects.free(subject));
        row.put("seq", entry.seq());
    }

    private static long units(List<Draw> draws) {
        return draws.stream().mapToLong(Draw::units).sum();
    }

    /// Adds the changes to the `waits` table: what waits now and did not before, and what no longer
    /// waits.
    void waits(Slot slot, Waiting.Change change) {
        for (Waiting over : change.over()) {
            Map<String, @Nullable Object> row = rows.rare("waits_over", slot);
            row.put("kind", over.kind().name());
            row.put("subject", SubjectText.of(over.subject()));
        }
        for (Waiting begun : change.begun()) {
            Map<String, @Nullable Object> row = rows.rare("waits", slot);
            row.put("kind", begun.kind().name());
            row.put("subject", SubjectText.of(begun.subject()));
            row.put("item", begun.subject().item());
            row.put("from_at", Stored.micros(begun.from()));
            row.put("until_at", Stored.microsOrNull(begun.until()));
            row.put("due_at", Stored.microsOrNull(begun.due()));
        }
    }
}
