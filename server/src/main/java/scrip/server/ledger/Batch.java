package scrip.server.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.Catalogs;
import scrip.core.ledger.Account;
import scrip.core.ledger.Advance;
import scrip.core.ledger.Answer;
import scrip.core.ledger.Code;
import scrip.core.ledger.Command;
import scrip.core.ledger.Decide;
import scrip.core.ledger.Decision;
import scrip.core.ledger.Kept;
import scrip.core.ledger.Refusal;
import scrip.core.organization.OrganizationId;
import scrip.core.standing.Waiting;

/// Commands decided one after the other, each seeing the effects of those before it, and the rows
/// to be written for them. Nobody else sees a batch before it commits; dropping it undoes it.
///
/// A key or subject is assumed to be new unless an earlier attempt found it in the database. The
/// rows list every key and subject assumed to be new, including those of refused commands, and the
/// database writes nothing if any of them already exists.
final class Batch {

    /// How many portions of overdue facts one batch books; other accounts that are behind wait.
    private static final int PORTIONS_MAX = 4;

    /// One accepted command of a submission.
    record Step(
            Slot slot,
            Account before,
            Submission submission,
            Submission.Part part,
            Decision.Accepted<?> accepted,
            BatchMemory memory) {

        /// This step with another answer.
        Step answering(Answer answer) {
            return new Step(
                    slot,
                    before,
                    submission,
                    part,
                    new Decision.Accepted<>(accepted.after(), accepted.entries(), answer),
                    memory);
        }
    }

    /// How one submission ended: with an outcome or with a failure, never both.
    record Ended(
            Submission submission, @Nullable Outcome outcome, @Nullable RuntimeException failure) {}

    private final Map<Ref, CommittedAccount> bases;
    private final Function<Realm, Catalogs> catalogs;
    private final Function<Realm, Instant> clocks;
    private final Claims claims;
    private final PastStore past;
    private final int portion;
    private final Backlog later;
    private final Map<Realm, Instant> nows = new HashMap<>();
    private final Map<Ref, Slot> slots = new LinkedHashMap<>();
    private final List<Ended> ended = new ArrayList<>();
    private final Rows rows;
    private final Projection projection;
    private long nextNumber;
    private int timely;

    /// @param bases the accounts that the submissions may touch
    /// @param rows to be filled
    /// @param claims what is known of keys and subjects; the batch adds its own
    /// @param portion about how many overdue facts one decision books
    /// @param later submissions held back because their accounts are behind; the batch changes it
    /// @param nextNumber the number of the next account to be opened
    Batch(
            Map<Ref, CommittedAccount> bases,
            Rows rows,
            Function<Realm, Catalogs> catalogs,
            Function<Realm, Instant> clocks,
            Claims claims,
            PastStore past,
            int portion,
            Backlog later,
            long nextNumber) {
        this.bases = bases;
        this.rows = rows;
        this.catalogs = catalogs;
        this.clocks = clocks;
        this.claims = claims;
        this.past = past;
        this.projection = new Projection(rows, claims, past);
        this.portion = portion;
        this.later = later.copy();
        this.nextNumber = nextNumber;
    }

    Rows rows() {
        return rows;
    }

    Claims claims() {
        return claims;
    }

    List<Ended> ended() {
        return ended;
    }

    Backlog later() {
        return later;
    }

    long nextNumber() {
        return nextNumber;
    }

    /// Whether deciding a submission queries the database about an account that this batch touched.
    boolean mustWait(Submission submission) {
        for (Submission.Part part : submission.parts()) {
            Slot slot = slots.get(part.ref());
            if (part.asksThePast() && slot != null && slot.touched) {
                return true;
            }
        }
        return false;
    }

    void decide(Submission submission) {
        boolean heldUp = later.holdsUp(submission);
        if (heldUp && submission.isTick()) {
            OrganizationId account = submission.lead().ref().id();
            Outcome done = Outcome.Accepted.again(account, new Answer.Done());
            ended.add(new Ended(submission, done, null));
            return;
        }
        if (heldUp || (timely >= PORTIONS_MAX * portion && isDue(submission))) {
            later.add(submission);
            return;
        }
        Verdict verdict;
        try {
            verdict = verdict(submission);
        } catch (SqlFailure failure) {
            throw failure;
        } catch (RuntimeException bug) {
            // A decision has no effect until it is absorbed, so this bug does not affect other
            // submissions.
            ended.add(new Ended(submission, null, bug));
            return;
        }
        switch (verdict) {
            case Verdict.Ends(Outcome outcome) -> ended.add(new Ended(submission, outcome, null));
            case Verdict.Accepts(List<Step> steps) ->
                    ended.add(new Ended(submission, absorbed(steps), null));
            case Verdict.Behind(Step step) -> behind(submission, step);
        }
    }

    /// Books one portion of the facts that have fallen due on an account. That completes a tick;
    /// any other command is held back until nothing more is due.
    private void behind(Submission submission, Step step) {
        Outcome booked = absorbed(List.of(step));
        later.block(step.slot().ref());
        if (submission.isTick()) {
            ended.add(new Ended(submission, booked, null));
        } else {
            later.add(submission);
        }
    }

    private Verdict verdict(Submission submission) {
        Slot lead = slot(submission.realm(), submission.lead().ref());
        Outcome first = firstAnswerOfInstitution(submission);
        first = first == null ? firstAnswer(lead, submission) : first;
        if (first != null) {
            return new Verdict.Ends(first);
        }
        List<Step> steps = new ArrayList<>();
        Map<Slot, Account> staged = new HashMap<>();
        for (Submission.Part part : submission.parts()) {
            Slot slot = slot(submission.realm(), part.ref());
            Decision<?> decision = decide(slot, staged, submission, part, steps);
            if (decision instanceof Decision.Elsewhere<?>(OrganizationId other)) {
                slot = slot(submission.realm(), new Ref(part.ref().realm(), other));
                first = firstAnswer(slot, submission);
                if (first != null) {
                    return new Verdict.Ends(first);
                }
                decision = decide(slot, staged, submission, part, steps);
            }
            Verdict other =
                    decision instanceof Decision.Together<?> together
                            ? elsewhereToo(together, staged, submission, steps)
                            : unaccepted(slot, submission, decision);
            if (other != null) {
                return other;
            }
        }
        return new Verdict.Accepts(steps);
    }

    /// The verdict on a command that was not accepted; null if it was.
    private @Nullable Verdict unaccepted(Slot slot, Submission submission, Decision<?> decision) {
        return switch (decision) {
            case Decision.Refused<?>(Refusal refusal) ->
                    new Verdict.Ends(new Outcome.Refused(refusal));
            case Decision.Behind<?> behind -> new Verdict.Behind(tick(slot, submission, behind));
            case Decision.Elsewhere<?> _, Decision.Together<?> _ ->
                    throw new IllegalStateException("sent on twice: " + decision);
            case Decision.Accepted<?> _ -> null;
        };
    }

    /// The step that a tick of the account books now.
    private Step tick(Slot slot, Submission submission, Decision.Behind<?> behind) {
        Submission tick = submission.isTick() ? submission : submission.tick(slot.ref().id());
        return new Step(
                slot,
                slot.account,
                tick,
                tick.lead(),
                new Decision.Accepted<>(behind.after(), behind.entries(), new Answer.Done()),
                new BatchMemory(this, slot, past));
    }

    private boolean isDue(Submission submission) {
        return submission.parts().stream().anyMatch(p -> slot(submission.realm(), p.ref()).isDue());
    }

    /// Decides one part on the accounts as the preceding parts would leave them.
    private Decision<?> decide(
            Slot slot,
            Map<Slot, Account> staged,
            Submission submission,
            Submission.Part part,
            List<Step> steps) {
        Account before = staged.getOrDefault(slot, slot.account);
        BatchMemory memory = new BatchMemory(this, slot, past);
        Decision<?> decision =
                Decide.decide(
                        before,
                        submission.envelope(part),
                        memory,
                        catalogs.apply(submission.realm()),
                        slot.now,
                        portion);
        Decision.Accepted<?> accepted = decision.acceptedHere();
        if (accepted != null) {
            staged.put(slot, accepted.after());
            steps.add(new Step(slot, before, submission, part, accepted, memory));
        }
        return decision;
    }

    /// Books a kept use on the account to which it belongs now, with the submission that decided it
    /// (R21). Its key must be unused there; a repeat gets the same answer in either account.
    ///
    /// @return null if that account accepts it
    private @Nullable Verdict elsewhereToo(
            Decision.Together<?> together,
            Map<Slot, Account> staged,
            Submission submission,
            List<Step> steps) {
        Kept kept = together.command().kept();
        Digest key = Digest.of(kept.key());
        Slot there =
                slot(submission.realm(), new Ref(submission.realm().number(), together.account()));
        if (known(there, key) != null) {
            return new Verdict.Ends(
                    new Outcome.Refused(
                            Refusal.of(
                                    Code.KEY_REUSED,
                                    "the key %s was used on the account of %s"
                                            .formatted(kept.key(), together.account()))));
        }
        int at = steps.size() - 1;
        KnownKey first = known(steps.get(at).slot(), key);
        Submission.Part part = Submission.Part.of(there.ref(), together.command());
        Verdict other =
                unaccepted(there, submission, decide(there, staged, submission, part, steps));
        if (other != null) {
            return other;
        }
        Answer answer = steps.getLast().accepted().answer();
        steps.set(at, steps.get(at).answering(answer));
        steps.add(steps.removeLast().answering(first == null ? answer : first.answer()));
        return null;
    }

    private Outcome absorbed(List<Step> steps) {
        for (Step step : steps) {
            Slot slot = step.slot();
            if (slot.number == 0) {
                slot.number = nextNumber++;
            }
            timely += slot.isDue() ? step.accepted().entries().size() : 0;
            slot.take(step);
            projection.add(step);
        }
        Decision.Accepted<?> lead = steps.getFirst().accepted();
        Step last = steps.getLast();
        Step books = last.part().command() instanceof Command.BookKept ? last : steps.getFirst();
        return new Outcome.Accepted(books.slot().ref().id(), lead.answer(), lead.entries(), false);
    }

    /// The first answer to a repeat; a refusal if the key had another content (R7).
    private @Nullable Outcome firstAnswer(Slot slot, Submission submission) {
        KnownKey known = known(slot, submission.keyDigest());
        if (known == null) {
            return null;
        }
        return known.content().get().equals(submission.content())
                ? Outcome.Accepted.again(slot.ref.id(), known.answer())
                : new Outcome.Refused(
                        Refusal.of(
                                Code.KEY_REUSED,
                                "the key " + submission.key() + " was used with another content"));
    }

    /// The first answer to a use within a consortium that was booked on the institution's own pool
    /// when it was first reported (R21).
    private @Nullable Outcome firstAnswerOfInstitution(Submission submission) {
        if (!(submission.lead().command() instanceof Command.Use use) || use.within() == null) {
            return null;
        }
        Ref own = new Ref(submission.realm().number(), use.organization());
        KnownKey known = known(slot(submission.realm(), own), submission.keyDigest());
        return known != null && known.content().get().equals(submission.content())
                ? Outcome.Accepted.again(own.id(), known.answer())
                : null;
    }

    private @Nullable KnownKey known(Slot slot, @Nullable Digest key) {
        if (key == null || slot.number == 0) {
            return null;
        }
        KnownKey taken = claims.taken(slot.number, key);
        if (taken != null) {
            return taken;
        }
        LogRow row = claims.found(slot.number, key);
        return row == null ? null : KnownKey.of(row, slot.account);
    }

    /// The key, if an earlier command of this batch took it.
    @Nullable KnownKey taken(Slot slot, Digest key) {
        return claims.taken(slot.number, key);
    }

    boolean counted(Slot slot, Digest subject) {
        return claims.counted(slot.number, subject);
    }

    private Slot slot(Realm realm, Ref ref) {
        Slot slot = slots.get(ref);
        if (slot == null) {
            CommittedAccount base = bases.get(ref);
            if (base == null) {
                throw new IllegalStateException("not loaded: " + ref);
            }
            Instant clock = nows.computeIfAbsent(realm, clocks);
            slot = new Slot(ref, realm, base, clock);
            slots.put(ref, slot);
        }
        return slot;
    }

    /// Adds the rows of changed due instants and `waits`; returns the accounts as they are left.
    Map<Ref, CommittedAccount> finish() {
        Map<Ref, CommittedAccount> after = new LinkedHashMap<>();
        for (Slot slot : slots.values()) {
            if (slot.touched) {
                Instant due = Advance.nextDue(slot.account).orElse(null);
                if (!Objects.equals(due, slot.base.nextDueAt())) {
                    rows.rare("dues", slot).put("next_due_at", Stored.microsOrNull(due));
                }
                projection.waits(slot, Waiting.between(slot.base.account(), slot.account));
                after.put(slot.ref, slot.committed(due));
            }
        }
        rows.assumed(claims);
        return after;
    }
}
