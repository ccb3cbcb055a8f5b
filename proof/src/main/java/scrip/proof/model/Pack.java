package scrip.proof.model;

import java.time.Instant;
import java.util.Comparator;

/** A quantity of one resource bought or granted at once, with its own validity window (R1, R2). */
final class Pack {
    /** R3: earliest end, bonus before paid, earlier start, earlier purchase, line number. */
    static final Comparator<Pack> ORDER_OF_DEDUCTION =
            Comparator.comparing((Pack pack) -> pack.until)
                    .thenComparingInt(pack -> pack.bonus ? 0 : 1)
                    .thenComparing(pack -> pack.from)
                    .thenComparing(pack -> pack.boughtAt)
                    .thenComparingInt(pack -> pack.line)
                    .thenComparingInt(pack -> pack.sequence);

    /** C1: which pack decides mode and limit: the latest purchase that is not recalled. */
    static final Comparator<Pack> LATEST_PURCHASE_LAST =
            Comparator.comparingInt((Pack pack) -> pack.order == null ? 0 : 1)
                    .thenComparingInt(pack -> pack.isVoided ? 0 : 1)
                    .thenComparing(pack -> pack.boughtAt)
                    .thenComparingInt(pack -> pack.sequence);

    final String name;

    /** The order that it came with; null for a grant. */
    final Order order;

    boolean bonus;
    final long quantity;
    final Instant from;
    final Instant until;
    final Instant boughtAt;

    /** The number of its line in its order; 0 for a grant. */
    final int line;

    /** Grows with every pack of an account. */
    final int sequence;

    /** Units neither spent nor held; whether they can be spent depends on time (R2). */
    long left;

    long held;
    long drawn;
    boolean isVoided;

    /** R10, C1: how the resource was sold with it, or when it was granted. */
    final Sold sold;

    Pack(String name, Order order, long quantity, Window window, int sequence, Sold sold) {
        this.name = name;
        this.sold = sold;
        this.order = order;
        this.quantity = quantity;
        this.from = window.from();
        this.until = window.until();
        this.boughtAt = window.boughtAt();
        this.line = window.line();
        this.sequence = sequence;
        left = quantity;
    }

    /** R10: HARD instead of SOFT, and the most arrears, null for no limit. */
    record Sold(boolean hard, Long arrearsMax) {}

    /** The window in which it can be spent, and when it was bought. */
    record Window(Instant from, Instant until, Instant boughtAt, int line) {}

    boolean withinWindow(Instant now) {
        return !isVoided && !now.isBefore(from) && now.isBefore(until);
    }

    /** R9: less than 24 hours after its end. */
    boolean inLateWindow(Instant now) {
        return !isVoided && !now.isBefore(until) && now.isBefore(until.plus(Calendar.GRACE));
    }

    /** R9: whether a use that happened at `eventAt` and is booked now may draw on it. */
    boolean spendableFor(Instant eventAt, Instant now) {
        boolean late = inLateWindow(now) && !eventAt.isBefore(from) && eventAt.isBefore(until);
        return left > 0 && (withinWindow(now) || late);
    }

    long available(Instant now) {
        return withinWindow(now) ? left : 0;
    }

    long closing(Instant now) {
        return inLateWindow(now) ? left : 0;
    }

    long expired(Instant now) {
        return !isVoided && !now.isBefore(until.plus(Calendar.GRACE)) ? left : 0;
    }

    long voided() {
        return isVoided ? quantity : 0;
    }

    void draw(long units) {
        left -= units;
        drawn += units;
    }

    void giveBack(long units) {
        left += units;
        drawn -= units;
    }

    /** R18: the state of the pack at an instant. */
    String stateAt(Instant now) {
        if (isVoided) {
            return "VOIDED";
        }
        if (now.isBefore(from)) {
            return "PENDING";
        }
        if (left == 0 && held == 0) {
            return "USED_UP";
        }
        return now.isBefore(until) || left == 0 ? "ACTIVE" : "EXPIRED";
    }
}
