package scrip.core.ledger;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import scrip.core.ledger.Posting.Book;
import scrip.core.pack.Draw;
import scrip.core.pack.Draws;
import scrip.core.pack.UseDraw;

/// The draws of uses that have not been given back: those booked before, from memory, and those of
/// the current draft, which may be no more than a repayment that fell due.
final class Drawn {

    private Drawn() {}

    /// The draws of a use, in the order in which it drew.
    static List<Draw> byUse(Case given, long use) {
        Draws draws = new Draws();
        given.memory().drawsOf(use).forEach(draw -> draws.draw(draw.pack(), draw.units()));
        for (Posting posting : given.draft().postings()) {
            Long pack = posting.pack();
            Long of = posting.use();
            if (pack != null && of != null && of == use) {
                posting.putTo(draws, pack);
            }
        }
        return draws.toList();
    }

    /// The draws of uses on a pack, oldest use first.
    static List<UseDraw> fromPack(Case given, long pack) {
        Map<Long, Long> uses = new TreeMap<>();
        given.memory().drawsOn(pack).forEach(draw -> uses.put(draw.use(), draw.units()));
        for (Posting posting : given.draft().postings()) {
            Long from = posting.pack();
            Long use = posting.use();
            if (use != null && from != null && from == pack) {
                uses.merge(use, signed(posting), Long::sum);
            }
        }
        return uses.entrySet().stream()
                .filter(e -> e.getValue() > 0)
                .map(e -> new UseDraw(e.getKey(), pack, e.getValue()))
                .toList();
    }

    private static long signed(Posting posting) {
        return posting.from() == Book.USED ? -posting.units() : posting.units();
    }
}
