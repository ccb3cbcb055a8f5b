package scrip.server.ledger;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import scrip.core.access.Beneficiaries;
import scrip.core.catalog.ItemId;
import scrip.core.ledger.Account;
import scrip.core.ledger.Apply;
import scrip.core.ledger.Command;
import scrip.core.ledger.Entry;
import scrip.core.ledger.Fact;
import scrip.core.ledger.Kept;
import scrip.core.ledger.Memory;
import scrip.core.ledger.Posting;
import scrip.core.organization.OrganizationId;
import scrip.core.pack.Draw;
import scrip.core.standing.Waiting;

/// The rows an accepted command writes: its row in the log, and those derived from its facts in
/// tables that uses do not touch.
final class Projection {

    private static final int CORE = Integer.parseInt(Ledger.CORE);

    private final Rows rows;
    private final Claims claims;
    private final PastStore past;

    Projection(Rows rows, Claims claims, PastStore past) {
        this.rows = rows;
        this.claims = claims;
        this.past = past;
    }

    void add(Batch.Step step) {
        List<Entry> entries = step.accepted().entries();
        LogRow.Plain plain = LogEntries.plain(step);
        LogRow.Key key = key(step, plain != null);
        if (entries.isEmpty() && key == null) {
            return;
        }
        opened(step);
        Account before = step.before();
        Digest subject = null;
        for (Entry entry : entries) {
            Digest counted = counted(step, entry);
            subject = counted == null ? subject : counted;
            if (plain == null) {
                postings(step.slot(), before, entry);
                follow(step, entry);
                before = Apply.apply(before, entry);
            }
        }
        log(step, key, subject, plain);
        if (key != null) {
            claims.take(
                    step.slot().number,
                    key.digest(),
                    new KnownKey(
                            () -> content(step),
                            step.part().command() instanceof Command.HoldUnits,
                            step.accepted().answer()));
        }
    }

    /// The key that a step takes in its account. A kept use that is booked on another account takes
    /// its own key there (R21); every other step takes the key of the submission.
    ///
    /// @param plain whether it is a plain use
    private static LogRow.@Nullable Key key(Batch.Step step, boolean plain) {
        Submission submission = step.submission();
        if (step.part().command() instanceof Command.BookKept(Kept kept)) {
            return new LogRow.Key(kept.key(), Digest.of(kept.key()), content(step));
        }
        String key = submission.keyOf(step.part());
        Digest digest = submission.keyDigest();
        return key == null || digest == null
                ? null
                : new LogRow.Key(key, digest, plain ? null : content(step));
    }

    /// The digest of the content that a repeat of a step's key must match.
    private static Digest content(Batch.Step step) {
        return step.part().command() instanceof Command.BookKept(Kept kept)
                ? Digest.of(Content.of(kept.use()))
                : step.submission().content();
    }

    private void log(
            Batch.Step step,
            LogRow.@Nullable Key key,
            @Nullable Digest subject,
            LogRow.@Nullable Plain plain) {
        Slot slot = step.slot();
        List<Entry> entries = step.accepted().entries();
        int at = place(entries);
        LogRow row =
                new LogRow(
                        slot.number,
                        step.before().seq() + at + 1,
                        entries.isEmpty() ? slot.head.line() + 1 : 0,
                        Math.max(0, at),
                        entries.size() - 1 - at,
                        CORE,
                        slot.now,
                        LedgerJson.nameOf(step.part().command()),
                        step.submission().actor(),
                        step.submission().requestId(),
                        key,
                        subject,
                        at < 0 ? null : use(entries.get(at), key, plain),
                        plain == null ? LogEntries.body(step) : null);
        slot.head = new LogHead(rows.log(row, slot.head.hash()), row.line());
        slot.touched = true;
    }

    /// The position of the fact by which a row is found: the use that was booked, or else the last
    /// one; -1 if there are none.
    private static int place(List<Entry> entries) {
        for (int at = 0; at < entries.size(); at++) {
            if (entries.get(at).fact() instanceof Fact.UseBooked) {
                return at;
            }
        }
        return entries.size() - 1;
    }

    private static LogRow.@Nullable Use use(
            Entry entry, LogRow.@Nullable Key key, LogRow.@Nullable Plain plain) {
        return entry.fact() instanceof Fact.UseBooked use
                ? new LogRow.Use(
                        use.pool(),
                        use.quantity(),
                        key != null && use.key().equals(key.text()) ? null : use.key(),
                        use.subject(),
                        use.storageUntil(),
                        plain)
                : null;
    }

    /// The subject that a fact counts, as it is stored; null for none. A kept use holds its subject
    /// already.
    private @Nullable Digest counted(Batch.Step step, Entry entry) {
        String subject = null;
        ItemId resource = null;
        if (entry.fact() instanceof Fact.UseBooked use
                && !step.before().stock().kept().containsKey(use.key())) {
            subject = use.subject();
            resource = use.pool().resource();
        } else if (entry.fact() instanceof Fact.UseKept(var kept)) {
            subject = kept.use().subject();
            resource = kept.resource();
        }
        return subject == null || resource == null
                ? null
                : claims.count(step.slot().number, Digest.ofSubject(resource, subject));
    }

    private void opened(Batch.Step step) {
        for (Entry entry : step.accepted().entries()) {
            if (entry.fact() instanceof Fact.AccountOpened opened) {
                Map<String, @Nullable Object> row = rows.rare("accounts", step.slot());
                row.put("id", step.slot().ref().id().value());
                row.put("kind", opened.kind().name());
                row.put("name", opened.name());
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

    /// Adds the rows derived from a single fact.
    private void follow(Batch.Step step, Entry entry) {
        Slot slot = step.slot();
        for (OrganizationId other : Beneficiaries.of(slot.ref().id(), entry.fact())) {
            rows.beneficiary(slot, new Ref(slot.ref().realm(), other));
        }
        switch (entry.fact()) {
            case Fact.KeptDecided(String use, boolean accepted, var bookedOn) -> {
                var kept = step.before().stock().kept().get(use);
                String subject = kept == null ? null : kept.use().subject();
                if (kept != null && subject != null && (!accepted || bookedOn != null)) {
                    free(slot, entry, Digest.ofSubject(kept.resource(), subject));
                }
            }
            case Fact.NameChanged(String name) -> rows.rare("names", slot).put("name", name);
            case Fact.UseCorrected corrected -> {
                Map<String, @Nullable Object> row = rows.rare("corrections", slot);
                row.put("seq", entry.seq());
                row.put("use", corrected.use());
                row.put("units", corrected.unowed() + units(corrected.returns()));
                Memory.BookedUse use = step.memory().lastUse();
                String subject = use == null ? null : use.subject();
                if (corrected.whole() && subject != null) {
                    free(slot, entry, Digest.ofSubject(corrected.pool().resource(), subject));
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
                // No rows are derived from it.
            }
        }
    }

    private void free(Slot slot, Entry entry, Digest subject) {
        int times = past.timesFreed(slot.number, subject) + 1;
        Map<String, @Nullable Object> row = rows.rare("freed_subjects", slot);
        row.put("subject", subject.toUuid().toString());
        row.put("times", times);
        row.put("seq", entry.seq());
        claims.free(slot.number, subject, times);
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
