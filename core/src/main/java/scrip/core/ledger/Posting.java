package scrip.core.ledger;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import scrip.core.pack.Debt;
import scrip.core.pack.Draw;
import scrip.core.pack.Draws;
import scrip.core.pack.Hold;
import scrip.core.pack.Pack;
import scrip.core.pack.PackPhase;
import scrip.core.pack.Pool;
import scrip.core.pack.PoolKey;
import scrip.core.pack.UseDraw;

/// One movement of units between two books of a pool (R20). Each row takes from one book what it
/// gives to the other, so the postings of a movement always sum to zero.
///
/// @param pack the pack concerned, by sequence number; null for none
/// @param use the use concerned, by sequence number; null for none
/// @param units more than 0
public record Posting(
        PoolKey pool, Book from, Book to, @Nullable Long pack, @Nullable Long use, long units) {

    /// The books of a pool.
    public enum Book {
        ISSUED,
        AVAILABLE,
        HELD,
        USED,
        ARREARS,
        EXPIRED,
        VOIDED
    }

    /// Adds this posting of a use to the draws of the use on a pack.
    public void putTo(Draws draws, long ofPack) {
        if (from == Book.USED) {
            draws.giveBack(ofPack, units);
        } else {
            draws.draw(ofPack, units);
        }
    }

    /// The postings of one entry, given the account before it.
    public static List<Posting> of(Account before, Entry entry) {
        if (!(entry.fact() instanceof Fact.OfPool fact)) {
            return List.of();
        }
        Postings rows = new Postings(before.pool(fact.pool()));
        switch (fact) {
            case Fact.PackIssued f ->
                    rows.add(Book.ISSUED, Book.AVAILABLE, entry.seq(), null, f.pack().quantity());
            case Fact.UseBooked f -> rows.used(f, entry.seq());
            case Fact.ArrearsRepaid f -> {
                for (UseDraw draw : f.draws()) {
                    rows.add(Book.AVAILABLE, Book.ARREARS, draw.pack(), draw.use(), draw.units());
                }
            }
            case Fact.UnitsHeld f -> {
                for (Draw draw : f.hold().units()) {
                    rows.add(Book.AVAILABLE, Book.HELD, draw.pack(), null, draw.units());
                }
            }
            case Fact.HoldClosed f -> rows.unheld(f.hold(), List.of());
            case Fact.UseCorrected f -> {
                rows.add(Book.USED, Book.ARREARS, null, f.use(), f.unowed());
                for (Draw back : f.returns()) {
                    rows.add(
                            Book.USED,
                            rows.backTo(back.pack()),
                            back.pack(),
                            f.use(),
                            back.units());
                }
            }
            case Fact.PackClosed f ->
                    rows.add(Book.AVAILABLE, Book.EXPIRED, f.pack(), null, f.units());
            case Fact.PackVoided f -> rows.voided(f);
            case Fact.PackStarted _,
                    Fact.PackEnded _,
                    Fact.PackReminded _,
                    Fact.ArrearsHalfway _,
                    Fact.PoolSuspended _,
                    Fact.PoolRestored _,
                    Fact.LevelWarned _ -> {}
        }
        return List.copyOf(rows.all);
    }

    /// Collects the rows of one entry.
    private static final class Postings {

        private final Pool before;
        private final List<Posting> all = new ArrayList<>();

        Postings(Pool before) {
            this.before = before;
        }

        void add(Book from, Book to, @Nullable Long pack, @Nullable Long use, long units) {
            if (units > 0) {
                all.add(new Posting(before.key(), from, to, pack, use, units));
            }
        }

        void used(Fact.UseBooked use, long seq) {
            for (Draw draw : use.held()) {
                add(Book.HELD, Book.USED, draw.pack(), seq, draw.units());
            }
            if (use.hold() != null) {
                unheld(use.hold(), use.held());
            }
            for (Draw draw : use.draws()) {
                add(Book.AVAILABLE, Book.USED, draw.pack(), seq, draw.units());
            }
            add(Book.ARREARS, Book.USED, null, seq, use.owed());
        }

        void unheld(String key, List<Draw> used) {
            Hold hold = before.hold(key);
            if (hold == null) {
                throw new IllegalStateException("no open hold " + key);
            }
            for (Draw held : hold.units()) {
                long drawn =
                        used.stream()
                                .filter(d -> d.pack() == held.pack())
                                .mapToLong(Draw::units)
                                .sum();
                add(Book.HELD, backTo(held.pack()), held.pack(), null, held.units() - drawn);
            }
        }

        void voided(Fact.PackVoided fact) {
            Pack pack = before.pack(fact.pack());
            for (UseDraw draw : fact.undone()) {
                add(Book.USED, Book.AVAILABLE, draw.pack(), draw.use(), draw.units());
            }
            add(Book.EXPIRED, Book.AVAILABLE, pack.seq(), null, pack.expired());
            add(Book.AVAILABLE, Book.VOIDED, pack.seq(), null, pack.quantity());
            for (UseDraw draw : fact.redrawn()) {
                add(Book.AVAILABLE, Book.USED, draw.pack(), draw.use(), draw.units());
            }
            for (Debt debt : fact.owed()) {
                add(Book.ARREARS, Book.USED, null, debt.use(), debt.units());
            }
        }

        /// The book to which returned units of a pack go.
        Book backTo(long pack) {
            return before.pack(pack).phase() == PackPhase.CLOSED ? Book.EXPIRED : Book.AVAILABLE;
        }
    }
}
