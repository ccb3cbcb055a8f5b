package scrip.bench.model;

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

    /** R7: key, subject, membership, storage term, event time, then what an asked use needs. */
    Map<String, Object> use(Map<String, Object> fields) {
        Account owner = world.account(fields);
        world.touch(owner);
        Map<String, Object> content = Fields.content(fields);
        Map<String, Object> first = again(owner, "use", content);
        if (first != null) {
            return first;
        }
        Item resource = world.catalog.resource(Fields.text(fields, "resource"));
        long quantity = Fields.number(fields, "quantity");
        Refusal.unless(quantity > 0, "QUANTITY_BELOW_MINIMUM");
        String subject = Fields.text(fields, "subject");
        Use counted = owner.usesBySubject.get(List.of(resource.name(), "" + subject));
        if (subject != null && counted != null) {
            return remember(owner, "use", content, alreadyCounted(counted));
        }
        boolean reported = Fields.flag(fields, "reported", false);
        Refusal.unless(reported || within(owner, fields) != null, "NOT_MEMBER");
        Account payer = payer(owner, fields);
        Instant now = world.touch(owner, payer);
        Long term = World.term(payer, resource, fields);
        Refusal.unless(reported || term != null, "STORAGE_TERM_MISSING");
        Instant named = Fields.instant(fields.get("event_at"), ZoneId.of("UTC"));
        Instant eventAt = named == null ? now : named;
        Refusal.unless(term == null || !eventAt.isAfter(now.plus(AHEAD_MAX)), "EVENT_IN_FUTURE");
        boolean tooOld = eventAt.isBefore(now.minus(OLD));
        Refusal.unless(reported || !tooOld, "TOO_OLD");
        Use use = new Use(owner, resource, quantity, eventAt, fields);
        if (term == null || tooOld) {
            return remember(owner, "use", content, keep(use, payer, term, now));
        }
        if (!reported) {
            Instant asked = Calendar.earlier(eventAt, now);
            refuseAsked(payer.pool(resource, term), quantity, asked, now);
        }
        return remember(owner, "use", content, book(use, payer, term, now));
    }

    /** R21: the consortium named, if the asker is its member; the asker itself if none is named. */
    private Account within(Account owner, Map<String, Object> fields) {
        String within = Fields.text(fields, "within");
        if (within == null) {
            return owner;
        }
        Org consortium = world.orgs.get(within);
        boolean member = consortium != null && consortium.members.contains(owner.org.id);
        return member ? world.accounts.get(within) : null;
    }

    /** R21: what a non-member reports is booked on its own pool. */
    private Account payer(Account owner, Map<String, Object> fields) {
        Account within = within(owner, fields);
        return within == null ? owner : within;
    }

    /** R7: the first answer to the same content; other content under the key is refused. */
    Map<String, Object> again(Account owner, String kind, Map<String, Object> content) {
        Account.Answered known = owner.keys.get(Fields.required(content, "key"));
        if (known == null) {
            return null;
        }
        boolean same = known.kind().equals(kind) && known.content().equals(content);
        Refusal.unless(same, "KEY_REUSED");
        world.bookedNothing();
        return known.answer();
    }

    static Map<String, Object> remember(
            Account owner, String kind, Map<String, Object> content, Map<String, Object> answer) {
        String key = Fields.required(content, "key");
        owner.keys.put(key, new Account.Answered(kind, content, answer));
        return answer;
    }

    /** R10, R11, R7: what an asked use of so many units may be refused for, in this order. */
    static void refuseAsked(Pool pool, long units, Instant eventAt, Instant now) {
        Refusal.unless(pool != null && pool.everHadPack(now), "NOT_LICENSED");
        Refusal.unless(!pool.suspended, "SUSPENDED");
        long uncovered = Math.max(0, units - pool.covered(eventAt, now));
        Refusal.unless(uncovered == 0 || !pool.hard, "INSUFFICIENT");
        boolean within = pool.arrearsMax == null || pool.debt() + uncovered <= pool.arrearsMax;
        Refusal.unless(uncovered == 0 || within, "ARREARS_LIMIT");
    }

    /** R7: the same subject costs nothing; `available` is that of the pool which counted it. */
    private Map<String, Object> alreadyCounted(Use counted) {
        long available = 0;
        if (counted.pool != null) {
            Instant now = world.touch(counted.owner, counted.pool.account);
            available = counted.pool.available(now);
        }
        return answer("ALREADY_COUNTED", Map.of(), 0, available, false);
    }

    /** R4, R8: holds its key and subject until the vendor decides. */
    private Map<String, Object> keep(Use use, Account payer, Long term, Instant now) {
        use.kept = true;
        enter(use);
        Pool pool = term == null ? null : payer.pool(use.resource, term);
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

    /** Books forward only, against the packs of now and those of R9. */
    private Map<String, Object> book(Use use, Account payer, long term, Instant now) {
        Pool pool = world.poolFor(payer, use.resource, term);
        Instant eventAt = Calendar.earlier(use.eventAt, now);
        enterPool(use, pool, eventAt);
        long arrears = pool.charge(use, use.quantity, eventAt, now);
        Map<String, Long> drawn = use.drawn();
        pool.review(now);
        pool.remindLow(now);
        return answer("BOOKED", drawn, arrears, pool.available(now), isLate(use, now));
    }

    /** R5: a booked inspection has to be stored from its event time, for the term. */
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
        Account payer = payer(use.owner, use.fields);
        Instant now = world.touch(use.owner, payer);
        if (!Fields.flag(fields, "accept", true)) {
            use.kept = false;
            freeSubject(use);
            return World.outcome("result", "REJECTED");
        }
        Long term = World.term(payer, use.resource, use.fields);
        Refusal.unless(term != null, "STORAGE_TERM_MISSING");
        return World.outcome("result", book(use, payer, term, now).get("result"));
    }

    private static void freeSubject(Use use) {
        if (use.subject != null) {
            use.owner.usesBySubject.remove(List.of(use.resource.name(), use.subject), use);
        }
    }

    /** The use or capture of that key; of the account named, else of the first that has it. */
    private Use find(Map<String, Object> fields) {
        String key = Fields.required(fields, "key");
        String org = Fields.text(fields, "org");
        for (Account account : world.accounts.values()) {
            boolean asked = org == null || org.equals(account.org.id);
            if (asked && account.usesByKey.containsKey(key)) {
                return account.usesByKey.get(key);
            }
        }
        return null;
    }

    private boolean countedKey(String key) {
        return world.accounts.values().stream()
                .map(account -> account.keys.get(key))
                .anyMatch(known -> known != null && known.kind().equals("use"));
    }

    /** R16: unpaid arrears of the use first, then its draws in reverse order. */
    Map<String, Object> correct(Map<String, Object> fields) {
        Use use = find(fields);
        boolean known = use != null || countedKey(Fields.required(fields, "key"));
        Refusal.unless(known, "UNKNOWN_KEY");
        long quantity = Fields.number(fields, "quantity");
        Refusal.unless(quantity > 0, "QUANTITY_BELOW_MINIMUM");
        Refusal.unless(use != null && quantity <= use.remaining(), "MORE_THAN_USED");
        Pool pool = use.pool;
        Instant now = world.touch(use.owner, pool.account);
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
