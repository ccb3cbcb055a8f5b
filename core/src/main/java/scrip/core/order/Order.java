package scrip.core.order;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import scrip.core.money.Money;

/// An order of one account (O1 to O8). Its state at an instant is right once time has been advanced
/// to that instant.
///
/// @param terms the accepted version of the service terms, by product (O1)
/// @param acceptedBy who accepted them
/// @param acceptedAt when
/// @param confirmedAt null while a draft
/// @param paid the money put to it so far
/// @param freed what had been put to it when it expired and was freed then (O4); null if nothing
///   was
/// @param purchasedAt the purchase instant (O8); null until paid
/// @param activatedAt null until activated
/// @param awaitsApproval whether activation waits for the vendor (O3)
/// @param alarmed whether the alarm before the deadline of its activation was given (O3)
/// @param recalled whether the bank recalled its payment (R17)
/// @param byVendor whether the vendor placed it (C7)
public record Order(
        OrderId id,
        List<Line> lines,
        Money total,
        OrderState state,
        SortedMap<String, String> terms,
        String acceptedBy,
        Instant acceptedAt,
        @Nullable Instant confirmedAt,
        Money paid,
        @Nullable Money freed,
        @Nullable Instant purchasedAt,
        @Nullable Instant activatedAt,
        boolean awaitsApproval,
        boolean alarmed,
        boolean recalled,
        boolean byVendor) {

    /// How long a confirmed order waits for its payment (O4).
    public static final Duration PAYABLE_FOR = Duration.ofDays(14);

    /// How soon after payment an order is activated (O3).
    public static final Duration ACTIVATION_WITHIN = Duration.ofHours(24);

    /// How long before that deadline the alarm is given (O3).
    public static final Duration ACTIVATION_ALARM = Duration.ofHours(1);

    /// The instant at which it expires unpaid (O4); null while a draft.
    public @Nullable Instant expiresAt() {
        return confirmedAt == null ? null : confirmedAt.plus(PAYABLE_FOR);
    }

    /// By when it is to be activated (O3); null until paid.
    public @Nullable Instant activateBy() {
        return purchasedAt == null ? null : purchasedAt.plus(ACTIVATION_WITHIN);
    }

    /// Whether it was not activated by its deadline (O3).
    public boolean breached(Instant now) {
        Instant deadline = activateBy();
        Instant reached = activatedAt == null ? now : activatedAt;
        return deadline != null && !reached.isBefore(deadline);
    }

    /// Whether money for it has been settled.
    public boolean isPaid() {
        return purchasedAt != null;
    }

    /// What is still to be paid.
    public Money due() {
        return total.minus(paid);
    }

    public boolean paidWhole() {
        return !due().isPositive();
    }

    public Order withState(OrderState next) {
        return copy(next, confirmedAt, paid, freed, purchasedAt, activatedAt, awaitsApproval);
    }

    public Order confirmed(Instant at) {
        return copy(OrderState.CONFIRMED, at, paid, freed, null, null, false);
    }

    public Order withPaid(Money sum) {
        return copy(state, confirmedAt, sum, freed, purchasedAt, activatedAt, awaitsApproval);
    }

    /// Expired unpaid: what was put to it is freed, and remembered (O4).
    public Order expired() {
        Money free = paid.isPositive() ? paid : null;
        return copy(
                OrderState.EXPIRED,
                confirmedAt,
                Money.zero(paid.currency()),
                free,
                purchasedAt,
                activatedAt,
                awaitsApproval);
    }

    public Order purchased(Instant at, boolean waits) {
        return copy(OrderState.PAID, confirmedAt, paid, freed, at, null, waits);
    }

    public Order activated(Instant at) {
        return copy(OrderState.ACTIVE, confirmedAt, paid, freed, purchasedAt, at, false);
    }

    public Order withAlarm() {
        return new Order(
                id,
                lines,
                total,
                state,
                terms,
                acceptedBy,
                acceptedAt,
                confirmedAt,
                paid,
                freed,
                purchasedAt,
                activatedAt,
                awaitsApproval,
                true,
                recalled,
                byVendor);
    }

    public Order withRecall() {
        return new Order(
                id,
                lines,
                total,
                state,
                terms,
                acceptedBy,
                acceptedAt,
                confirmedAt,
                paid,
                freed,
                purchasedAt,
                activatedAt,
                false,
                alarmed,
                true,
                byVendor);
    }

    private Order copy(
            OrderState next,
            @Nullable Instant confirmed,
            Money sum,
            @Nullable Money free,
            @Nullable Instant purchased,
            @Nullable Instant activated,
            boolean waits) {
        return new Order(
                id,
                lines,
                total,
                next,
                terms,
                acceptedBy,
                acceptedAt,
                confirmed,
                sum,
                free,
                purchased,
                activated,
                waits,
                alarmed,
                recalled,
                byVendor);
    }
}
