package scrip.proof.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** May this organization use this feature on this surface now? (X1, L2, L8, C5, R10, R11) */
final class Access {
    private static final Answer ALLOWED = new Answer("ALLOWED", null);
    private static final Answer EMERGENCY = new Answer("ALLOWED", "EMERGENCY");
    private static final Answer NOT_LICENSED = new Answer("DENIED", "NOT_LICENSED");
    private static final Answer NOT_ACTIVATED = new Answer("DENIED", "NOT_ACTIVATED");

    /**
     * Reasons from the most to the least informative: decides which one is given when access is
     * equal.
     */
    private static final List<String> TELLING_FIRST =
            List.of(
                    "EMERGENCY",
                    "SUSPENDED",
                    "INSUFFICIENT",
                    "REQUIRES_MISSING",
                    "ENDED",
                    "NOT_ACTIVATED",
                    "NOT_LICENSED");

    private final World world;

    Access(World world) {
        this.world = world;
    }

    private record Answer(String access, String reason) {
        int rank() {
            int base = access.equals("ALLOWED") ? 0 : access.equals("READ_ONLY") ? 100 : 200;
            return reason == null ? base : base + 1 + TELLING_FIRST.indexOf(reason);
        }

        Map<String, Object> outcome() {
            return World.outcome("access", access, "reason", reason);
        }
    }

    private static Answer best(List<Answer> answers) {
        Answer best = NOT_LICENSED;
        for (Answer answer : answers) {
            if (answer.rank() < best.rank()) {
                best = answer;
            }
        }
        return best;
    }

    /** L2, L9, R11: not usable; the console still reads. */
    private static Answer stopped(String surface, String reason) {
        return new Answer(surface.equals("console") ? "READ_ONLY" : "DENIED", reason);
    }

    Map<String, Object> check(Map<String, Object> fields) {
        Account asker = world.account(fields);
        world.touch(asker);
        String surface = fields.get("surface") == null ? "api" : Fields.text(fields, "surface");
        String within = Fields.text(fields, "within");
        Account owner = asker;
        if (within != null) {
            Org consortium = world.orgs.get(within);
            boolean member =
                    within.equals(asker.org.id)
                            || (consortium != null && consortium.members.contains(asker.org.id));
            if (!member) {
                return new Answer("DENIED", "NOT_MEMBER").outcome();
            }
            owner = world.accounts.get(within);
            world.touch(owner);
        }
        String name = Fields.text(fields, "item");
        String asked = name == null ? Fields.required(fields, "feature") : name;
        List<Answer> answers = new ArrayList<>();
        for (Account account : world.accounts.values()) {
            if (within == null || account == owner) {
                answers.addAll(licensed(asked, account, owner.org.id, surface, asker.org.id));
            }
        }
        for (Item resource : world.catalog.resourcesGiving(asked)) {
            answers.add(pools(resource, owner, fields, surface, asker.org.id));
        }
        return best(answers).outcome();
    }

    /**
     * C1: what grants it as it was sold: licenses, sets (R14), and paid orders not yet activated.
     */
    private List<Answer> licensed(
            String asked, Account account, String target, String surface, String asker) {
        List<Answer> answers = new ArrayList<>();
        List<License> all = new ArrayList<>(account.licenses);
        all.addAll(account.sets);
        all.removeIf(license -> !license.target.equals(target));
        for (License license : all) {
            if (license.gives(asked, world.touch(account))) {
                answers.add(answer(license, surface, Set.of(), asker));
            }
        }
        for (Line line : account.waitingLines()) {
            boolean counted = line.item.is(Item.Kind.RESOURCE);
            if (!counted && line.target.equals(target) && line.item.gives(asked)) {
                answers.add(NOT_ACTIVATED);
            }
        }
        return answers;
    }

    /** C5: without what it requires it answers as that does, which may require something too. */
    private Answer answer(License license, String surface, Set<String> asked, String asker) {
        Instant now = world.touch(license.account);
        Answer own = own(license, surface, now);
        boolean opened =
                !own.equals(NOT_ACTIVATED)
                        && Emergencies.isOpen(license.account, asker, license.item, null, now);
        String needed = license.itemAt(now).requires();
        Set<String> further = new HashSet<>(asked);
        further.add(license.item.name());
        if (needed == null || license.account.usable(needed, license.target, now, further)) {
            return opened && !own.equals(ALLOWED) ? EMERGENCY : own;
        }
        if (opened) {
            return EMERGENCY;
        }
        License basic = license.account.license(needed, license.target);
        Answer asBasic = basic == null ? NOT_LICENSED : answer(basic, surface, further, asker);
        if (asBasic.equals(EMERGENCY)) {
            return own.equals(ALLOWED) ? EMERGENCY : own;
        }
        return new Answer(asBasic.access(), "REQUIRES_MISSING");
    }

    private static Answer own(License license, String surface, Instant now) {
        return switch (license.stateAt(now)) {
            case ACTIVE, ARREARS -> ALLOWED;
            case SUSPENDED -> stopped(surface, "SUSPENDED");
            case ENDED -> stopped(surface, "ENDED");
            case PENDING -> NOT_ACTIVATED;
        };
    }

    /** X1: the term named, else the default term, else the only pool, else the best of any. */
    private Answer pools(
            Item item, Account owner, Map<String, Object> fields, String surface, String asker) {
        Instant now = world.touch(owner);
        Long term = World.term(owner, item, fields);
        if (term != null) {
            return pool(item, owner, term, surface, now, asker);
        }
        TreeSet<Long> terms = new TreeSet<>();
        owner.pools(item).forEach(pool -> terms.add(pool.term));
        for (Line line : owner.waitingLines()) {
            if (line.item.same(item)) {
                terms.add(line.term());
            }
        }
        return best(
                terms.stream().map(one -> pool(item, owner, one, surface, now, asker)).toList());
    }

    private static Answer pool(
            Item item, Account owner, long term, String surface, Instant now, String asker) {
        Pool pool = owner.pool(item, term);
        if (pool == null || !pool.everHadPack()) {
            boolean orderWaits =
                    owner.waitingLines().stream()
                            .anyMatch(line -> line.item.same(item) && line.term() == term);
            return orderWaits ? NOT_ACTIVATED : NOT_LICENSED;
        }
        boolean empty = pool.sold().hard() && pool.available(now) == 0;
        if (!pool.suspended && !empty) {
            return ALLOWED;
        }
        if (Emergencies.isOpen(owner, asker, item, term, now)) {
            return EMERGENCY;
        }
        return stopped(surface, pool.suspended ? "SUSPENDED" : "INSUFFICIENT");
    }
}
