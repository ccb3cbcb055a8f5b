package scrip.proof.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/**
 * All packs of one (account, resource, storage term), its arrears, episode and holds (section 6).
 */
final class Pool implements Timed {
    /** Units of a use that no pack has covered yet; the pool's list has the oldest first. */
    static final class Debt {
        final Use use;
        long units;

        Debt(Use use, long units) {
            this.use = use;
            this.units = units;
        }
    }

    /** R19: shares of the packs' quantities at which a reminder is sent, in per cent. */
    private static final int[] LOW_PERCENT = {20, 10, 5, 0};

    final Account account;
    final Item resource;

    /** Storage term in years; 0 for a resource without (R4). */
    final long term;

    final List<Pack> packs = new ArrayList<>();
    final List<Use> uses = new ArrayList<>();
    final List<Debt> debts = new ArrayList<>();
    final List<Hold> holds = new ArrayList<>();

    /** R11: start of the arrears episode, or null. */
    Instant episodeAt;

    boolean suspended;
    private final Set<Integer> lowSent = new HashSet<>();

    Pool(Account account, Item resource, long term) {
        this.account = account;
        this.resource = resource;
        this.term = term;
    }

    /** C1: mode and limit are those of the latest purchase. */
    Pack.Sold sold() {
        return packs.stream().max(Pack.LATEST_PURCHASE_LAST).orElseThrow().sold;
    }

    long available(Instant now) {
        return packs.stream().mapToLong(pack -> pack.available(now)).sum();
    }

    long debt() {
        return debts.stream().mapToLong(debt -> debt.units).sum();
    }

    /** R10: a pack that has not started counts, and so does one that was voided. */
    boolean everHadPack() {
        return !packs.isEmpty();
    }

    String stateAt(Instant now) {
        if (suspended) {
            return "SUSPENDED";
        }
        if (debt() > 0) {
            return "ARREARS";
        }
        return available(now) > 0 ? "ACTIVE" : "EXHAUSTED";
    }

    /** R3, R9: the packs that a use may draw on, in the order of deduction. */
    List<Pack> spendable(Instant eventAt, Instant now) {
        return packs.stream()
                .filter(pack -> pack.spendableFor(eventAt, now))
                .sorted(Pack.ORDER_OF_DEDUCTION)
                .toList();
    }

    long covered(Instant eventAt, Instant now) {
        return spendable(eventAt, now).stream().mapToLong(pack -> pack.left).sum();
    }

    /**
     * Draws the units by R3; what no pack covers becomes arrears of the use. Answers the arrears.
     */
    long charge(Use use, long units, Instant eventAt, Instant now) {
        long open = units;
        for (Pack pack : spendable(eventAt, now)) {
            long part = Math.min(open, pack.left);
            if (part > 0) {
                use.draw(pack, part);
                open -= part;
            }
        }
        if (open > 0) {
            debts.add(new Debt(use, open));
        }
        return open;
    }

    /** R12: spendable units repay arrears first, oldest first; they are then used up. */
    void settle(Instant now) {
        Iterator<Debt> oldestFirst = debts.iterator();
        while (oldestFirst.hasNext()) {
            Debt debt = oldestFirst.next();
            for (Pack pack : spendable(now, now)) {
                long part = Math.min(debt.units, pack.available(now));
                if (part > 0) {
                    debt.use.draw(pack, part);
                    debt.units -= part;
                }
            }
            if (debt.units > 0) {
                return;
            }
            oldestFirst.remove();
        }
    }

    /**
     * R11, R13: starts or ends the arrears episode, and restores the pool. Called after every
     * change.
     */
    void review(Instant now) {
        long debt = debt();
        if (debt == 0) {
            episodeAt = null;
        } else if (episodeAt == null) {
            episodeAt = now;
            account.tellBoth(now, "ARREARS_STARTED");
        }
        if (suspended && debt == 0 && available(now) > 0) {
            suspended = false;
            account.tellBoth(now, "RESTORED");
        }
        assertSound(now);
    }

    /** R12, R13: the consequences of packs becoming spendable. */
    void toppedUp(Instant now) {
        boolean before = suspended;
        settle(now);
        review(now);
        if (before && suspended) {
            account.tellBoth(now, "STILL_SUSPENDED");
        }
    }

    /** R19: each new pack arms the reminders again once it can be spent. */
    void add(Pack pack, Instant now) {
        packs.add(pack);
        if (pack.withinWindow(now)) {
            lowSent.clear();
        }
    }

    /** R19: the reminders whose level was reached by a use; none in arrears or suspension. */
    void remindLow(Instant now) {
        if (suspended || debt() > 0) {
            return;
        }
        long available = available(now);
        long whole =
                packs.stream().filter(p -> p.withinWindow(now)).mapToLong(p -> p.quantity).sum();
        for (int percent : LOW_PERCENT) {
            boolean low = whole > 0 && available * 100 <= whole * percent;
            if (low && lowSent.add(percent)) {
                account.tellBoth(now, "LOW_" + percent);
            }
        }
    }

    /** R17: voids the packs of recalled orders. */
    void recall(List<Order> orders, Instant now) {
        List<Pack> gone =
                packs.stream().filter(p -> orders.contains(p.order) && !p.isVoided).toList();
        if (gone.isEmpty()) {
            return;
        }
        for (Hold hold : holds) {
            if (hold.open && gone.stream().anyMatch(hold.units::containsKey)) {
                hold.close();
            }
        }
        gone.forEach(pack -> pack.isVoided = true);
        settle(now);
        if (debt() == 0) {
            episodeAt = null;
        }
        gone.stream().sorted(Pack.ORDER_OF_DEDUCTION).forEach(pack -> drawAgain(pack, now));
        gone.forEach(pack -> {
            pack.left = 0;
            pack.drawn = 0;
        });
        review(now);
    }

    /**
     * R17: units drawn from a voided pack are drawn from others, oldest use first, or become
     * arrears.
     */
    private void drawAgain(Pack gone, Instant now) {
        for (Use use : uses) {
            long again =
                    use.draws.stream()
                            .filter(draw -> draw.pack == gone)
                            .mapToLong(draw -> draw.units)
                            .sum();
            use.draws.removeIf(draw -> draw.pack == gone);
            if (again > 0) {
                charge(use, again, now, now);
            }
        }
    }

    @Override
    public void dues(NextDue next) {
        for (Pack pack : packs) {
            next.consider(pack.from);
            for (int days : Calendar.REMINDER_DAYS) {
                next.consider(Calendar.daysBefore(pack.until, days));
            }
        }
        for (Hold hold : holds) {
            if (hold.open) {
                next.consider(hold.until);
            }
        }
        if (episodeAt != null) {
            next.consider(episodeAt.plus(Calendar.HALF_GRACE));
            next.consider(episodeAt.plus(Calendar.GRACE));
        }
    }

    /** R15: at the same instant holds end first, then packs start, then suspension begins. */
    @Override
    public void fire(Instant at) {
        for (Hold hold : holds) {
            if (hold.open && at.equals(hold.until)) {
                hold.close();
                settle(at);
                review(at);
            }
        }
        boolean started = false;
        for (Pack pack : packs) {
            started |= at.equals(pack.from) && !pack.isVoided;
        }
        if (started) {
            lowSent.clear();
            toppedUp(at);
        }
        for (Pack pack : packs) {
            for (int days : Calendar.REMINDER_DAYS) {
                boolean due = at.equals(Calendar.daysBefore(pack.until, days));
                if (due && !pack.isVoided && pack.left + pack.held > 0) {
                    account.tellBoth(at, Calendar.reminder(days));
                }
            }
        }
        if (episodeAt != null && at.equals(episodeAt.plus(Calendar.HALF_GRACE))) {
            account.tellBoth(at, "ARREARS_12_HOURS");
        }
        if (episodeAt != null && at.equals(episodeAt.plus(Calendar.GRACE)) && !suspended) {
            suspended = true;
            account.tellBoth(at, "SUSPENDED");
        }
    }

    /** R20. */
    private void assertSound(Instant now) {
        for (Pack pack : packs) {
            long sum = pack.left + pack.held + pack.drawn + pack.voided();
            if (sum != pack.quantity || pack.left < 0 || pack.held < 0 || pack.drawn < 0) {
                throw new IllegalStateException("units of pack " + pack.name + " do not add up");
            }
        }
        if (debt() > 0 && available(now) > 0) {
            throw new IllegalStateException("units available while in arrears");
        }
    }
}
