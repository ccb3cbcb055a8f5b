package scrip.proof.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One use, booked or kept for the vendor's decision (R6, R8). */
final class Use {
    /** Units taken from one pack, at once or later as a repayment. */
    static final class Draw {
        final Pack pack;
        long units;

        Draw(Pack pack, long units) {
            this.pack = pack;
            this.units = units;
        }
    }

    /** The account it is booked on, and the key under which it is known there (R7). */
    final Account owner;

    final String key;
    final Item resource;
    final String subject;
    final long quantity;
    final Instant eventAt;

    /** The fields as they came; a kept use is booked from them when it is accepted (R8). */
    final Map<String, Object> fields;

    /** The pool it was booked on; null while it is kept. */
    Pool pool;

    /** In the order in which they happened. */
    final List<Draw> draws = new ArrayList<>();

    long corrected;

    /** Kept, and not yet decided. */
    boolean kept;

    /** X5: whether only emergency access allowed it. */
    boolean inEmergency;

    /** R5: end of the storage obligation, or null. */
    Instant storedUntil;

    Use(Account owner, Item resource, long quantity, Instant eventAt, Map<String, Object> fields) {
        this.owner = owner;
        this.key = Fields.text(fields, "key");
        this.resource = resource;
        this.subject = Fields.text(fields, "subject");
        this.quantity = quantity;
        this.eventAt = eventAt;
        this.fields = fields;
    }

    long remaining() {
        return pool == null ? 0 : quantity - corrected;
    }

    void draw(Pack pack, long units) {
        pack.draw(units);
        draws.add(new Draw(pack, units));
    }

    /** Units by name of the pack; packs drawn 0 are left out. */
    Map<String, Long> drawn() {
        Map<String, Long> sums = new LinkedHashMap<>();
        for (Draw draw : draws) {
            if (draw.units > 0) {
                sums.merge(draw.pack.name, draw.units, Long::sum);
            }
        }
        return sums;
    }
}
