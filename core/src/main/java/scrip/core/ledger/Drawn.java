package scrip.core.ledger;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
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

    /// The draws of uses on some packs: by pack, oldest use first. All packs are looked up at once,
    /// so that a recall of many looks at each posting once (X4).
    static Map<Long, List<UseDraw>> fromPacks(Case given, SortedSet<Long> packs) {
        Map<Long, Map<Long, Long>> uses = new TreeMap<>();
        packs.forEach(pack -> uses.put(pack, new TreeMap<>()));
        given.memory()
                .drawsOn(packs)
                .forEach(draw -> units(uses, draw.pack()).put(draw.use(), draw.units()));
        for (Posting posting : given.draft().postings()) {
            Long from = posting.pack();
            Long use = posting.use();
            if (use != null && from != null && uses.containsKey(from)) {
                units(uses, from).merge(use, signed(posting), Long::sum);
            }
        }
        Map<Long, List<UseDraw>> drawn = new TreeMap<>();
        uses.forEach((pack, units) -> drawn.put(pack, draws(pack, units)));
        return drawn;
    }

    private static Map<Long, Long> units(Map<Long, Map<Long, Long>> uses, long pack) {
        return Objects.requireNonNull(uses.get(pack), "a pack that was not asked for");
    }

    private static List<UseDraw> draws(long pack, Map<Long, Long> units) {
        return units.entrySet().stream()
                .filter(e -> e.getValue() > 0)
                .map(e -> new UseDraw(e.getKey(), pack, e.getValue()))
                .toList();
    }

    private static long signed(Posting posting) {
        return posting.from() == Book.USED ? -posting.units() : posting.units();
    }
}
