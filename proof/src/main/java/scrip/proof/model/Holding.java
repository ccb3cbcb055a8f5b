package scrip.proof.model;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Holds, their capture and release (R15). */
final class Holding {
    /** Maximum and default duration of a hold (R15). */
    private static final long HOURS_MAX = 24;

    private final World world;
    private final Usage usage;

    /** By account and key, so that a repeated hold finds its own again. */
    private final Map<List<String>, Hold> byKey = new HashMap<>();

    Holding(World world, Usage usage) {
        this.world = world;
        this.usage = usage;
    }

    /** Reserves units by R3; a hold that cannot be covered in full is refused in either mode. */
    Map<String, Object> hold(Map<String, Object> fields) {
        Account asker = world.account(fields);
        Account owner = usage.named(asker, fields);
        Instant now = world.touch(owner);
        Map<String, Object> content = Fields.content(fields, "as");
        content.putIfAbsent("hours", HOURS_MAX);
        Map<String, Object> first = usage.again(owner, "hold", content);
        String key = Fields.required(fields, "key");
        if (first != null) {
            world.holds.put(Fields.required(fields, "as"), byKey.get(List.of(owner.org.id, key)));
            return first;
        }
        Item resource = world.catalog.resource(Fields.text(fields, "resource"));
        long quantity = Fields.number(fields, "quantity");
        long hours = Fields.number(content, "hours");
        Refusal.unless(quantity > 0 && hours > 0, "QUANTITY_BELOW_MINIMUM");
        Refusal.unless(quantity <= Catalog.UNITS_MAX, "QUANTITY_NOT_MULTIPLE");
        Refusal.unless(belongs(asker, owner), "NOT_MEMBER");
        Long term = World.term(owner, resource, fields);
        Refusal.unless(term != null, "STORAGE_TERM_MISSING");
        Refusal.unless(hours <= HOURS_MAX, "HOLD_TOO_LONG");
        Pool pool = owner.pool(resource, term);
        Refusal.unless(pool != null && pool.everHadPack(), "NOT_LICENSED");
        Refusal.unless(!pool.suspended, "SUSPENDED");
        Refusal.unless(pool.available(now) >= quantity, "INSUFFICIENT");
        Hold hold = new Hold(owner, asker, pool, now.plus(Duration.ofHours(hours)));
        long open = quantity;
        for (Pack pack : pool.spendable(now, now)) {
            long part = Math.min(open, pack.left);
            if (part > 0) {
                pack.left -= part;
                pack.held += part;
                hold.units.put(pack, part);
                open -= part;
            }
        }
        pool.holds.add(hold);
        pool.review(now);
        byKey.put(List.of(owner.org.id, key), hold);
        world.holds.put(Fields.required(fields, "as"), hold);
        Map<String, Object> answer =
                World.outcome("held", quantity, "available", pool.available(now));
        return usage.remember(owner, "hold", content, answer);
    }

    /** R21: asked uses of a consortium's pool are for itself and for those who are members now. */
    private static boolean belongs(Account asker, Account owner) {
        return asker == owner || owner.org.members.contains(asker.org.id);
    }

    /** Uses the held units; more draws the difference as an asked use, less returns the rest. */
    Map<String, Object> capture(Map<String, Object> fields) {
        Hold hold = World.named(world.holds, Fields.required(fields, "hold"));
        Account owner = hold.owner;
        Instant now = world.touch(owner);
        Map<String, Object> content = Fields.content(fields);
        Map<String, Object> first = usage.again(owner, "capture", content);
        if (first != null) {
            return first;
        }
        Refusal.unless(hold.open, "HOLD_CLOSED");
        Long named = Fields.number(fields, "quantity");
        long quantity = named == null ? hold.held() : named;
        Refusal.unless(quantity > 0, "QUANTITY_BELOW_MINIMUM");
        Refusal.unless(quantity <= Catalog.UNITS_MAX, "QUANTITY_NOT_MULTIPLE");
        Pool pool = hold.pool;
        long more = Math.max(0, quantity - hold.held());
        boolean inEmergency = false;
        if (more > 0) {
            Refusal.unless(belongs(hold.asker, owner), "NOT_MEMBER");
            inEmergency = Usage.inEmergency(owner, hold.asker.org.id, pool, more, now, now);
        }
        Use use = new Use(owner, pool.resource, quantity, now, fields);
        use.inEmergency = inEmergency;
        Usage.enterPool(use, pool, now);
        long open = quantity - more;
        for (Map.Entry<Pack, Long> held : hold.units.entrySet()) {
            Pack pack = held.getKey();
            long part = Math.min(open, held.getValue());
            if (part > 0) {
                pack.held -= part;
                pack.left += part;
                use.draw(pack, part);
                held.setValue(held.getValue() - part);
                open -= part;
            }
        }
        Map<String, Long> returned = hold.close();
        if (more > 0) {
            pool.charge(use, more, now, now);
        }
        Map<String, Long> drawn = use.drawn();
        pool.settle(now);
        pool.review(now);
        pool.remindLow(now);
        Map<String, Object> answer = answer(drawn, returned, pool, now);
        answer.put("emergency", inEmergency);
        return usage.remember(owner, "capture", content, answer);
    }

    Map<String, Object> release(Map<String, Object> fields) {
        Hold hold = World.named(world.holds, Fields.required(fields, "hold"));
        Account owner = hold.owner;
        Instant now = world.touch(owner);
        Map<String, Object> content = Fields.content(fields);
        Map<String, Object> first = usage.again(owner, "release", content);
        if (first != null) {
            return first;
        }
        Refusal.unless(hold.open, "HOLD_CLOSED");
        Map<String, Long> returned = hold.close();
        hold.pool.settle(now);
        hold.pool.review(now);
        Map<String, Object> answer = answer(new LinkedHashMap<>(), returned, hold.pool, now);
        return usage.remember(owner, "release", content, answer);
    }

    private static Map<String, Object> answer(
            Map<String, Long> drawn, Map<String, Long> returned, Pool pool, Instant now) {
        return World.outcome(
                "drawn", drawn, "returned", returned, "available", pool.available(now));
    }
}
