package scrip.server.ledger;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.ItemId;
import scrip.core.ledger.Account;
import scrip.core.ledger.Apply;
import scrip.core.ledger.Command;
import scrip.core.ledger.Entry;
import scrip.core.ledger.Fact;
import scrip.core.ledger.Kept;
import scrip.core.ledger.Memory;
import scrip.core.standing.Waiting;

/// The rows an accepted command writes: its row in the log, and those derived from its facts in
/// tables that uses do not touch.
final class Projection {

    private static final int CORE = Integer.parseInt(Ledger.CORE);

    private final Rows rows;
    private final Claims claims;
    private final PastStore past;
    private final DerivedRows derived;

    Projection(Rows rows, Claims claims, PastStore past) {
        this.rows = rows;
        this.claims = claims;
        this.past = past;
        this.derived = new DerivedRows(rows);
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
                derived.add(step.slot(), before, entry, new SubjectsThen(step, claims, past));
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

    /// Adds the changes to the `waits` table: what waits now and did not before, and what no longer
    /// waits.
    void waits(Slot slot, Waiting.Change change) {
        derived.waits(slot, change);
    }

    /// The subjects of the account of a step, as the batch has left them.
    private record SubjectsThen(Batch.Step step, Claims claims, PastStore past)
            implements DerivedRows.Subjects {

        @Override
        public @Nullable String ofCorrected(long use) {
            Memory.BookedUse asked = step.memory().lastUse();
            return asked == null ? null : asked.subject();
        }

        @Override
        public int free(Digest subject) {
            long account = step.slot().number();
            int times = past.timesFreed(account, subject) + 1;
            claims.free(account, subject, times);
            return times;
        }
    }
}
