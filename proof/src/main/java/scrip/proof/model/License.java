package scrip.proof.model;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * The right of one organization to use one item: a subscription, a perpetual license, maintenance
 * (S3), or one set of a monthly resource (R14). Section 5 of the rulebook.
 */
final class License implements Timed {
    enum State {
        PENDING,
        ACTIVE,
        ARREARS,
        SUSPENDED,
        ENDED
    }

    /** Months that an order gave to the current period. */
    private record Bought(Order order, Item item, long months) {}

    final Account account;

    /** The item as first sold; at a later instant it may be what a later version sold. */
    final Item item;

    final String target;

    /** The first instant of the unbroken period (L10). */
    Instant from;

    /** The end; null for a license without end (C7). */
    Instant until;

    /** L9: set to end at `until`. */
    boolean endsAtEnd;

    /** What its first months are, also when a recall has taken all of them. */
    private Item base;

    private LocalDate anchor;
    private ZoneId zone;
    private final List<Bought> bought = new ArrayList<>();

    /** R17: when the arrears began because of a recall rather than at `until`; null otherwise. */
    private Instant arrearsByRecall;

    License(Account account, Item item, String target) {
        this.account = account;
        this.item = item;
        this.target = target;
    }

    /** Starts a new period (T2): anchor is the local date of its first instant. */
    void begin(Order order, Item sold, Instant start, long months, ZoneId zoneOfNow) {
        from = start;
        zone = zoneOfNow;
        anchor = Calendar.day(start, zone);
        bought.clear();
        bought.add(new Bought(order, sold, months));
        afterChange();
    }

    /** L4: more months, bought at `purchasedAt` (O8). */
    void extend(Order order, Item sold, long months, Instant purchasedAt, ZoneId zoneOfNow) {
        if (purchasedAt.isBefore(until.plus(Calendar.GRACE))) {
            bought.add(new Bought(order, sold, months));
            afterChange();
        } else {
            begin(order, sold, purchasedAt.minus(Calendar.GRACE), months, zoneOfNow);
        }
    }

    /** C7: a license without end. */
    void beginForever(Order order, Item sold, Instant start) {
        if (until != null || from == null) {
            from = start;
            bought.clear();
        }
        until = null;
        bought.add(new Bought(order, sold, 0));
        base = bought.getFirst().item();
        endsAtEnd = false;
        arrearsByRecall = null;
    }

    /** C1, L4: months keep the item as sold, starting at the end of the months bought before. */
    Item itemAt(Instant now) {
        long months = 0;
        for (Bought one : bought) {
            months += one.months();
            if (until != null && now.isBefore(Calendar.end(anchor, months, zone))) {
                return one.item();
            }
        }
        return bought.isEmpty() ? base : bought.getLast().item();
    }

    /** C1: whether it gives a feature; without an end, by any of its purchases. */
    boolean gives(String asked, Instant now) {
        boolean forever = until == null;
        return itemAt(now).gives(asked)
                || (forever && bought.stream().anyMatch(one -> one.item().gives(asked)));
    }

    /**
     * What a purchase at the instant builds on (L4): this period, or one without months that would
     * begin where the new one does.
     */
    Ends.Run run(Instant now) {
        boolean quiet = endsSilently() && !now.isBefore(until);
        if (!quiet && now.isBefore(until.plus(Calendar.GRACE))) {
            return new Ends.Run(anchor, months(), zone, usableAt(now));
        }
        Instant start = quiet ? now : now.minus(Calendar.GRACE);
        return new Ends.Run(Calendar.day(start, account.zone()), 0, account.zone(), false);
    }

    private void afterChange() {
        base = bought.getFirst().item();
        until = Calendar.end(anchor, months(), zone);
        endsAtEnd = false;
        arrearsByRecall = null;
    }

    private long months() {
        return bought.stream().mapToLong(Bought::months).sum();
    }

    /** R17: removes the months of an order. Those of a period that is over were used, and stay. */
    void withdraw(Order order, Instant now) {
        if (!bought.removeIf(one -> one.order() == order)) {
            return;
        }
        base = bought.isEmpty() ? base : bought.getFirst().item();
        boolean forever = until == null;
        if (forever && !bought.isEmpty()) {
            return;
        }
        boolean wasPast = !forever && !now.isBefore(until);
        Instant arrearsBefore = forever ? null : arrearsAt();
        if (forever) {
            until = now;
        } else if (bought.isEmpty()) {
            until = Calendar.earlier(from, now);
        } else {
            until = Calendar.end(anchor, months(), zone);
        }
        if (now.isBefore(until) || endsSilently()) {
            return;
        }
        arrearsByRecall = wasPast ? arrearsBefore : now;
        if (!wasPast) {
            tell(now, "ARREARS_STARTED");
        }
    }

    /** L7, L9: ends at `until` without arrears. */
    boolean endsSilently() {
        return endsAtEnd || item.is(Item.Kind.MAINTENANCE);
    }

    private Instant arrearsAt() {
        return arrearsByRecall == null ? until : arrearsByRecall;
    }

    /** L1: a state is a function of the facts and of now. */
    State stateAt(Instant now) {
        if (until == null || now.isBefore(until)) {
            return now.isBefore(from) ? State.PENDING : State.ACTIVE;
        }
        if (endsSilently()) {
            return State.ENDED;
        }
        boolean grace = now.isBefore(arrearsAt().plus(Calendar.GRACE));
        return grace ? State.ARREARS : State.SUSPENDED;
    }

    boolean usableAt(Instant now) {
        State state = stateAt(now);
        return state == State.ACTIVE || state == State.ARREARS;
    }

    @Override
    public void dues(NextDue next) {
        if (until == null) {
            return;
        }
        if (!bought.isEmpty()) {
            for (int days : Calendar.REMINDER_DAYS) {
                next.consider(Calendar.daysBefore(until, days));
            }
        }
        if (!endsSilently()) {
            next.consider(arrearsAt());
            next.consider(arrearsAt().plus(Calendar.HALF_GRACE));
            next.consider(arrearsAt().plus(Calendar.GRACE));
        }
    }

    /** L3. A recall sends its own arrears notice, so `arrearsAt` is then in the past here. */
    @Override
    public void fire(Instant at) {
        if (until == null) {
            return;
        }
        for (int days : Calendar.REMINDER_DAYS) {
            if (!bought.isEmpty() && at.equals(Calendar.daysBefore(until, days))) {
                tell(at, Calendar.reminder(days));
            }
        }
        if (endsSilently()) {
            return;
        }
        if (at.equals(arrearsAt())) {
            tell(at, "ARREARS_STARTED");
        }
        if (at.equals(arrearsAt().plus(Calendar.HALF_GRACE))) {
            tell(at, "ARREARS_12_HOURS");
        }
        if (at.equals(arrearsAt().plus(Calendar.GRACE))) {
            tell(at, "SUSPENDED");
        }
    }

    /** L3: once per period, which the sets of a resource that end together share (R14). */
    private void tell(Instant at, String code) {
        for (License other : account.sets(item.name())) {
            if (other == this) {
                break;
            }
            boolean together = other.until.equals(until) && other.arrearsAt().equals(arrearsAt());
            if (together && item.is(Item.Kind.CAPACITY)) {
                return;
            }
        }
        account.tellBoth(at, code);
    }
}
