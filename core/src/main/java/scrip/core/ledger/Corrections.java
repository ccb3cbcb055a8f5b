package scrip.core.ledger;

import java.util.ArrayList;
import java.util.List;
import scrip.core.pack.Draw;
import scrip.core.pack.Pool;

/// Reverses a use in part or in full (R16): its unpaid arrears first, then its draws, latest first.
final class Corrections {

    private Corrections() {}

    static Answer.Corrected correct(Case given, Command.CorrectUse ask) {
        Uses.checkServed(given.account(), ask.organization());
        Memory.BookedUse use = given.memory().use(ask.use());
        if (use == null) {
            throw RefusedException.of(Code.UNKNOWN_KEY, "no use with the key " + ask.use());
        }
        Uses.checkAnything(ask.quantity());
        if (ask.quantity() > use.left()) {
            throw RefusedException.of(
                    Code.MORE_THAN_USED,
                    "%,d units of use %s are left to correct".formatted(use.left(), ask.use()));
        }
        Pool before = given.account().pool(use.pool());
        long unowed = Math.min(ask.quantity(), before.debts().of(use.seq()));
        List<Draw> returns = lastFirst(Drawn.byUse(given, use.seq()), ask.quantity() - unowed);
        given.add(
                new Fact.UseCorrected(
                        use.pool(),
                        use.seq(),
                        given.key(),
                        unowed,
                        returns,
                        ask.quantity() == use.left(),
                        ask.reason()));
        Pools.unitsCame(given.draft(), use.pool(), given.now());
        Pool after = given.account().pool(use.pool());
        return new Answer.Corrected(
                use.pool(), Uses.units(after, returns), after.arrears(), after.available());
    }

    private static List<Draw> lastFirst(List<Draw> draws, long quantity) {
        List<Draw> back = new ArrayList<>();
        long left = quantity;
        for (Draw draw : draws.reversed()) {
            long part = Math.min(left, draw.units());
            if (part > 0) {
                back.add(new Draw(draw.pack(), part));
            }
            left -= part;
        }
        if (left > 0) {
            throw new IllegalStateException("a use that drew less than it used");
        }
        return List.copyOf(back);
    }
}
