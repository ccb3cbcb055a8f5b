package scrip.core.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.Item;
import scrip.core.catalog.ItemId;
import scrip.core.catalog.Mode;
import scrip.core.emergency.Emergency;
import scrip.core.ledger.Answer.PackUnits;
import scrip.core.ledger.Answer.UseResult;
import scrip.core.organization.OrganizationId;
import scrip.core.pack.Draw;
import scrip.core.pack.Pool;
import scrip.core.pack.PoolKey;
import scrip.core.time.Period;

/// Uses of metered resources (R6 to R12); reported uses are never dropped (X2). Checks, in this
/// order: key (before this), subject, membership, storage term, event time, `NOT_LICENSED`,
/// `SUSPENDED`, `INSUFFICIENT`, `ARREARS_LIMIT`.
final class Uses {

    /// How far in the future an event may be; it then counts as now (R8).
    static final Duration AHEAD_MAX = Duration.ofMinutes(5);

    /// How old an event may be (R8).
    static final Duration AGE_MAX = Duration.ofDays(90);

    /// The age from which a use is marked late (R8).
    static final Duration LATE_FROM = Duration.ofHours(24);

    /// The most units of one use, hold or pack, so that their sums have a limit too.
    static final long UNITS_MAX = 1_000_000_000L;

    private Uses() {}

    static Answer.Used use(Case given, Command.Use ask) {
        Item item = metered(given, ItemId.of(ask.resource()));
        checkQuantity(ask.quantity());
        String subject = ask.subject();
        if (subject != null && given.memory().counted(item.id(), subject)) {
            return repeated(given, given.key(), item, ask, subject);
        }
        checkMember(given.account(), ask.organization(), ask.within());
        Instant event = ask.eventAt() == null ? given.now() : ask.eventAt();
        PoolKey key = poolKey(given.account(), item, ask.storageYears());
        if (key == null) {
            return keep(given, ask, event, null);
        }
        if (event.isAfter(given.now().plus(AHEAD_MAX))) {
            throw RefusedException.of(
                    Code.EVENT_IN_FUTURE, "event_at is more than 5 minutes ahead of now");
        }
        if (event.isBefore(given.now().minus(AGE_MAX))) {
            return keep(given, ask, event, key);
        }
        return book(given, item, key, given.key(), ask, event);
    }

    /// Books or rejects a kept use (R8).
    static Answer.Used decide(Case given, Command.DecideKept ask) {
        Kept kept = given.account().stock().kept().get(ask.use());
        if (kept == null) {
            throw RefusedException.of(
                    Code.UNKNOWN_KEY, "no use with the key " + ask.use() + " waits for a decision");
        }
        if (!ask.accept()) {
            given.add(new Fact.KeptDecided(kept.key(), false, null));
            return new Answer.Used(UseResult.REJECTED, null, List.of(), 0, 0, true, null);
        }
        OrganizationId account = kept.bookedOn(given.account());
        if (!account.equals(given.account().id())) {
            given.add(new Fact.KeptDecided(kept.key(), true, account));
            return new Answer.Used(UseResult.BOOKED, null, List.of(), 0, 0, true, null);
        }
        Item item = metered(given, kept.resource());
        given.add(new Fact.KeptDecided(kept.key(), true, null));
        return bookKept(given, item, kept);
    }

    /// Books a use that another account kept. A subject already counted here is not counted again.
    static Answer.Used bookKept(Case given, Command.BookKept ask) {
        Kept kept = ask.kept();
        Command.Use use = kept.use();
        String subject = use.subject();
        Item item = metered(given, kept.resource());
        return subject != null && given.memory().counted(item.id(), subject)
                ? repeated(given, kept.key(), item, use, subject)
                : bookKept(given, item, kept);
    }

    private static Answer.Used bookKept(Case given, Item item, Kept kept) {
        PoolKey key = poolKey(given.account(), item, kept.use().storageYears());
        if (key == null) {
            throw termMissing();
        }
        return book(given, item, key, kept.key(), kept.use(), kept.eventAt());
    }

    /// The decision on a kept use, together with the command that another account has to accept if
    /// the use is booked there.
    static <A extends Answer> Decision<A> together(Account before, Decision.Accepted<A> accepted) {
        if (accepted.entries().getLast().fact() instanceof Fact.KeptDecided decided) {
            OrganizationId account = decided.bookedOn();
            Kept kept = before.stock().kept().get(decided.use());
            if (account != null && kept != null) {
                return new Decision.Together<>(accepted, account, new Command.BookKept(kept));
            }
        }
        return accepted;
    }

    private static Answer.Used book(
            Case given, Item item, PoolKey key, String useKey, Command.Use ask, Instant eventAt) {
        Pool before = given.account().pool(key);
        Instant event = eventAt.isAfter(given.now()) ? given.now() : eventAt;
        List<Draw> draws = before.deduct(ask.quantity(), event);
        long uncovered = ask.quantity() - draws.stream().mapToLong(Draw::units).sum();
        Emergency emergency = null;
        if (!ask.reported()) {
            emergency = checkAsked(given, before, ask.organization(), uncovered);
        }
        boolean late = !event.isAfter(given.now().minus(LATE_FROM));
        given.add(
                new Fact.UseBooked(
                        key,
                        useKey,
                        ask.organization(),
                        ask.quantity(),
                        event,
                        late,
                        ask.reported(),
                        ask.surface(),
                        ask.subject(),
                        null,
                        List.of(),
                        draws,
                        uncovered,
                        storageUntil(given.account(), item, key, event),
                        emergency == null ? null : emergency.seq()));
        Pools.warn(given.draft(), key);
        Pools.noticeArrears(given.draft(), before);
        Pool after = given.account().pool(key);
        return new Answer.Used(
                UseResult.BOOKED,
                key,
                units(after, draws),
                uncovered,
                after.available(),
                late,
                emergency == null ? null : emergency.id());
    }

    /// Checks that an asked use with `uncovered` units beyond the packs is allowed (R10, R11), in
    /// the mode and within the limits of the pool's latest purchase (C1), or by emergency access
    /// (X5).
    ///
    /// @return the emergency without which it would be refused; null for none
    static @Nullable Emergency checkAsked(
            Case given, Pool pool, OrganizationId organization, long uncovered) {
        Item sold = checkBought(given, pool);
        RefusedException refused = pool.suspended() ? suspended(pool) : null;
        if (refused == null && uncovered > 0 && sold instanceof Item.Metered metered) {
            refused = uncovered(metered, pool, uncovered);
        }
        if (refused == null) {
            return null;
        }
        PoolKey key = pool.key();
        Emergency emergency =
                given.account()
                        .emergency(organization, key.resource(), key.storageYears(), given.now());
        if (emergency == null) {
            throw refused;
        }
        return emergency;
    }

    /// Checks that units of a pool may be held: emergency access gives none (X5).
    static void checkHeld(Case given, Pool pool) {
        checkBought(given, pool);
        if (pool.suspended()) {
            throw suspended(pool);
        }
    }

    /// The resource as sold with the latest purchase of a pool.
    private static Item checkBought(Case given, Pool pool) {
        String version = pool.soldUnder();
        if (version == null) {
            throw RefusedException.of(
                    Code.NOT_LICENSED, "no pack of " + named(pool.key()) + " was ever bought");
        }
        return given.catalogs().sold(pool.key().resource(), version);
    }

    private static RefusedException suspended(Pool pool) {
        return RefusedException.of(
                Code.SUSPENDED,
                "%s is suspended with %,d units in arrears: top up at least %,d"
                        .formatted(named(pool.key()), pool.arrears(), pool.arrears() + 1));
    }

    private static @Nullable RefusedException uncovered(
            Item.Metered item, Pool pool, long uncovered) {
        if (item.mode() == Mode.HARD) {
            return RefusedException.of(
                    Code.INSUFFICIENT,
                    "%s has %,d units left: top up at least %,d"
                            .formatted(
                                    named(pool.key()),
                                    pool.available(),
                                    Math.addExact(pool.arrears(), uncovered)));
        }
        Long most = item.arrearsMax();
        return most != null && pool.arrears() + uncovered > most
                ? RefusedException.of(
                        Code.ARREARS_LIMIT,
                        "%s may be in arrears with at most %,d units"
                                .formatted(named(pool.key()), most))
                : null;
    }

    /// The pool that an organization's use of a resource draws on; null if it needs a storage term
    /// and has none (R4).
    static @Nullable PoolKey poolKey(Account account, Item item, @Nullable Integer storageYears) {
        if (!item.storageTerms()) {
            if (storageYears != null) {
                throw RefusedException.of(
                        Code.TERM_NOT_OFFERED, item.id() + " has no storage term");
            }
            return PoolKey.withoutTerm(item.id());
        }
        Integer term = account.profile().storageTerm(item, storageYears);
        if (term != null && (term < 1 || term > Period.YEAR_MAX)) {
            throw RefusedException.of(
                    Code.TERM_NOT_OFFERED,
                    "a storage term is from 1 to %d years".formatted(Period.YEAR_MAX));
        }
        return term == null ? null : PoolKey.of(item.id(), term);
    }

    static RefusedException termMissing() {
        return RefusedException.of(
                Code.STORAGE_TERM_MISSING,
                "name storage_years, or set the account's default storage term");
    }

    /// The resource of that id. Its being metered, with or without storage terms, is the same in
    /// every version (C1).
    static Item.Metered metered(Case given, ItemId resource) {
        return given.catalogs()
                .lastSold(resource, given.now())
                .filter(Item.Metered.class::isInstance)
                .map(Item.Metered.class::cast)
                .orElseThrow(() ->
                        RefusedException.of(
                                Code.UNKNOWN_ITEM,
                                "the catalog has no metered resource " + resource));
    }

    static void checkQuantity(long quantity) {
        checkAnything(quantity);
        if (quantity > UNITS_MAX) {
            throw RefusedException.of(
                    Code.QUANTITY_NOT_MULTIPLE,
                    "a quantity is at most %,d: divide it".formatted(UNITS_MAX));
        }
    }

    static void checkAnything(long quantity) {
        if (quantity < 1) {
            throw RefusedException.of(Code.QUANTITY_BELOW_MINIMUM, "a quantity is at least 1");
        }
    }

    static void checkMember(
            Account account, OrganizationId organization, @Nullable OrganizationId within) {
        if (within != null && within.equals(account.id()) && !account.serves(organization)) {
            throw RefusedException.of(
                    Code.NOT_MEMBER, organization + " is not a member of " + within);
        }
    }

    /// Refuses an organization that may not draw on the account (R21).
    ///
    /// @param organization null for the account itself
    static void checkServed(Account account, @Nullable OrganizationId organization) {
        if (organization != null) {
            checkMember(account, organization, account.id());
        }
    }

    /// Draws by the ids of their packs; a pack drawn twice occurs once.
    static List<PackUnits> units(Pool pool, List<Draw> draws) {
        List<PackUnits> units = new ArrayList<>();
        for (Draw draw : draws) {
            var id = pool.pack(draw.pack()).id();
            if (!units.isEmpty() && units.getLast().pack().equals(id)) {
                long sum = units.getLast().units() + draw.units();
                units.set(units.size() - 1, new PackUnits(id, sum));
            } else if (draw.units() > 0) {
                units.add(new PackUnits(id, draw.units()));
            }
        }
        return List.copyOf(units);
    }

    /// When the obligation to store what was used ends (R5); null if nothing is stored.
    static @Nullable Instant storageUntil(
            Account account, Item item, PoolKey key, Instant eventAt) {
        if (!item.storageTerms()) {
            return null;
        }
        var zone = account.zone();
        int months = key.storageYears() * Activation.YEAR_MONTHS;
        return Period.until(Period.anchor(eventAt, zone), months, zone);
    }

    private static Answer.Used repeated(
            Case given, String useKey, Item item, Command.Use ask, String subject) {
        given.add(new Fact.UseRepeated(useKey, item.id(), subject));
        PoolKey key = poolKey(given.account(), item, ask.storageYears());
        long available = key == null ? 0 : given.account().pool(key).available();
        return new Answer.Used(
                UseResult.ALREADY_COUNTED, key, List.of(), 0, available, false, null);
    }

    /// Keeps a reported use for the vendor's decision; refuses an asked one (R4, R8).
    ///
    /// @param key null if the storage term is missing; otherwise the use is too old
    private static Answer.Used keep(
            Case given, Command.Use ask, Instant event, @Nullable PoolKey key) {
        if (!ask.reported()) {
            throw key == null
                    ? termMissing()
                    : RefusedException.of(Code.TOO_OLD, "event_at is more than 90 days ago");
        }
        Code reason = key == null ? Code.STORAGE_TERM_MISSING : Code.TOO_OLD;
        given.add(new Fact.UseKept(new Kept(given.nextSeq(), given.key(), ask, event, reason)));
        boolean late = !event.isAfter(given.now().minus(LATE_FROM));
        long available = key == null ? 0 : given.account().pool(key).available();
        return new Answer.Used(UseResult.KEPT, key, List.of(), 0, available, late, null);
    }

    private static String named(PoolKey key) {
        return key.hasTerm()
                ? key.resource() + " with " + key.storageYears() + " years of storage"
                : key.resource().toString();
    }
}
