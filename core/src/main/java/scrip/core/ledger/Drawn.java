package scrip.core.ledger;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import scrip.core.ledger.Posting.Book;
import scrip.core.pack.Draw;
import scrip.core.pack.UseDraw;

/// What uses have drawn from packs and still have: what was booked before, as memory has it, and what
/// the draft at hand has booked since, be it only a repayment that fell due.
final class Drawn {

    private Drawn() {}

    /// What a use has drawn, pack by pack, in the order in which it drew last.
    static List<Draw> byUse(Draft draft, Memory memory, long use) {
        SequencedMap<Long, Long> packs = new LinkedHashMap<>();
        memory.drawsOf(use).forEach(draw -> packs.put(draw.pack(), draw.units()));
        for (Posting posting : draft.postings()) {
            Long pack = posting.pack();
            Long of = posting.use();
            if (pack != null && of != null && of == use) {
                long units = packs.getOrDefault(pack, 0L) + signed(posting);
                if (posting.from() == Book.USED) {
                    packs.put(pack, units);
                } else {
                    packs.putLast(pack, units);
                }
            }
        }
        return packs.entrySet().stream()
                .filter(e -> e.getValue() > 0)
                .map(e -> new Draw(e.getKey(), e.getValue()))
                .toList();
    }

    /// What uses have drawn from a pack, oldest use first.
    static List<UseDraw> fromPack(Draft draft, Memory memory, long pack) {
        Map<Long, Long> uses = new TreeMap<>();
        memory.drawsOn(pack).forEach(draw -> uses.put(draw.use(), draw.units()));
        for (Posting posting : draft.postings()) {
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
