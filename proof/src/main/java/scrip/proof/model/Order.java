package scrip.proof.model;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An order and its states (O1 to O8). */
final class Order implements Timed {
    enum State {
        DRAFT,
        CONFIRMED,
        PAID,
        ACTIVE,
        CANCELLED,
        EXPIRED
    }

    /** How long an unpaid order lives after its confirmation (O4). */
    static final Duration LIFE = Duration.ofDays(14);

    /** How long a quote holds its prices (C9). */
    static final Duration QUOTE_LIFE = Duration.ofDays(30);

    final String name;
    final Account account;
    final List<Line> lines;
    final boolean byVendor;
    final BigDecimal total;

    State state = State.DRAFT;
    Instant quotedAt;

    /** A quote that was accepted (C9). */
    boolean accepted;

    Instant expiresAt;

    /** What was paid on it when it ended unpaid (O4). */
    private final Map<Payment, BigDecimal> freed = new LinkedHashMap<>();

    /** The purchase instant (O8), or null. */
    Instant purchasedAt;

    Instant activateBy;
    Instant activatedAt;

    /** Paid, and waits for the vendor's approval (O3). */
    boolean waiting;

    boolean recalled;

    /** It was recalled before it was activated (R17). */
    boolean recalledWaiting;

    Order(String name, Account account, List<Line> lines, boolean byVendor) {
        this.name = name;
        this.account = account;
        this.lines = lines;
        this.byVendor = byVendor;
        total = lines.stream().map(line -> line.total).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    void confirm(Instant now) {
        state = State.CONFIRMED;
        expiresAt = now.plus(LIFE);
    }

    boolean isPaid() {
        return state == State.PAID || state == State.ACTIVE;
    }

    /** Its place among the orders of the account. */
    int place() {
        return account.orders.indexOf(this);
    }

    BigDecimal due() {
        BigDecimal due = isPaid() ? BigDecimal.ZERO : total;
        for (Payment payment : account.payments) {
            due = isPaid() ? due : due.subtract(payment.shares.getOrDefault(this, BigDecimal.ZERO));
        }
        return due;
    }

    /** R17: payable again, as if it had just been confirmed. */
    void reopen(Instant now) {
        recalledWaiting = state == State.PAID;
        recalled = false;
        purchasedAt = null;
        activateBy = null;
        activatedAt = null;
        freed.clear();
        confirm(now);
    }

    /** O3: a paid order counts as breached from its deadline on, also when approved later. */
    boolean breachedAt(Instant now) {
        if (activateBy == null) {
            return false;
        }
        return !(activatedAt == null ? now : activatedAt).isBefore(activateBy);
    }

    private Instant alarmAt() {
        return activateBy.minus(Duration.ofHours(1));
    }

    @Override
    public void dues(NextDue next) {
        if (state == State.CONFIRMED) {
            next.consider(expiresAt);
        }
        if (waiting) {
            next.consider(alarmAt());
        }
    }

    @Override
    public void fire(Instant at) {
        if (state == State.CONFIRMED && at.equals(expiresAt)) {
            state = State.EXPIRED;
            freeMoney();
        }
        if (waiting && at.equals(alarmAt())) {
            account.tellVendor(at, "ACTIVATION_DUE");
        }
    }

    /** O4: the money freed when it expired, as far as it is still unapplied. */
    BigDecimal canTakeBack() {
        BigDecimal back = BigDecimal.ZERO;
        if (state == State.EXPIRED) {
            for (Map.Entry<Payment, BigDecimal> one : freed.entrySet()) {
                back = back.add(one.getValue().min(one.getKey().rest));
            }
        }
        return back;
    }

    /**
     * O4: money received in time counts once the rest turns out to have been received in time too.
     */
    void takeBack() {
        if (state == State.EXPIRED) {
            freed.forEach((payment, part) -> payment.give(this, part));
        }
    }

    /** O4: a partial payment becomes unapplied money of the account. */
    void freeMoney() {
        freed.clear();
        for (Payment payment : account.payments) {
            if (payment.shares.containsKey(this)) {
                freed.put(payment, payment.shares.get(this));
                payment.free(this);
            }
        }
    }
}
