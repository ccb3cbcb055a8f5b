package scrip.proof.model;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Uses, kept uses and corrections (R3 to R13, R16, R21). */
final class Usage {
    /** How far ahead an event time may be (R8). */
    private static final Duration AHEAD_MAX = Duration.ofMinutes(5);

    /** From which age on a use is marked late (R8). */
    private static final Duration LATE = Duration.ofHours(24);

    /** Beyond which age a use is too old (R8). */
    private static final Duration OLD = Duration.ofDays(90);

    private final World world;

    Usage(World world) {
        this.world = world;
    }

    /**
     * R7: checks key, subject, membership, storage term, event time, then what an asked use needs.
     * Keys and subjects are those of the account that it is for: the consortium named, else the
     * asker (R21).
     */
    Map<String, Object> use(Map<String, Object> fields) {
        Account asker = world.account(fields);
        Map<String, Object> content = Fields.content(fields);
        Account owner = named(asker, fields);
        if (owner != asker && sameAnswer(asker, "use", content) != null) {
            world.touch(asker);
            return again(asker, "use", content);
        }
        boolean reported = Fields.flag(fields, "reported", false);
        boolean member = owner == asker || owner.org.members.contains(asker.org.id);
        // R21: what the consortium does not know is recorded by the institution alone,
        // and the time of the consortium stays what it was (T5).
        if (!member && reported && !knows(owner, fields)) {
            owner = asker;
        }
        Map<String, Object> known = known(owner, fields, content);
        if (known != null) {
            return known;
        }
        Refusal.unless(member || reported, "NOT_MEMBER");
        return fresh(owner, reported, fields, content);
    }

    /** R21: the account of the consortium that `within` names, or the asker's own. */
    Account named(Account asker, Map<String, Object> fields) {
        String within = Fields.text(fields, "within");
        return within == null ? asker : world.accounts.get(world.org(within).id);
    }

    /** R7: whether an account knows the key or the subject of a use. */
    private boolean knows(Account owner, Map<String, Object> fields) {
        String subject = Fields.text(fields, "subject");
        return owner.keys.containsKey(Fields.required(fields, "key"))
                || (subject != null
                        && owner.usesBySubject.containsKey(
                                List.of(Fields.text(fields, "resource"), subject)));
    }

    /** R7: an account's answer to a known key or subject; null if it knows neither. */
    private Map<String, Object> known(
            Account owner, Map<String, Object> fields, Map<String, Object> content) {
        Instant now = world.touch(owner);
        Map<String, Object> first = again(owner, "use", content);
        if (first != null) {
            return first;
        }
        Item resource = world.catalog.resource(Fields.text(fields, "resource"));
        Refusal.unless(Fields.number(fields, "quantity") > 0, "QUANTITY_BELOW_MINIMUM");
        Refusal.unless(
                Fields.number(fields, "quantity") <= Catalog.UNITS_MAX, "QUANTITY_NOT_MULTIPLE");
        String subject = Fields.text(fields, "subject");
        Use counted = owner.usesBySubject.get(List.of(resource.name(), "" + subject));
        if (subject == null || counted == null) {
            return null;
        }
        Long term = World.term(owner, resource, fields);
        Pool pool = term == null ? null : owner.pool(resource, term);
        long available = pool == null ? 0 : pool.available(now);
        return remember(
                owner, "use", content, answer("ALREADY_COUNTED", Map.of(), 0, available, false));
    }

    private Map<String, Object> fresh(
            Account owner,
            boolean reported,
            Map<String, Object> fields,
            Map<String, Object> content) {
        Instant now = world.touch(owner);
        Item resource = world.catalog.resource(Fields.text(fields, "resource"));
        long quantity = Fields.number(fields, "quantity");
        Long term = World.term(owner, resource, fields);
        Refusal.unless(reported || term != null, "STORAGE_TERM_MISSING");
        Instant named = Fields.instant(fields.get("event_at"), ZoneId.of("UTC"));
        Instant eventAt = named == null ? now : named;
        Refusal.unless(term == null || !eventAt.isAfter(now.plus(AHEAD_MAX)), "EVENT_IN_FUTURE");
        boolean tooOld = eventAt.isBefore(now.minus(OLD));
        Refusal.unless(reported || !tooOld, "TOO_OLD");
        Use use = new Use(owner, resource, quantity, eventAt, fields);
        if (term == null || tooOld) {
            return remember(owner, "use", content, keep(use, term, now));
        }
        if (!reported) {
            Instant asked = Calendar.earlier(eventAt, now);
            String org = Fields.required(fields, "org");
            use.inEmergency =
                    inEmergency(owner, org, owner.pool(resource, term), quantity, asked, now);
        }
        return remember(owner, "use", content, book(use, term, now));
    }

    /** R7: the first answer for the same content; different content under the key is refused. */
    Map<String, Object> again(Account owner, String kind, Map<String, Object> content) {
        String key = Fields.required(content, "key");
        if (!owner.keys.containsKey(key)) {
            return null;
        }
        Account.Answered known = sameAnswer(owner, kind, content);
        Refusal.unless(known != null, "KEY_REUSED");
        world.bookedNothing();
        world.keyOwners.put(key, owner.movedKeys.getOrDefault(key, owner));
        return known.answer();
    }

    private static Account.Answered sameAnswer(
            Account owner, String kind, Map<String, Object> content) {
        Account.Answered known = owner.keys.get(Fields.required(content, "key"));
        boolean same =
                known != null && known.kind().equals(kind) && known.content().equals(content);
        return same ? known : null;
    }

    Map<String, Object> remember(
            Account owner, String kind, Map<String, Object> content, Map<String, Object> answer) {
        String key = Fields.required(content, "key");
        world.keyOwners.put(key, owner);
        owner.keys.put(key, new Account.Answered(kind, content, answer));
        return answer;
    }

    /**
     * X5: whether an asked use is allowed only by emergency access, which overrides every refusal
     * but that of what was never bought.
     */
    static boolean inEmergency(
            Account owner, String org, Pool pool, long units, Instant eventAt, Instant now) {
        try {
            refuseAsked(pool, units, eventAt, now);
            return false;
        } catch (Refusal refusal) {
            boolean bought = !refusal.code.equals("NOT_LICENSED");
            if (bought && Emergencies.isOpen(owner, org, pool.resource, pool.term, now)) {
                return true;
            }
            throw refusal;
        }
    }

    /** R10, R11, R7: why an asked use of that many units may be refused, in this order. */
    static void refuseAsked(Pool pool, long units, Instant eventAt, Instant now) {
        Refusal.unless(pool != null && pool.everHadPack(), "NOT_LICENSED");
        Refusal.unless(!pool.suspended, "SUSPENDED");
        long uncovered = Math.max(0, units - pool.covered(eventAt, now));
        Refusal.unless(uncovered == 0 || !pool.sold().hard(), "INSUFFICIENT");
        Long most = pool.sold().arrearsMax();
        boolean within = most == null || pool.debt() + uncovered <= most;
        Refusal.unless(uncovered == 0 || within, "ARREARS_LIMIT");
    }

    /** R4, R8: reserves its key and subject until the vendor decides. */
    private Map<String, Object> keep(Use use, Long term, Instant now) {
        use.kept = true;
        enter(use);
        Pool pool = term == null ? null : use.owner.pool(use.resource, term);
        long available = pool == null ? 0 : pool.available(now);
        return answer("KEPT", Map.of(), 0, available, isLate(use, now));
    }

    private static boolean isLate(Use use, Instant now) {
        return !use.eventAt.isAfter(now.minus(LATE));
    }

    private static void enter(Use use) {
        use.owner.usesByKey.put(use.key, use);
        if (use.subject != null) {
            use.owner.usesBySubject.put(List.of(use.resource.name(), use.subject), use);
        }
    }

    /** Books forward only, against the current packs and those of R9. */
    private Map<String, Object> book(Use use, long term, Instant now) {
        Pool pool = world.poolFor(use.owner, use.resource, term);
        Instant eventAt = Calendar.earlier(use.eventAt, now);
        enterPool(use, pool, eventAt);
        long arrears = pool.charge(use, use.quantity, eventAt, now);
        Map<String, Long> drawn = use.drawn();
        pool.review(now);
        pool.remindLow(now);
        Map<String, Object> answer =
                answer("BOOKED", drawn, arrears, pool.available(now), isLate(use, now));
        answer.put("emergency", use.inEmergency);
        return answer;
    }

    /** R5: a booked inspection has to be stored for the term, from its event time. */
    static void enterPool(Use use, Pool pool, Instant eventAt) {
        use.kept = false;
        use.pool = pool;
        pool.uses.add(use);
        enter(use);
        if (pool.resource.storage()) {
            ZoneId zone = pool.account.zone();
            use.storedUntil = Calendar.end(Calendar.day(eventAt, zone), 12 * pool.term, zone);
        }
    }

    private static Map<String, Object> answer(
            String result, Map<String, Long> drawn, long arrears, long available, boolean late) {
        return World.outcome(
                "result", result,
                "drawn", drawn,
                "arrears", arrears,
                "available", available,
                "late", late);
    }

    /** R4, R8: the vendor accepts a kept use, which books it now, or declines it. */
    Map<String, Object> decide(Map<String, Object> fields) {
        Use use = find(fields);
        Refusal.unless(use != null && use.kept, "UNKNOWN_KEY");
        Instant now = world.touch(use.owner);
        if (!Fields.flag(fields, "accept", true)) {
            use.kept = false;
            freeSubject(use);
            return World.outcome("result", "REJECTED");
        }
        Account home = home(use);
        if (home != use.owner) {
            return World.outcome("result", bookElsewhere(use, home).get("result"));
        }
        Long term = World.term(use.owner, use.resource, use.fields);
        Refusal.unless(term != null, "STORAGE_TERM_MISSING");
        return World.outcome("result", book(use, term, now).get("result"));
    }

    /** R21: the consortium that a kept use names, if the asker is its member now; else its own. */
    private Account home(Use use) {
        Account asker = world.account(use.fields);
        Account named = named(asker, use.fields);
        return named.org.members.contains(asker.org.id) ? named : asker;
    }

    /** R21: its key and subject are then taken on that account; a repeat gets the first answer. */
    private Map<String, Object> bookElsewhere(Use use, Account home) {
        Instant now = world.touch(home);
        Refusal.unless(!home.keys.containsKey(use.key), "KEY_REUSED");
        Long term = World.term(home, use.resource, use.fields);
        boolean counted =
                use.subject != null
                        && home.usesBySubject.containsKey(
                                List.of(use.resource.name(), use.subject));
        Refusal.unless(counted || term != null, "STORAGE_TERM_MISSING");
        use.kept = false;
        freeSubject(use);
        use.owner.usesByKey.remove(use.key);
        use.owner.movedKeys.put(use.key, home);
        home.keys.put(use.key, use.owner.keys.get(use.key));
        world.keyOwners.put(use.key, home);
        if (counted) {
            return answer("ALREADY_COUNTED", Map.of(), 0, 0, false);
        }
        return book(new Use(home, use.resource, use.quantity, use.eventAt, use.fields), term, now);
    }

    private static void freeSubject(Use use) {
        if (use.subject != null) {
            use.owner.usesBySubject.remove(List.of(use.resource.name(), use.subject), use);
        }
    }

    /** The use or capture of that key, on the account that last answered to it; or null. */
    private Use find(Map<String, Object> fields) {
        String key = Fields.required(fields, "key");
        Account account = world.keyOwners.get(key);
        return account == null ? null : account.usesByKey.get(key);
    }

    /** R16: unpaid arrears of the use first, then its draws in reverse order. */
    Map<String, Object> correct(Map<String, Object> fields) {
        Use use = find(fields);
        Refusal.unless(use != null && use.pool != null, "UNKNOWN_KEY");
        long quantity = Fields.number(fields, "quantity");
        Refusal.unless(quantity > 0, "QUANTITY_BELOW_MINIMUM");
        Refusal.unless(quantity <= use.remaining(), "MORE_THAN_USED");
        Pool pool = use.pool;
        Instant now = world.touch(use.owner);
        use.corrected += quantity;
        long open = quantity;
        for (Pool.Debt debt : pool.debts.reversed()) {
            if (debt.use == use) {
                long part = Math.min(open, debt.units);
                debt.units -= part;
                open -= part;
            }
        }
        pool.debts.removeIf(debt -> debt.units == 0);
        Map<String, Long> returned = new LinkedHashMap<>();
        for (Use.Draw draw : use.draws.reversed()) {
            long part = Math.min(open, draw.units);
            if (part > 0) {
                draw.units -= part;
                draw.pack.giveBack(part);
                open -= part;
                returned.merge(draw.pack.name, part, Long::sum);
            }
        }
        if (use.remaining() == 0) {
            freeSubject(use);
            use.storedUntil = null;
        }
        pool.settle(now);
        pool.review(now);
        return World.outcome(
                "returned", returned,
                "arrears", pool.debt(),
                "available", pool.available(now));
    }
}
