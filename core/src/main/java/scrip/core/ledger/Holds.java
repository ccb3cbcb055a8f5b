package scrip.core.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.Item;
import scrip.core.catalog.ItemId;
import scrip.core.catalog.Surface;
import scrip.core.emergency.Emergency;
import scrip.core.organization.OrganizationId;
import scrip.core.pack.Draw;
import scrip.core.pack.Hold;
import scrip.core.pack.Pool;
import scrip.core.pack.PoolKey;

/// Reserves units, and uses or releases them (R15).
final class Holds {

    private Holds() {}

    static Answer.Held hold(Case given, Command.HoldUnits ask) {
        Item.Metered item = Uses.metered(given, ItemId.of(ask.resource()));
        Uses.checkQuantity(ask.quantity());
        Uses.checkMember(given.account(), ask.organization(), ask.within());
        PoolKey key = Uses.poolKey(given.account(), item, ask.storageYears());
        if (key == null) {
            throw Uses.termMissing();
        }
        Instant endsAt = given.now().plus(hours(ask));
        Pool before = given.account().pool(key);
        Uses.checkHeld(given, before);
        List<Draw> units = before.deduct(ask.quantity(), given.now());
        long covered = units.stream().mapToLong(Draw::units).sum();
        if (covered < ask.quantity()) {
            throw RefusedException.of(
                    Code.INSUFFICIENT,
                    "%,d units are left; a hold is for all of %,d"
                            .formatted(covered, ask.quantity()));
        }
        Hold hold = new Hold(given.key(), given.nextSeq(), ask.organization(), endsAt, units);
        given.add(new Fact.UnitsHeld(key, hold));
        long available = given.account().pool(key).available();
        return new Answer.Held(key, ask.quantity(), available, endsAt);
    }

    /// Uses up to the units held. Anything beyond is drawn like an asked use, of which a member
    /// that has left can ask no more (R21); unused units go back.
    static Answer.Settled capture(Case given, Command.CaptureHold ask) {
        Pool before = holding(given, ask.organization(), ask.hold());
        Hold hold = before.hold(ask.hold());
        if (hold == null) {
            throw closed(ask.hold());
        }
        long quantity = ask.quantity() == null ? hold.quantity() : ask.quantity();
        Uses.checkQuantity(quantity);
        PoolKey key = before.key();
        Item.Metered item = Uses.metered(given, key.resource());
        List<Draw> held = first(hold.units(), quantity);
        long more = Math.max(0, quantity - hold.quantity());
        List<Draw> draws = before.deduct(more, given.now());
        long uncovered = more - draws.stream().mapToLong(Draw::units).sum();
        Emergency emergency = null;
        if (more > 0) {
            Uses.checkMember(given.account(), hold.organization(), given.account().id());
            emergency = Uses.checkAsked(given, before, hold.organization(), uncovered);
        }
        given.add(
                new Fact.UseBooked(
                        key,
                        given.key(),
                        hold.organization(),
                        quantity,
                        given.now(),
                        false,
                        false,
                        Surface.API,
                        null,
                        hold.key(),
                        held,
                        draws,
                        uncovered,
                        Uses.storageUntil(given.account(), item, key, given.now()),
                        emergency == null ? null : emergency.seq()));
        List<Draw> drawn = new ArrayList<>(held);
        drawn.addAll(draws);
        Pools.noticeArrears(given.draft(), before);
        Pools.unitsCame(given.draft(), key, given.now());
        Pools.warn(given.draft(), key);
        Pool after = given.account().pool(key);
        return new Answer.Settled(
                key,
                Uses.units(after, merged(drawn)),
                Uses.units(after, rest(hold.units(), held)),
                uncovered,
                after.available(),
                emergency == null ? null : emergency.id());
    }

    static Answer.Settled release(Case given, Command.ReleaseHold ask) {
        Pool before = holding(given, ask.organization(), ask.hold());
        Hold hold = before.hold(ask.hold());
        if (hold == null) {
            throw closed(ask.hold());
        }
        given.add(new Fact.HoldClosed(before.key(), hold.key()));
        Pools.unitsCame(given.draft(), before.key(), given.now());
        Pool after = given.account().pool(before.key());
        return new Answer.Settled(
                before.key(),
                List.of(),
                Uses.units(after, hold.units()),
                0,
                after.available(),
                null);
    }

    private static Duration hours(Command.HoldUnits ask) {
        Integer asked = ask.hours();
        Duration hours = asked == null ? Hold.LONGEST : Duration.ofHours(asked);
        if (hours.compareTo(Hold.LONGEST) > 0) {
            throw RefusedException.of(Code.HOLD_TOO_LONG, "a hold lasts at most 24 hours");
        }
        if (!hours.isPositive()) {
            throw new IllegalArgumentException("a hold lasts at least an hour");
        }
        return hours;
    }

    /// The pool of an open hold. A member that has left still has the holds it asked for (R15), and
    /// no others.
    private static Pool holding(Case given, @Nullable OrganizationId organization, String key) {
        for (Pool pool : given.account().stock().pools().values()) {
            Hold hold = pool.hold(key);
            if (hold != null) {
                if (!hold.organization().equals(organization)) {
                    Uses.checkServed(given.account(), organization);
                }
                return pool;
            }
        }
        if (organization == null || !given.memory().isHold(key, organization)) {
            Uses.checkServed(given.account(), organization);
        }
        throw given.memory().isHold(key, null)
                ? closed(key)
                : RefusedException.of(Code.UNKNOWN_KEY, "no hold with the key " + key);
    }

    private static RefusedException closed(String key) {
        return RefusedException.of(
                Code.HOLD_CLOSED, "hold " + key + " was captured or released, or has expired");
    }

    private static List<Draw> first(List<Draw> units, long quantity) {
        List<Draw> taken = new ArrayList<>();
        long left = quantity;
        for (Draw draw : units) {
            long part = Math.min(left, draw.units());
            if (part > 0) {
                taken.add(new Draw(draw.pack(), part));
            }
            left -= part;
        }
        return List.copyOf(taken);
    }

    private static List<Draw> rest(List<Draw> units, List<Draw> taken) {
        List<Draw> left = new ArrayList<>();
        for (Draw draw : units) {
            long used =
                    taken.stream()
                            .filter(t -> t.pack() == draw.pack())
                            .mapToLong(Draw::units)
                            .sum();
            if (draw.units() > used) {
                left.add(new Draw(draw.pack(), draw.units() - used));
            }
        }
        return List.copyOf(left);
    }

    /// The draws, merged so that each pack occurs once.
    private static List<Draw> merged(List<Draw> draws) {
        List<Draw> sums = new ArrayList<>();
        for (Draw draw : draws) {
            int at = -1;
            for (int i = 0; i < sums.size(); i++) {
                at = sums.get(i).pack() == draw.pack() ? i : at;
            }
            if (at < 0) {
                sums.add(draw);
            } else {
                sums.set(at, new Draw(draw.pack(), sums.get(at).units() + draw.units()));
            }
        }
        return List.copyOf(sums);
    }
}
