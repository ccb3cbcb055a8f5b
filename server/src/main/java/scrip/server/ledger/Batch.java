package scrip.server.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
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

/// Commands decided one after the other, each seeing what those before it did, with the rows that
/// would make it so. Nothing here is seen by anybody else; dropping a batch undoes it.
///
/// A key or subject is taken to be new unless an earlier attempt found it in the database. The rows
/// name every one that was, also those of refused commands, and the database writes nothing if one
/// of them is there.
final class Batch {

    /// An account in the overlay.
    static final class Slot {
        private final Ref ref;
        private final Realm realm;
        private final Standing base;
        private final Instant now;
        private Account account;
        private long number;
        private int index;
        private boolean touched;

        private Slot(Ref ref, Realm realm, Standing base, Instant clock) {
            this.ref = ref;
            this.realm = realm;
            this.base = base;
            this.account = base.account();
            this.number = base.number();
            Instant last = base.account().bookedAt();
            this.now = clock.isBefore(last) ? last : clock;
        }

        Ref ref() {
            return ref;
        }

        long number() {
            return number;
        }
    }

    /// One accepted command of a submission.
    record Step(
            Slot slot,
            Account before,
            Submission submission,
            Submission.Part part,
            Decision.Accepted<?> accepted,
            BatchMemory memory) {

        /// The same with another answer.
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

    /// How one submission ended; one of the two is set.
    record Ended(
            Submission submission, @Nullable Outcome outcome, @Nullable RuntimeException failure) {}

    private final Map<Ref, Standing> bases;
    private final Function<Realm, Catalogs> catalogs;
    private final Function<Realm, Instant> clocks;
    private final Found found;
    private final PastStore past;
    private final Map<Realm, Instant> nows = new HashMap<>();
    private final Map<Ref, Slot> slots = new LinkedHashMap<>();
    private final Map<Found.Place, KnownKey> takenKeys = new HashMap<>();
    private final Map<Found.Place, Boolean> countedSubjects = new HashMap<>();
    private final Set<Found.Place> assumedKeys = new HashSet<>();
    private final Set<Found.Place> assumedSubjects = new HashSet<>();
    private final List<Ended> ended = new ArrayList<>();
    private final Rows rows = new Rows();
    private final Projection projection = new Projection(this, rows);
    private long nextNumber;

    /// @param bases every account that the submissions may touch
    /// @param found what earlier attempts took to be new and was not
    /// @param nextNumber the number of the next account to be opened
    Batch(
            Map<Ref, Standing> bases,
            Function<Realm, Catalogs> catalogs,
            Function<Realm, Instant> clocks,
            Found found,
            PastStore past,
            long nextNumber) {
        this.bases = bases;
        this.catalogs = catalogs;
        this.clocks = clocks;
        this.found = found;
        this.past = past;
        this.nextNumber = nextNumber;
    }

    Rows rows() {
        return rows;
    }

    List<Ended> ended() {
        return ended;
    }

    long nextNumber() {
        return nextNumber;
    }

    /// Whether a submission has to wait for the commit of what is in the batch, because it asks the
    /// database about an account that the batch has touched.
    boolean mustWait(Submission submission) {
        for (Submission.Part part : submission.parts()) {
            boolean asksThePast =
                    switch (part.command()) {
                        case Command.CorrectUse _,
                                Command.RecallPayment _,
                                Command.RecallOrder _,
                                Command.DecideKept _ ->
                                true;
                        default -> false;
                    };
            Slot slot = slots.get(part.ref());
            if (asksThePast && slot != null && slot.touched) {
                return true;
            }
        }
        return false;
    }

    void decide(Submission submission) {
        List<Step> steps = new ArrayList<>();
        Outcome outcome;
        try {
            outcome = outcome(submission, steps);
        } catch (SqlFailure failure) {
            throw failure;
        } catch (RuntimeException bug) {
            // Deciding has no effect until it is absorbed, so the others are not concerned.
            ended.add(new Ended(submission, null, bug));
            return;
        }
        ended.add(new Ended(submission, outcome == null ? absorbed(steps) : outcome, null));
    }

    /// How a submission ends without effect; null if it is accepted, then with its steps.
    private @Nullable Outcome outcome(Submission submission, List<Step> steps) {
        Slot lead = slot(submission.realm(), submission.lead().ref());
        Outcome first = firstAnswer(lead, submission);
        if (first == null) {
            first = firstAnswerOfInstitution(submission);
        }
        if (first != null) {
            return first;
        }
        Map<Slot, Account> staged = new HashMap<>();
        for (Submission.Part part : submission.parts()) {
            Slot slot = slot(submission.realm(), part.ref());
            Decision<?> decision = decide(slot, staged, submission, part, steps);
            if (decision instanceof Decision.Elsewhere<?>(OrganizationId other)) {
                slot = slot(submission.realm(), new Ref(part.ref().realm(), other));
                first = firstAnswer(slot, submission);
                if (first != null) {
                    return first;
                }
                decision = decide(slot, staged, submission, part, steps);
            }
            switch (decision) {
                case Decision.Refused<?>(Refusal refusal) -> {
                    return new Outcome.Refused(refusal);
                }
                case Decision.Together<?> together -> {
                    Outcome refused = elsewhereToo(together, staged, submission, steps);
                    if (refused != null) {
                        return refused;
                    }
                }
                case Decision.Elsewhere<?> e ->
                        throw new IllegalStateException("sent on twice, to " + e.account());
                case Decision.Accepted<?> _ -> {}
            }
        }
        return null;
    }

    /// Decides one part on the accounts as the parts before it would leave them.
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
                        slot.now);
        Decision.Accepted<?> accepted = decision.acceptedHere();
        if (accepted != null) {
            staged.put(slot, accepted.after());
            steps.add(new Step(slot, before, submission, part, accepted, memory));
        }
        return decision;
    }

    /// Books a kept use on the account where it belongs now, as a part of the submission that
    /// decided it (R21). Its key must be free there, and is answered from then on as where it was
    /// kept. Null if that account accepts it, else its refusal.
    private @Nullable Outcome elsewhereToo(
            Decision.Together<?> together,
            Map<Slot, Account> staged,
            Submission submission,
            List<Step> steps) {
        Kept kept = together.command().kept();
        Digest key = Digest.of(kept.key());
        Slot there =
                slot(submission.realm(), new Ref(submission.realm().number(), together.account()));
        if (known(there, key) != null) {
            return new Outcome.Refused(
                    Refusal.of(
                            Code.KEY_REUSED,
                            "the key %s was used on the account of %s"
                                    .formatted(kept.key(), together.account())));
        }
        int at = steps.size() - 1;
        KnownKey first = known(steps.get(at).slot(), key);
        Submission.Part part = Submission.Part.of(there.ref(), together.command());
        if (decide(there, staged, submission, part, steps)
                instanceof Decision.Refused<?>(Refusal refusal)) {
            return new Outcome.Refused(refusal);
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
            slot.account = step.accepted().after();
            slot.touched |=
                    !step.accepted().entries().isEmpty()
                            || step.part().command() instanceof Command.Tick;
            projection.add(step);
        }
        Decision.Accepted<?> lead = steps.getFirst().accepted();
        return new Outcome.Accepted(lead.answer(), lead.entries(), false);
    }

    /// The first answer to a repeat; a refusal if the key had another content (R7).
    private @Nullable Outcome firstAnswer(Slot slot, Submission submission) {
        KnownKey known = known(slot, submission.keyDigest());
        if (known == null) {
            return null;
        }
        return known.content().equals(submission.content())
                ? new Outcome.Accepted(known.answer(), List.of(), true)
                : new Outcome.Refused(
                        Refusal.of(
                                Code.KEY_REUSED,
                                "the key " + submission.key() + " was used with another content"));
    }

    /// A use within a consortium may have been booked on the institution's own pool when it was
    /// first reported (R21).
    private @Nullable Outcome firstAnswerOfInstitution(Submission submission) {
        if (!(submission.lead().command() instanceof Command.Use use) || use.within() == null) {
            return null;
        }
        Ref own = new Ref(submission.realm().number(), use.organization());
        KnownKey known = known(slot(submission.realm(), own), submission.keyDigest());
        return known != null && known.content().equals(submission.content())
                ? new Outcome.Accepted(known.answer(), List.of(), true)
                : null;
    }

    private @Nullable KnownKey known(Slot slot, @Nullable Digest key) {
        if (key == null || slot.number == 0) {
            return null;
        }
        KnownKey known = taken(slot, key);
        if (known != null) {
            return known;
        }
        Found.Place place = new Found.Place(slot.number, key);
        known = found.keys.get(place);
        if (known == null && assumedKeys.add(place)) {
            rows.newKey(index(slot), key);
        }
        return known;
    }

    /// The key as an earlier command of this batch took it.
    @Nullable KnownKey taken(Slot slot, Digest key) {
        return takenKeys.get(new Found.Place(slot.number, key));
    }

    /// Notes that a command took a key.
    void take(Slot slot, Digest key, KnownKey known) {
        takenKeys.put(new Found.Place(slot.number, key), known);
    }

    boolean counted(Slot slot, Digest subject) {
        Found.Place place = new Found.Place(slot.number, subject);
        Boolean inBatch = countedSubjects.get(place);
        if (inBatch != null) {
            return inBatch;
        }
        if (slot.number == 0) {
            return false;
        }
        boolean counted = found.subjects.contains(place);
        if (!counted && assumedSubjects.add(place)) {
            rows.newSubject(index(slot), subject);
        }
        return counted;
    }

    /// Notes that a subject was counted or freed.
    void count(Slot slot, Digest subject, boolean counted) {
        countedSubjects.put(new Found.Place(slot.number, subject), counted);
    }

    /// The place of an account among the rows.
    int index(Slot slot) {
        if (slot.index == 0) {
            slot.index = rows.slot(slot.realm, slot.number, slot.now);
        }
        return slot.index;
    }

    private Slot slot(Realm realm, Ref ref) {
        Slot slot = slots.get(ref);
        if (slot == null) {
            Standing base = bases.get(ref);
            if (base == null) {
                throw new IllegalStateException("not loaded: " + ref);
            }
            Instant clock = nows.computeIfAbsent(realm, clocks);
            slot = new Slot(ref, realm, base, clock);
            slots.put(ref, slot);
        }
        return slot;
    }

    /// The accounts as this batch leaves them, after adding the rows of due instants and of what
    /// waits, where they changed.
    Map<Ref, Standing> finish() {
        Map<Ref, Standing> after = new LinkedHashMap<>();
        for (Slot slot : slots.values()) {
            if (slot.touched) {
                Optional<Instant> next = Advance.nextDue(slot.account);
                Instant due = next.orElse(null);
                if (!Objects.equals(due, slot.base.nextDueAt())) {
                    rows.rare("dues", index(slot)).put("next_due_at", Rows.microsOrNull(due));
                }
                projection.waits(index(slot), Waiting.between(slot.base.account(), slot.account));
                after.put(
                        slot.ref,
                        new Standing(slot.number, slot.account, due, slot.base.snapshotSeq()));
            }
        }
        return after;
    }
}
