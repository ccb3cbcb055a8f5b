package scrip.core.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import scrip.core.catalog.Catalogs;
import scrip.core.catalog.Item;
import scrip.core.catalog.ItemId;
import scrip.core.catalog.Surface;
import scrip.core.pack.Draw;
import scrip.core.pack.Hold;
import scrip.core.pack.Pool;
import scrip.core.pack.PoolKey;

/// Units are reserved, and used or given back (R15).
final class Holds {

    private Holds() {}

    static Answer.Held hold(
            Draft draft, Envelope<?> envelope, Catalogs catalogs, Command.HoldUnits ask) {
        Item item = Uses.metered(catalogs, ItemId.of(ask.resource()), draft.now());
        Uses.checkQuantity(ask.quantity());
        Uses.checkMember(draft.account(), ask.organization(), ask.within());
        PoolKey key = Uses.poolKey(draft.account(), item, ask.storageYears());
        if (key == null) {
            throw Uses.termMissing();
        }
        Instant endsAt = draft.now().plus(hours(ask));
        Pool before = draft.account().pool(key);
        Uses.checkAsked(catalogs, before, 0);
        List<Draw> units = before.deduct(ask.quantity(), draft.now());
        long covered = units.stream().mapToLong(Draw::units).sum();
        if (covered < ask.quantity()) {
            throw RefusedException.of(
                    Code.INSUFFICIENT,
                    "%,d units are left; a hold is for all of %,d"
                            .formatted(covered, ask.quantity()));
        }
        Hold hold =
                new Hold(Uses.keyOf(envelope), draft.nextSeq(), ask.organization(), endsAt, units);
        draft.add(new Fact.UnitsHeld(key, hold));
        long available = draft.account().pool(key).available();
        return new Answer.Held(key, ask.quantity(), available, endsAt);
    }

    /// Uses up to what was held; more draws the difference as an asked use; the rest goes back.
    static Answer.Settled capture(
            Draft draft,
            Envelope<?> envelope,
            Memory memory,
            Catalogs catalogs,
            Command.CaptureHold ask) {
        Pool before = holding(draft.account(), memory, ask.hold());
        Hold hold = before.hold(ask.hold());
        if (hold == null) {
            throw closed(ask.hold());
        }
        long quantity = ask.quantity() == null ? hold.quantity() : ask.quantity();
        Uses.checkQuantity(quantity);
        PoolKey key = before.key();
        Item item = Uses.metered(catalogs, key.resource(), draft.now());
        List<Draw> held = first(hold.units(), quantity);
        long more = Math.max(0, quantity - hold.quantity());
        List<Draw> draws = before.deduct(more, draft.now());
        long uncovered = more - draws.stream().mapToLong(Draw::units).sum();
        if (more > 0) {
            Uses.checkAsked(catalogs, before, uncovered);
        }
        draft.add(
                new Fact.UseBooked(
                        key,
                        Uses.keyOf(envelope),
                        hold.organization(),
                        quantity,
                        draft.now(),
                        false,
                        false,
                        Surface.API,
                        null,
                        hold.key(),
                        held,
                        draws,
                        uncovered,
                        Uses.storageUntil(draft.account(), item, key, draft.now())));
        List<Draw> drawn = new ArrayList<>(held);
        drawn.addAll(draws);
        Pools.noticeArrears(draft, before);
        Pools.unitsCame(draft, key, draft.now());
        Pools.warn(draft, key);
        Pool after = draft.account().pool(key);
        return new Answer.Settled(
                key,
                Uses.units(after, merged(drawn)),
                Uses.units(after, rest(hold.units(), held)),
                uncovered,
                after.available());
    }

    static Answer.Settled release(Draft draft, Memory memory, Command.ReleaseHold ask) {
        Pool before = holding(draft.account(), memory, ask.hold());
        Hold hold = before.hold(ask.hold());
        if (hold == null) {
            throw closed(ask.hold());
        }
        draft.add(new Fact.HoldClosed(before.key(), hold.key()));
        Pools.unitsCame(draft, before.key(), draft.now());
        Pool after = draft.account().pool(before.key());
        return new Answer.Settled(
                before.key(), List.of(), Uses.units(after, hold.units()), 0, after.available());
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

    private static Pool holding(Account account, Memory memory, String key) {
        for (Pool pool : account.stock().pools().values()) {
            if (pool.hold(key) != null) {
                return pool;
            }
        }
        throw memory.isHold(key)
                ? closed(key)
                : RefusedException.of(Code.UNKNOWN_KEY, "no hold with the key " + key);
    }

    private static RefusedException closed(String key) {
        return RefusedException.of(
                Code.HOLD_CLOSED, "hold " + key + " was captured, released, or its time is over");
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

    /// The same draws, each pack named once.
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
