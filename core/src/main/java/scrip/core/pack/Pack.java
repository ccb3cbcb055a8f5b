package scrip.core.pack;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import scrip.core.order.Line;
import scrip.core.order.OrderId;
import scrip.core.time.Due;
import scrip.core.time.Reminded;

/// A quantity of one resource bought (or granted) at one time, with its own window of use (T1, R1,
/// R2). Always `available + held + drawn + expired + voided = quantity` (R20); while the pack is
/// closing, what it calls available is what the account sees as closing.
///
/// @param seq the sequence number of the fact that issued it: its short id within the account
/// @param origin the order line that bought it, or the vendor's grant
/// @param catalogVersion the version under which it was sold, or in force when it was granted (C1)
/// @param purchasedAt the purchase instant (O8)
/// @param reminded the reminders before its end (R19)
public record Pack(
        long seq,
        PackId id,
        PackOrigin origin,
        String catalogVersion,
        Instant purchasedAt,
        Instant from,
        Instant until,
        long quantity,
        PackPhase phase,
        long available,
        long held,
        long drawn,
        long expired,
        long voided,
        Reminded reminded) {

    /// How long after a pack's end a use that happened before it may still draw on it (R9).
    public static final Duration LATE_WINDOW = Duration.ofHours(24);

    /// How long before its end its users are reminded while units are left (R19).
    public static final List<Duration> REMINDERS =
            Stream.of(30, 15, 7, 3, 1).map(Duration::ofDays).toList();

    public Pack {
        if (available < 0 || held < 0 || drawn < 0 || expired < 0 || voided < 0) {
            throw new IllegalStateException("a pack below zero: " + id);
        }
        if (available + held + drawn + expired + voided != quantity) {
            throw new IllegalStateException("a pack that does not add up: " + id);
        }
    }

    /// A pack bought by an order line, open from now on (R1, R2).
    ///
    /// @param bonus whether it is a bonus on top of what is paid
    public static Pack sold(
            long seq,
            PackId id,
            OrderId order,
            Line line,
            boolean bonus,
            Instant purchasedAt,
            Instant until,
            Instant now) {
        long quantity = bonus ? line.bonus() : line.quantity();
        return new Pack(
                seq,
                id,
                new PackOrigin.OrderLine(order, line.number(), bonus),
                line.catalogVersion(),
                purchasedAt,
                now,
                until,
                quantity,
                PackPhase.OPEN,
                quantity,
                0,
                0,
                0,
                0,
                Reminded.noneSince(now));
    }

    /// A pack granted by the vendor, open once it has begun.
    public static Pack granted(
            long seq,
            PackId id,
            String catalogVersion,
            Instant from,
            Instant until,
            long quantity,
            Instant now) {
        return new Pack(
                seq,
                id,
                new PackOrigin.VendorGrant(),
                catalogVersion,
                now,
                from,
                until,
                quantity,
                from.isAfter(now) ? PackPhase.PENDING : PackPhase.OPEN,
                quantity,
                0,
                0,
                0,
                0,
                Reminded.noneSince(now));
    }

    /// The order that bought it; null for a grant.
    public @Nullable OrderId order() {
        return origin instanceof PackOrigin.OrderLine bought ? bought.order() : null;
    }

    /// Whether it came on top of what was paid.
    public boolean isBonus() {
        return switch (origin) {
            case PackOrigin.OrderLine bought -> bought.bonus();
            case PackOrigin.VendorGrant _ -> true;
        };
    }

    /// The first event that time alone causes for it; null if there is none.
    public @Nullable Due due() {
        return switch (phase) {
            case PENDING -> Due.first(new Due(from, Due.Rank.PACK_START), reminderDue());
            case OPEN -> Due.first(new Due(until, Due.Rank.PACK_END), reminderDue());
            case CLOSING -> new Due(closesAt(), Due.Rank.PACK_CLOSE);
            case CLOSED, VOIDED -> null;
        };
    }

    private @Nullable Due reminderDue() {
        int next = nextReminder();
        return next >= REMINDERS.size()
                ? null
                : new Due(until.minus(REMINDERS.get(next)), Due.Rank.REMINDER);
    }

    /// The position of the next future reminder before its end (R19); those already past when it
    /// was issued are skipped.
    public int nextReminder() {
        return reminded.next(until, REMINDERS);
    }

    public Instant closesAt() {
        return until.plus(LATE_WINDOW);
    }

    /// The state its account sees (R18).
    public PackState state() {
        return switch (phase) {
            case VOIDED -> PackState.VOIDED;
            case PENDING -> PackState.PENDING;
            case OPEN -> available + held > 0 ? PackState.ACTIVE : PackState.USED_UP;
            case CLOSING, CLOSED -> {
                if (available + expired > 0) {
                    yield PackState.EXPIRED;
                }
                yield held > 0 ? PackState.ACTIVE : PackState.USED_UP;
            }
        };
    }

    /// Moves units from what is available to what uses have drawn.
    public Pack draw(long units) {
        return with(phase, available - units, held, drawn + units, expired, voided);
    }

    /// Takes units back from a use (R16): they become available or, once the pack is closed,
    /// expired.
    ///
    /// @param at when; if the pack had been empty, reminders that have passed since are not given
    ///   (R19)
    public Pack giveBack(long units, Instant at) {
        Pack armed =
                available + held == 0 ? withReminded(new Reminded(at, reminded.passed())) : this;
        return phase == PackPhase.CLOSED
                ? armed.with(phase, available, held, drawn - units, expired + units, voided)
                : armed.with(phase, available + units, held, drawn - units, expired, voided);
    }

    public Pack hold(long units) {
        return with(phase, available - units, held + units, drawn, expired, voided);
    }

    /// Ends the reservation of units (R15): they become available or, once the pack is closed,
    /// expired.
    public Pack unhold(long units) {
        return phase == PackPhase.CLOSED
                ? with(phase, available, held - units, drawn, expired + units, voided)
                : with(phase, available + units, held - units, drawn, expired, voided);
    }

    /// Draws units that were reserved.
    public Pack drawHeld(long units) {
        return with(phase, available, held - units, drawn + units, expired, voided);
    }

    public Pack start() {
        return with(PackPhase.OPEN, available, held, drawn, expired, voided);
    }

    public Pack end() {
        return with(PackPhase.CLOSING, available, held, drawn, expired, voided);
    }

    /// Ends the late window: what is left expires (R9).
    public Pack close() {
        return with(PackPhase.CLOSED, 0, held, drawn, expired + available, voided);
    }

    /// Voids the whole quantity (R17).
    public Pack voidWhole() {
        return with(PackPhase.VOIDED, 0, 0, 0, 0, quantity);
    }

    public Pack withReminded(Reminded next) {
        return copy(phase, available, held, drawn, expired, voided, next);
    }

    private Pack with(
            PackPhase next,
            long nextAvailable,
            long nextHeld,
            long nextDrawn,
            long nextExpired,
            long nextVoided) {
        return copy(next, nextAvailable, nextHeld, nextDrawn, nextExpired, nextVoided, reminded);
    }

    private Pack copy(
            PackPhase next,
            long nextAvailable,
            long nextHeld,
            long nextDrawn,
            long nextExpired,
            long nextVoided,
            Reminded nextReminded) {
        return new Pack(
                seq,
                id,
                origin,
                catalogVersion,
                purchasedAt,
                from,
                until,
                quantity,
                next,
                nextAvailable,
                nextHeld,
                nextDrawn,
                nextExpired,
                nextVoided,
                nextReminded);
    }
}
