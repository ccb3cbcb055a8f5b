package scrip.proof.simulate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import scrip.core.access.Beneficiaries;
import scrip.core.catalog.Catalogs;
import scrip.core.catalog.ItemId;
import scrip.core.ledger.Account;
import scrip.core.ledger.Advance;
import scrip.core.ledger.Answer;
import scrip.core.ledger.Apply;
import scrip.core.ledger.Code;
import scrip.core.ledger.Command;
import scrip.core.ledger.Decide;
import scrip.core.ledger.Decision;
import scrip.core.ledger.Entry;
import scrip.core.ledger.Envelope;
import scrip.core.ledger.Fact;
import scrip.core.ledger.Kept;
import scrip.core.ledger.Memory;
import scrip.core.ledger.Posting;
import scrip.core.ledger.Posting.Book;
import scrip.core.ledger.Refusal;
import scrip.core.organization.OrganizationId;
import scrip.core.pack.Draw;
import scrip.core.pack.Draws;
import scrip.core.pack.UseDraw;
import scrip.server.rehearse.Stage.CommandResult;
import scrip.server.rehearse.Stage.Obligations;

/// One account's ledger in memory: facts, postings, keys and subjects in plain collections.
public final class MemoryLedger implements Memory {

    /// Small, so that much is booked in portions; the result must be the same as without portions
    /// (X4).
    private static final int PORTION = 3;

    private record Answered(Command<?> command, CommandResult outcome) {}

    private final OrganizationId id;
    private final List<Entry> entries = new ArrayList<>();
    private final List<Posting> postings = new ArrayList<>();
    private final Map<String, Answered> keys = new HashMap<>();
    private final Map<String, Fact.UseBooked> uses = new HashMap<>();
    private final Map<String, Long> useSeqs = new HashMap<>();
    private final Map<Long, Long> corrected = new HashMap<>();
    private final Map<String, OrganizationId> holds = new HashMap<>();
    private final Set<String> subjects = new HashSet<>();
    private final Set<OrganizationId> beneficiaries = new HashSet<>();
    private Account account;
    private @Nullable Account shown;
    private long shownSeq;
    private @Nullable Instant shownAt;

    MemoryLedger(OrganizationId id) {
        this.id = id;
        this.account = Account.none(id);
    }

    MemoryLedger copy() {
        MemoryLedger copy = new MemoryLedger(id);
        copy.entries.addAll(entries);
        copy.postings.addAll(postings);
        copy.keys.putAll(keys);
        copy.uses.putAll(uses);
        copy.useSeqs.putAll(useSeqs);
        copy.corrected.putAll(corrected);
        copy.holds.putAll(holds);
        copy.subjects.addAll(subjects);
        copy.beneficiaries.addAll(beneficiaries);
        copy.account = account;
        return copy;
    }

    CommandResult submit(
            Envelope<?> envelope,
            Catalogs catalogs,
            Instant now,
            Function<OrganizationId, MemoryLedger> others) {
        String key = envelope.key();
        if (key != null && keys.containsKey(key)) {
            CommandResult first = firstAnswer(key, envelope.command());
            return first != null
                    ? first
                    : new CommandResult(id, null, Refusal.of(Code.KEY_REUSED, "key " + key));
        }
        return decided(envelope, catalogs, now, others, new Mark(this));
    }

    /// The position of a ledger before a command. If the command is not accepted here, the portions
    /// booked for it are taken back: the model knows no portions.
    private record Mark(MemoryLedger ledger, Account account, int entries, int postings) {

        Mark(MemoryLedger ledger) {
            this(ledger, ledger.account, ledger.entries.size(), ledger.postings.size());
        }

        void restore() {
            ledger.account = account;
            ledger.entries.subList(entries, ledger.entries.size()).clear();
            ledger.postings.subList(postings, ledger.postings.size()).clear();
        }
    }

    private CommandResult decided(
            Envelope<?> envelope,
            Catalogs catalogs,
            Instant now,
            Function<OrganizationId, MemoryLedger> others,
            Mark mark) {
        return switch (Decide.decide(account, envelope, this, catalogs, now, PORTION)) {
            case Decision.Refused<?>(var refusal) -> {
                mark.restore();
                yield new CommandResult(id, null, refusal);
            }
            case Decision.Elsewhere<?>(var other) -> {
                mark.restore();
                yield others.apply(other).submit(envelope, catalogs, now, others);
            }
            case Decision.Together<?> together -> {
                MemoryLedger there = others.apply(together.account());
                yield together(together, envelope, catalogs, now, List.of(mark, new Mark(there)));
            }
            case Decision.Behind<?> behind -> {
                behind.entries().forEach(this::book);
                yield decided(envelope, catalogs, now, others, mark);
            }
            case Decision.Accepted<?> accepted -> {
                accepted.entries().forEach(this::book);
                CommandResult outcome = new CommandResult(id, accepted.answer(), null);
                String key = envelope.key();
                if (key != null) {
                    keys.put(key, new Answered(envelope.command(), outcome));
                }
                yield outcome;
            }
        };
    }

    /// Decides a kept use here and books it on the other ledger, or does neither.
    ///
    /// @param marks of both ledgers, this one first
    private CommandResult together(
            Decision.Together<?> together,
            Envelope<?> envelope,
            Catalogs catalogs,
            Instant now,
            List<Mark> marks) {
        MemoryLedger there = marks.getLast().ledger();
        Command.BookKept booking = together.command();
        String kept = booking.kept().key();
        if (there.keys.containsKey(kept)) {
            marks.forEach(Mark::restore);
            return new CommandResult(id, null, Refusal.of(Code.KEY_REUSED, "key " + kept));
        }
        Envelope<Answer.Used> other =
                new Envelope<>(
                        booking, null, envelope.seed(), envelope.actor(), envelope.requestId());
        return switch (Decide.decide(there.account, other, there, catalogs, now, PORTION)) {
            case Decision.Refused<?>(var refusal) -> {
                marks.forEach(Mark::restore);
                yield new CommandResult(id, null, refusal);
            }
            case Decision.Elsewhere<?> _, Decision.Together<?> _ ->
                    throw new IllegalStateException("sent on twice");
            case Decision.Behind<?> behind -> {
                behind.entries().forEach(there::book);
                yield together(together, envelope, catalogs, now, marks);
            }
            case Decision.Accepted<?> accepted -> {
                together.here().entries().forEach(this::book);
                accepted.entries().forEach(there::book);
                CommandResult outcome = new CommandResult(there.id, accepted.answer(), null);
                String key = envelope.key();
                if (key != null) {
                    keys.put(key, new Answered(envelope.command(), outcome));
                }
                there.takeOver(kept, this);
                yield outcome;
            }
        };
    }

    /// Takes over the key of a use that another account kept, with its first answer; from now on
    /// the key counts as booked here.
    private void takeOver(String key, MemoryLedger keeper) {
        Answered first = keeper.keys.get(key);
        if (first == null) {
            throw new IllegalStateException(keeper.id + " kept no use with the key " + key);
        }
        Answered moved =
                new Answered(
                        first.command(), new CommandResult(id, first.outcome().answer(), null));
        keeper.keys.put(key, moved);
        keys.put(key, moved);
    }

    /// The first answer to a key, if it was given for an equal command.
    @Nullable CommandResult firstAnswer(String key, Command<?> command) {
        Answered answered = keys.get(key);
        return answered != null && answered.command().equals(command) ? answered.outcome() : null;
    }

    private void book(Entry entry) {
        postings.addAll(Posting.of(account, entry));
        if (entry.fact() instanceof Fact.KeptDecided(String use, boolean accepted, var bookedOn)) {
            Kept kept = account.stock().kept().get(use);
            if (kept != null && (!accepted || bookedOn != null)) {
                subjects.remove(kept.use().resource() + " " + kept.use().subject());
            }
        }
        account = Apply.apply(account, entry);
        entries.add(entry);
        beneficiaries.addAll(Beneficiaries.of(id, entry.fact()));
        switch (entry.fact()) {
            case Fact.UseBooked use -> {
                uses.put(use.key(), use);
                useSeqs.put(use.key(), entry.seq());
                if (use.subject() != null) {
                    subjects.add(use.pool().resource() + " " + use.subject());
                }
            }
            case Fact.UseKept kept -> {
                if (kept.kept().use().subject() != null) {
                    subjects.add(kept.kept().use().resource() + " " + kept.kept().use().subject());
                }
            }
            case Fact.UnitsHeld held -> holds.put(held.hold().key(), held.hold().organization());
            case Fact.UseCorrected fix -> corrected(fix);
            default -> {}
        }
    }

    private void corrected(Fact.UseCorrected fix) {
        long units = fix.unowed() + fix.returns().stream().mapToLong(Draw::units).sum();
        corrected.merge(fix.use(), units, Long::sum);
        if (fix.whole()) {
            uses.values().stream()
                    .filter(u -> fix.use() == useSeqs.getOrDefault(u.key(), -1L))
                    .filter(u -> u.subject() != null)
                    .forEach(u -> subjects.remove(u.pool().resource() + " " + u.subject()));
        }
    }

    @Override
    public @Nullable BookedUse use(String key) {
        Fact.UseBooked use = uses.get(key);
        Long seq = useSeqs.get(key);
        return use == null || seq == null
                ? null
                : new BookedUse(
                        seq,
                        use.pool(),
                        use.subject(),
                        use.quantity() - corrected.getOrDefault(seq, 0L));
    }

    @Override
    public boolean isHold(String key, @Nullable OrganizationId organization) {
        OrganizationId asker = holds.get(key);
        return asker != null && (organization == null || asker.equals(organization));
    }

    @Override
    public boolean counted(ItemId resource, String subject) {
        return subjects.contains(resource + " " + subject);
    }

    @Override
    public List<Draw> drawsOf(long use) {
        Draws draws = new Draws();
        for (Posting posting : postings) {
            Long pack = posting.pack();
            if (pack != null && use == or0(posting.use())) {
                posting.putTo(draws, pack);
            }
        }
        return draws.toList();
    }

    @Override
    public List<UseDraw> drawsOn(SortedSet<Long> packs) {
        Map<Long, Map<Long, Long>> sums = new TreeMap<>();
        for (Posting posting : postings) {
            Long use = posting.use();
            Long pack = posting.pack();
            if (use != null && pack != null && packs.contains(pack)) {
                long units = posting.from() == Book.USED ? -posting.units() : posting.units();
                sums.computeIfAbsent(use, _ -> new TreeMap<>()).merge(pack, units, Long::sum);
            }
        }
        List<UseDraw> draws = new ArrayList<>();
        sums.forEach((use, byPack) ->
                byPack.forEach((pack, units) -> {
                    if (units > 0) {
                        draws.add(new UseDraw(use, pack, units));
                    }
                }));
        return draws;
    }

    private static long or0(@Nullable Long value) {
        return value == null ? 0 : value;
    }

    /// The organizations, other than itself, for which it has bought (C4).
    Set<OrganizationId> beneficiaries() {
        return beneficiaries;
    }

    Account account() {
        return account;
    }

    /// The account at an instant, including everything due by then; computed once.
    Account advanced(Instant now) {
        Account known = shown;
        if (known == null || shownSeq != account.seq() || !now.equals(shownAt)) {
            known = Advance.to(account, now).account();
            shown = known;
            shownSeq = account.seq();
            shownAt = now;
        }
        return known;
    }

    /// The account as of an instant: after the facts booked up to and including it (R18).
    Account asOf(@Nullable Instant instant) {
        if (instant == null) {
            return account;
        }
        Account past = Account.none(id);
        for (Entry entry : entries) {
            if (!entry.bookedAt().isAfter(instant)) {
                past = Apply.apply(past, entry);
            }
        }
        return past;
    }

    List<Entry> entries() {
        return entries;
    }

    List<Posting> postings() {
        return postings;
    }

    int keyCount() {
        return keys.size();
    }

    Obligations obligations(Instant now) {
        long count = 0;
        Instant last = null;
        for (Fact.UseBooked use : uses.values()) {
            BookedUse booked = use(use.key());
            Instant until = use.storageUntil();
            if (until != null && until.isAfter(now) && booked != null && booked.left() > 0) {
                count += booked.left();
                last = last == null || until.isAfter(last) ? until : last;
            }
        }
        return new Obligations(count, last);
    }
}
