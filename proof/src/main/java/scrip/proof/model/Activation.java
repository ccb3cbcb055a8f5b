package scrip.proof.model;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a payment activates: licenses, packs, sets and services (O2, O3, O8, L4, R12, R14). */
final class Activation {
    private final World world;

    Activation(World world) {
        this.world = world;
    }

    /** What one activation did, so that notices can be ordered with causes first. */
    private static final class Result {
        boolean opened;
        boolean renewed;
        final Set<License> begun = new LinkedHashSet<>();
        final Set<License> restored = new LinkedHashSet<>();
        final Set<Pool> toppedUp = new LinkedHashSet<>();
    }

    /** O3: the sum is reached. A first paid order of a product may have to wait for approval. */
    void purchased(Order order, Instant now) {
        Account account = order.account;
        order.state = Order.State.PAID;
        order.purchasedAt = now;
        order.activateBy = now.plus(Calendar.GRACE);
        account.tellBoth(now, "ORDER_PAID");
        boolean waits = false;
        for (Line line : order.lines) {
            boolean first = !account.productsPaid.contains(line.item.product());
            waits |= first && world.approvalNeeded(line.item);
        }
        order.lines.forEach(line -> account.productsPaid.add(line.item.product()));
        if (waits || order.recalledWaiting) {
            order.waiting = true;
        } else {
            activate(order, now);
        }
    }

    /** O8: all terms run from the purchase, or from an approval that came after the 24 hours. */
    void activate(Order order, Instant now) {
        Account account = order.account;
        Instant basis = now.isBefore(order.activateBy) ? order.purchasedAt : now;
        order.waiting = false;
        order.state = Order.State.ACTIVE;
        order.activatedAt = now;
        Result result = new Result();
        for (Line line : order.lines) {
            activate(order, line, basis, now, result);
        }
        if (result.opened) {
            account.tellBoth(now, "ACTIVATED");
        }
        if (result.renewed) {
            account.tellBoth(now, "RENEWED");
        }
        result.restored.forEach(_ -> account.tellBoth(now, "RESTORED"));
        result.toppedUp.forEach(pool -> pool.toppedUp(now));
    }

    private void activate(Order order, Line line, Instant basis, Instant now, Result result) {
        Account account = order.account;
        ZoneId zone = account.zone();
        switch (line.item.kind()) {
            case SUBSCRIPTION, PERPETUAL -> license(order, line, basis, now, result);
            case MAINTENANCE -> {
                License license = license(order, line, basis, now, result);
                world.maintenance.put(line.name, license);
            }
            case CAPACITY -> capacity(order, line, basis, now, result);
            case SERVICE -> {
                Instant until = Calendar.end(Calendar.day(basis, zone), 12, zone);
                result.opened = true;
                Service known = world.services.get(line.name);
                if (known != null && known.order == order) {
                    known.resume(until);
                } else {
                    Service service = new Service(account, order, until);
                    account.services.add(service);
                    world.services.put(line.name, service);
                }
            }
            case RESOURCE -> {
                Instant until = Calendar.end(Calendar.day(basis, zone), 12, zone);
                Pack.Window window =
                        new Pack.Window(now, until, basis, order.lines.indexOf(line) + 1);
                Pool pool = world.poolFor(account, line.item, line.term());
                issue(pool, line.name, order, line.quantity, window, now, line.item);
                if (line.bonus > 0) {
                    String name = line.name + "-bonus";
                    issue(pool, name, order, line.bonus, window, now, line.item).bonus = true;
                }
                result.toppedUp.add(pool);
                result.opened = true;
            }
        }
    }

    /** L4: extends the license of the same item and organization, or begins one. */
    private License license(Order order, Line line, Instant basis, Instant now, Result result) {
        Account account = order.account;
        boolean ownStart = line.item.is(Item.Kind.MAINTENANCE) && line.starts != null;
        License license = ownStart ? null : account.license(line.item.name(), line.target);
        if (license == null) {
            license = new License(account, line.item, line.target);
            account.licenses.add(license);
            result.begun.add(license);
            result.opened = true;
            if (line.item.is(Item.Kind.PERPETUAL)) {
                license.beginForever(order, line.item, basis);
            } else {
                license.begin(
                        order,
                        line.item,
                        start(line, basis, account),
                        line.monthsInAll(),
                        account.zone());
            }
        } else if (line.item.is(Item.Kind.PERPETUAL)) {
            noteRestored(license, now, result);
            license.beginForever(order, line.item, basis);
            result.opened = true;
        } else if (license.endsSilently() && !basis.isBefore(license.until)) {
            license.begin(
                    order,
                    line.item,
                    start(line, basis, account),
                    line.monthsInAll(),
                    account.zone());
            result.begun.add(license);
            result.opened = true;
        } else {
            extend(license, order, line, basis, now, result);
        }
        return license;
    }

    /** S3: maintenance may name the local date of its start; a past date means at once. */
    private static Instant start(Line line, Instant basis, Account account) {
        ZoneId zone = account.zone();
        if (line.starts == null || line.starts.isBefore(Calendar.day(basis, zone))) {
            return basis;
        }
        return line.starts.atStartOfDay(zone).toInstant();
    }

    private void extend(
            License license, Order order, Line line, Instant basis, Instant now, Result result) {
        noteRestored(license, now, result);
        license.extend(order, line.item, line.monthsInAll(), basis, order.account.zone());
        if (!result.begun.contains(license)) {
            result.renewed = true;
        }
    }

    private static void noteRestored(License license, Instant now, Result result) {
        if (license.stateAt(now) == License.State.SUSPENDED) {
            result.restored.add(license);
        }
    }

    /** R14: `extend` goes to the sets that end first, `add` adds sets that start now. */
    private void capacity(Order order, Line line, Instant basis, Instant now, Result result) {
        Account account = order.account;
        List<License> chosen = line.add ? List.of() : setsToExtend(account, line, now);
        for (License set : chosen) {
            extend(set, order, line, basis, now, result);
        }
        for (long more = chosen.size(); more < line.quantity; more++) {
            License set = new License(account, line.item, account.org.id);
            set.begin(order, line.item, basis, line.monthsInAll(), account.zone());
            account.sets.add(set);
            result.begun.add(set);
            result.opened = true;
        }
    }

    /** R14: usable sets that end first; only without any, those that ended last. */
    private static List<License> setsToExtend(Account account, Line line, Instant now) {
        List<License> all = account.sets(line.item.name());
        Comparator<License> byEnd = Comparator.comparing(set -> set.until);
        List<License> usable = all.stream().filter(set -> set.usableAt(now)).sorted(byEnd).toList();
        List<License> ranked =
                usable.isEmpty() ? all.stream().sorted(byEnd.reversed()).toList() : usable;
        return new ArrayList<>(ranked.subList(0, (int) Math.min(line.quantity, ranked.size())));
    }

    /** A bonus pack by the vendor (R3). */
    Map<String, Object> grant(Map<String, Object> fields) {
        Account account = world.account(fields);
        grant(account, fields, world.touch(account));
        return World.outcome();
    }

    void grant(Account account, Map<String, Object> fields, Instant now) {
        ZoneId zone = account.zone();
        Item resource = world.catalog.resource(Fields.text(fields, "resource"));
        long quantity = Fields.number(fields, "quantity");
        Long term = World.term(account, resource, fields);
        Refusal.unless(term != null, "STORAGE_TERM_MISSING");
        Refusal.unless(quantity > 0, "QUANTITY_BELOW_MINIMUM");
        Refusal.unless(quantity <= Catalog.UNITS_MAX, "QUANTITY_NOT_MULTIPLE");
        Instant named = Fields.instant(fields.get("starts"), zone);
        Instant from = named == null ? now : named;
        Instant end = Fields.instant(fields.get("until"), zone);
        Instant until = end == null ? Calendar.end(Calendar.day(from, zone), 12, zone) : end;
        Refusal.unless(until.isAfter(from) && until.isAfter(now), "TERM_NOT_OFFERED");
        Refusal.unless(!Ends.tooLate(until, zone), "TERM_NOT_OFFERED");
        Pool pool = world.poolFor(account, resource, term);
        Pack.Window window = new Pack.Window(from, until, now, 0);
        Item sold = world.inForce(resource.name(), now);
        issue(pool, Fields.text(fields, "as"), null, quantity, window, now, sold).bonus = true;
        if (!from.isAfter(now)) {
            pool.toppedUp(now);
        }
    }

    private Pack issue(
            Pool pool,
            String name,
            Order order,
            long quantity,
            Pack.Window window,
            Instant now,
            Item sold) {
        int sequence = pool.account.packSequence++;
        String known = name == null ? "pack-" + sequence : name;
        Pack pack = new Pack(known, order, quantity, window, sequence, world.termsOf(sold));
        pool.add(pack, now);
        world.packs.put(known, pack);
        return pack;
    }
}
