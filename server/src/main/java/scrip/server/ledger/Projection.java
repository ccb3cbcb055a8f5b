package scrip.server.ledger;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import scrip.core.access.Beneficiaries;
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

/// The rows an accepted command writes: its facts, the command, its key, and the rows derived from
/// its facts.
final class Projection {

    private final Batch batch;
    private final Rows rows;

    Projection(Batch batch, Rows rows) {
        this.batch = batch;
        this.rows = rows;
    }

    void add(Batch.Step step) {
        List<Entry> entries = step.accepted().entries();
        KeyClaim taken = taken(step);
        String key = taken.key();
        if (entries.isEmpty() && key == null) {
            return;
        }
        opened(step);
        int slot = batch.index(step.slot());
        String answer = LedgerJson.write(step.accepted().answer());
        long ownUse = 0;
        Account before = step.before();
        for (int at = 0; at < entries.size(); at++) {
            Entry entry = entries.get(at);
            rows.fact(slot, entry);
            postings(slot, before, entry);
            if (entry.fact() instanceof Fact.UseBooked use
                    && use.key().equals(key)
                    && step.part().command() instanceof Command.Use) {
                ownUse = entry.seq();
                rows.use(slot, entry.seq(), use, asked(step, answer));
                count(step, use, entry.seq());
            } else {
                follow(step, slot, entry);
            }
            for (OrganizationId other : Beneficiaries.of(step.slot().ref().id(), entry.fact())) {
                rows.rare("beneficiaries", slot).put("holder", other.value());
            }
            if (at + 1 < entries.size()) {
                before = Apply.apply(before, entry);
            }
        }
        Digest digest = taken.digest();
        if (ownUse == 0) {
            command(step, slot, key, answer);
        }
        if (key != null && digest != null) {
            if (ownUse > 0) {
                rows.keyOfUse(slot, digest, taken.content(), ownUse);
            } else {
                rows.keyOfCommand(slot, digest, taken.content(), step.part());
            }
            batch.take(
                    step.slot(),
                    digest,
                    new KnownKey(
                            taken.content(),
                            step.part().command() instanceof Command.HoldUnits,
                            step.accepted().answer()));
        }
    }

    /// The key that a step takes in its account, and the digest of the content that a repeat must
    /// match.
    private record KeyClaim(@Nullable String key, @Nullable Digest digest, Digest content) {}

    /// A kept use that is booked on another account takes its own key there (R21); every other step
    /// takes the key of the submission.
    private static KeyClaim taken(Batch.Step step) {
        Submission submission = step.submission();
        if (step.part().command() instanceof Command.BookKept(Kept kept)) {
            return new KeyClaim(
                    kept.key(), Digest.of(kept.key()), Digest.of(LedgerJson.canonical(kept.use())));
        }
        return new KeyClaim(
                submission.keyOf(step.part()), submission.keyDigest(), submission.content());
    }

    private void opened(Batch.Step step) {
        for (Entry entry : step.accepted().entries()) {
            if (entry.fact() instanceof Fact.AccountOpened opened) {
                Map<String, @Nullable Object> row = rows.rare("accounts", batch.index(step.slot()));
                row.put("id", step.slot().ref().id().value());
                row.put("kind", opened.kind().name());
                row.put("name", opened.name());
            }
        }
    }

    private static Rows.BookedRequest asked(Batch.Step step, String answer) {
        return new Rows.BookedRequest(
                step.submission(),
                step.part(),
                step.before().seq() + 1,
                step.accepted().after().seq(),
                answer);
    }

    private void command(Batch.Step step, int slot, @Nullable String key, String answer) {
        Map<String, @Nullable Object> row = rows.rare("commands", slot);
        row.put("command", step.part().seed().toString());
        row.put("type", LedgerJson.nameOf(step.part().command()));
        row.put("body", LedgerJson.raw(step.part().body()));
        row.put("key", key);
        row.put("actor", step.submission().actor());
        row.put("request_id", step.submission().requestId());
        row.put("first_seq", step.before().seq() + 1);
        row.put("last_seq", step.accepted().after().seq());
        row.put("answer", LedgerJson.raw(answer));
    }

    private void postings(int slot, Account before, Entry entry) {
        int line = 0;
        for (Posting posting : Posting.of(before, entry)) {
            line++;
            rows.posting(slot, entry.seq(), line, posting);
        }
    }

    /// Adds the rows derived from a single fact.
    private void follow(Batch.Step step, int slot, Entry entry) {
        switch (entry.fact()) {
            case Fact.UseBooked use -> {
                rows.use(slot, entry.seq(), use, null);
                count(step, use, entry.seq());
            }
            case Fact.UseKept(var kept) -> {
                String subject = kept.use().subject();
                if (subject != null) {
                    Digest digest = Digest.ofSubject(kept.resource(), subject);
                    rows.subject(slot, digest, entry.seq());
                    batch.count(step.slot(), digest, true);
                }
            }
            case Fact.KeptDecided(String use, boolean accepted, var bookedOn) -> {
                var kept = step.before().stock().kept().get(use);
                String subject = kept == null ? null : kept.use().subject();
                if (kept != null && subject != null && (!accepted || bookedOn != null)) {
                    free(step, slot, Digest.ofSubject(kept.resource(), subject));
                }
            }
            case Fact.UseCorrected corrected -> {
                Map<String, @Nullable Object> row = rows.rare("corrections", slot);
                row.put("seq", entry.seq());
                row.put("use", corrected.use());
                row.put("units", corrected.unowed() + units(corrected.returns()));
                Memory.BookedUse use = step.memory().lastUse();
                String subject = use == null ? null : use.subject();
                if (corrected.whole() && subject != null) {
                    free(step, slot, Digest.ofSubject(corrected.pool().resource(), subject));
                }
            }
            case Fact.Noticed(var code, var subject, var quantity) -> {
                Map<String, @Nullable Object> row = rows.rare("notices", slot);
                row.put("seq", entry.seq());
                row.put("effective_at", Rows.micros(entry.effectiveAt()));
                row.put("code", code.name());
                row.put("subject", SubjectText.of(subject));
                row.put("quantity", quantity);
            }
            default -> {
                // No rows are derived from it.
            }
        }
    }

    /// A kept use holds its subject already.
    private void count(Batch.Step step, Fact.UseBooked use, long seq) {
        String subject = use.subject();
        if (subject != null && !step.before().stock().kept().containsKey(use.key())) {
            Digest digest = Digest.ofSubject(use.pool().resource(), subject);
            rows.subject(batch.index(step.slot()), digest, seq);
            batch.count(step.slot(), digest, true);
        }
    }

    private void free(Batch.Step step, int slot, Digest subject) {
        Map<String, @Nullable Object> row = rows.rare("freed", slot);
        row.put("high", subject.high());
        row.put("low", subject.low());
        batch.count(step.slot(), subject, false);
    }

    private static long units(List<Draw> draws) {
        return draws.stream().mapToLong(Draw::units).sum();
    }

    /// Adds the changes to the `waits` table: what waits now and did not before, and what no longer
    /// waits.
    void waits(int slot, Waiting.Change change) {
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
            row.put("from_at", Rows.micros(begun.from()));
            row.put("until_at", Rows.microsOrNull(begun.until()));
            row.put("due_at", Rows.microsOrNull(begun.due()));
        }
    }
}
