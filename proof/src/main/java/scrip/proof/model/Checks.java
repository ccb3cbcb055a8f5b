package scrip.proof.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/** The answers to a `check` (R18, O7, X1). Only looking at notices changes state. */
final class Checks {
    private final World world;
    private final Licenses licenses;
    private final Access access;

    /** How many notices were seen, by reader and organization. */
    private final Map<String, Integer> seen = new HashMap<>();

    Checks(World world, Licenses licenses) {
        this.world = world;
        this.licenses = licenses;
        access = new Access(world);
    }

    Map<String, Object> check(Map<String, Object> fields) {
        String what = fields.keySet().iterator().next();
        if (!what.equals("notices")) {
            world.bookedNothing();
        }
        Object subject = fields.get(what);
        return switch (what) {
            case "pool" -> pool(Fields.map(subject));
            case "pack" -> pack(subject.toString());
            case "license" -> licenses.check(Fields.map(subject));
            case "capacity" -> capacity(Fields.map(subject));
            case "obligations" -> obligations(Fields.map(subject));
            case "access" -> access.check(Fields.map(subject));
            case "order" -> order(subject.toString());
            case "service" -> service(subject.toString());
            case "emergencies" -> emergencies(Fields.map(subject));
            case "notices" -> notices(Fields.map(subject));
            default -> throw new IllegalArgumentException("unknown check: " + what);
        };
    }

    /** X5. */
    private Map<String, Object> emergencies(Map<String, Object> fields) {
        Account account = world.account(fields);
        Instant now = world.touch(account);
        long uses =
                account.pools.values().stream()
                        .flatMap(pool -> pool.uses.stream())
                        .filter(use -> use.inEmergency)
                        .count();
        return World.outcome(
                "count",
                (long) account.emergencies.size(),
                "open",
                account.emergencies.stream().filter(one -> now.isBefore(one.until())).count(),
                "uses",
                uses);
    }

    /** R18, R20: used = drawn + arrears. */
    private Map<String, Object> pool(Map<String, Object> fields) {
        Account account = world.account(fields);
        Instant now = world.touch(account);
        Item resource = world.catalog.resource(Fields.text(fields, "resource"));
        Long term = World.term(account, resource, fields);
        Refusal.unless(term != null, "STORAGE_TERM_MISSING");
        Pool known = account.pool(resource, term);
        Pool pool = known == null ? new Pool(account, resource, term) : known;
        return World.outcome(
                "available", pool.available(now),
                "used", sum(pool, pack -> pack.drawn) + pool.debt(),
                "arrears", pool.debt(),
                "held", sum(pool, pack -> pack.held),
                "closing", sum(pool, pack -> pack.closing(now)),
                "expired", sum(pool, pack -> pack.expired(now)),
                "voided", sum(pool, Pack::voided),
                "state", pool.stateAt(now));
    }

    private static long sum(Pool pool, ToLongFunction<Pack> units) {
        return pool.packs.stream().mapToLong(units).sum();
    }

    private Map<String, Object> pack(String name) {
        Pack pack = world.packs.get(name);
        if (pack == null) {
            return packNotActivated(name);
        }
        Account account = accountOf(pack);
        Instant now = world.touch(account);
        return World.outcome(
                "quantity", pack.quantity,
                "available", pack.available(now),
                "from", pack.from,
                "until", pack.until,
                "state", pack.stateAt(now));
    }

    private Account accountOf(Pack pack) {
        for (Account account : world.accounts.values()) {
            for (Pool pool : account.pools.values()) {
                if (pool.packs.contains(pack)) {
                    return account;
                }
            }
        }
        throw new IllegalStateException("pack without account: " + pack.name);
    }

    private Map<String, Object> packNotActivated(String name) {
        Order order = World.named(world.orderOfLine, name);
        world.touch(order.account);
        long quantity = 0;
        for (Line line : order.lines) {
            quantity = name.equals(line.name) ? line.quantity : quantity;
        }
        return World.outcome(
                "quantity",
                quantity,
                "available",
                0L,
                "from",
                null,
                "until",
                null,
                "state",
                order.recalled ? "VOIDED" : "PENDING");
    }

    /** R14: the sets that can be used, and the end of the one that ends first. */
    private Map<String, Object> capacity(Map<String, Object> fields) {
        Account account = world.account(fields);
        Instant now = world.touch(account);
        long sets = 0;
        Instant until = null;
        for (License set : account.sets(Fields.required(fields, "resource"))) {
            if (set.usableAt(now)) {
                sets++;
                until = until == null ? set.until : Calendar.earlier(until, set.until);
            }
        }
        return World.outcome("sets", sets, "until", until);
    }

    /** R5: units that still have to be stored, and the end of the last obligation. */
    private Map<String, Object> obligations(Map<String, Object> fields) {
        Account account = world.account(fields);
        Instant now = world.touch(account);
        long count = 0;
        Instant until = null;
        List<Use> uses = new ArrayList<>();
        account.pools.values().forEach(pool -> uses.addAll(pool.uses));
        for (Use use : uses) {
            if (use.storedUntil != null && now.isBefore(use.storedUntil)) {
                count += use.remaining();
                until = until == null ? use.storedUntil : Calendar.later(until, use.storedUntil);
            }
        }
        return World.outcome("count", count, "until", until);
    }

    private Map<String, Object> order(String name) {
        Order order = World.named(world.orders, name);
        Instant now = world.touch(order.account);
        return World.outcome(
                "state", order.state.name(),
                "total", order.total.toPlainString(),
                "activate_by", order.activateBy,
                "breached", order.breachedAt(now));
    }

    private Map<String, Object> service(String name) {
        License maintenance = world.maintenance.get(name);
        if (maintenance != null) {
            Instant now = world.touch(maintenance.account);
            License seen = licenses.maintenance(maintenance);
            return World.outcome("state", seen.stateAt(now).name(), "until", seen.until);
        }
        Order order = World.named(world.orderOfLine, name);
        world.touch(order.account);
        Service service = world.services.get(name);
        if (service != null) {
            return World.outcome("state", service.state.name(), "until", service.until);
        }
        boolean visits =
                order.lines.stream()
                        .anyMatch(l -> name.equals(l.name) && l.item.is(Item.Kind.MAINTENANCE));
        String waiting = visits ? "PENDING" : "PURCHASED";
        return World.outcome("state", order.recalled ? "ON_HOLD" : waiting, "until", null);
    }

    /** L3, R19: what was recorded since the last look; `due` gives the instant of each code. */
    private Map<String, Object> notices(Map<String, Object> fields) {
        Account account = world.account(fields);
        world.touch(account);
        boolean toVendor = "vendor".equals(Fields.text(fields, "to"));
        String looker = toVendor + "/" + account.org.id;
        List<String> codes = new ArrayList<>();
        List<Instant> due = new ArrayList<>();
        int start = seen.getOrDefault(looker, 0);
        for (Account.Notice notice : account.notices.subList(start, account.notices.size())) {
            if (toVendor ? notice.toVendor() : notice.toOrg()) {
                codes.add(notice.code());
                due.add(notice.at());
            }
        }
        seen.put(looker, account.notices.size());
        return World.outcome("codes", codes, "due", due);
    }
}
