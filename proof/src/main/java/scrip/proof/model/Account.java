package scrip.proof.model;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All that belongs to one organization as buyer and debtor, with its own booking time (T5). */
final class Account {
    /** What was recorded for the two platforms (L3). */
    record Notice(Instant at, String code, boolean toOrg, boolean toVendor) {}

    /** The first answer under a key (R7). */
    record Answered(String kind, Map<String, Object> content, Map<String, Object> answer) {}

    /** An agreement, with its prices and units of bonus packs by item, and its days (C9). */
    record Signed(
            String product,
            LocalDate from,
            LocalDate until,
            Map<String, List<Agreed>> prices,
            Map<String, Long> bonus) {
        boolean counts(LocalDate today) {
            boolean begun = from == null || !today.isBefore(from);
            return begun && (until == null || !today.isAfter(until));
        }
    }

    final Org org;

    /** The latest booking time; it never goes back (T5). */
    Instant clock = Instant.MIN;

    final List<License> licenses = new ArrayList<>();

    /** The sets of monthly resources (R14). */
    final List<License> sets = new ArrayList<>();

    final Map<String, Pool> pools = new LinkedHashMap<>();
    final List<Service> services = new ArrayList<>();
    final List<Order> orders = new ArrayList<>();

    /** Emergencies (X5). */
    final List<Emergencies.Opened> emergencies = new ArrayList<>();

    final List<Notice> notices = new ArrayList<>();

    /** Keys of uses, holds, captures, releases and corrections: one space (R7). */
    final Map<String, Answered> keys = new HashMap<>();

    final Map<String, Use> usesByKey = new LinkedHashMap<>();

    /** Keys of kept uses that were booked on another account (R21). */
    final Map<String, Account> movedKeys = new HashMap<>();

    /** The use that counts for a subject, by resource and subject (R7). */
    final Map<List<String>, Use> usesBySubject = new HashMap<>();

    /** Every agreement, in the order in which they were signed (C6, C9). */
    final List<Signed> signed = new ArrayList<>();

    /** Products of which an order was paid (O3). */
    final Set<String> productsPaid = new HashSet<>();

    /** In the order they were booked. */
    final List<Payment> payments = new ArrayList<>();

    /**
     * Reference, value date (as a day, and as an instant), amount and currency of every transfer
     * with a reference (M1).
     */
    final Set<List<Object>> marks = new HashSet<>();

    int packSequence;

    Account(Org org) {
        this.org = org;
    }

    /** Money that is not applied to any order (M1). */
    BigDecimal unapplied(String currency) {
        return payments.stream()
                .filter(payment -> payment.currency.equals(currency))
                .map(payment -> payment.rest)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    ZoneId zone() {
        return org.zone;
    }

    /** C6: whether there is an agreement for a product, of whatever date. */
    boolean hasSigned(String product) {
        return signed.stream().anyMatch(one -> one.product().equals(product));
    }

    /** C9: the agreement for a product that counts on a day: the last signed of those; or null. */
    Signed agreement(String product, LocalDate today) {
        Signed last = null;
        for (Signed one : signed) {
            last = one.product().equals(product) && one.counts(today) ? one : last;
        }
        return last;
    }

    /** Processes in order everything that falls due up to and including the instant. */
    void advance(Instant to) {
        while (to.isAfter(clock)) {
            Timed.NextDue next = new Timed.NextDue(clock);
            pools.values().forEach(pool -> pool.dues(next));
            licenses.forEach(license -> license.dues(next));
            sets.forEach(set -> set.dues(next));
            orders.forEach(order -> order.dues(next));
            services.forEach(service -> service.dues(next));
            if (next.first == null || next.first.isAfter(to)) {
                break;
            }
            clock = next.first;
            pools.values().forEach(pool -> pool.fire(clock));
            licenses.forEach(license -> license.fire(clock));
            sets.forEach(set -> set.fire(clock));
            orders.forEach(order -> order.fire(clock));
            services.forEach(service -> service.fire(clock));
        }
        clock = Calendar.later(clock, to);
    }

    void tellBoth(Instant at, String code) {
        notices.add(new Notice(at, code, true, true));
    }

    void tellVendor(Instant at, String code) {
        notices.add(new Notice(at, code, false, true));
    }

    void tellOrg(Instant at, String code) {
        notices.add(new Notice(at, code, true, false));
    }

    /** The licenses of an item for an organization: one, but for maintenance (S3). */
    List<License> licenses(String item, String target) {
        return licenses.stream()
                .filter(one -> one.item.name().equals(item) && one.target.equals(target))
                .toList();
    }

    /** The one that ends last, or null. */
    License license(String item, String target) {
        License last = null;
        for (License one : licenses(item, target)) {
            last = last == null || !one.until.isBefore(last.until) ? one : last;
        }
        return last;
    }

    /**
     * C5: whether an item can be used, which what it requires must be able to as well, and so on.
     * Asked for items count as usable: those of one order, or those on the way here.
     */
    boolean usable(String item, String target, Instant now, Set<String> asked) {
        if (asked.contains(item)) {
            return true;
        }
        License license = license(item, target);
        if (license == null || !license.usableAt(now)) {
            return false;
        }
        String needed = license.itemAt(now).requires();
        Set<String> further = new HashSet<>(asked);
        further.add(item);
        return needed == null || usable(needed, target, now, further);
    }

    List<License> sets(String item) {
        return sets.stream().filter(set -> set.item.name().equals(item)).toList();
    }

    Pool pool(Item resource, long term) {
        return pools.get(resource.name() + "/" + term);
    }

    /** The pools of a resource, one per storage term (R4). */
    List<Pool> pools(Item resource) {
        return pools.values().stream().filter(pool -> pool.resource.same(resource)).toList();
    }

    /** The lines of paid orders that wait for the vendor's approval (O3). */
    List<Line> waitingLines() {
        return orders.stream()
                .filter(order -> order.waiting)
                .flatMap(order -> order.lines.stream())
                .toList();
    }

    /** O3: whether an item is paid for the organization, and not yet activated. */
    boolean waitsFor(String item, String target) {
        return waitingLines().stream()
                .anyMatch(line -> line.item.name().equals(item) && line.target.equals(target));
    }
}
