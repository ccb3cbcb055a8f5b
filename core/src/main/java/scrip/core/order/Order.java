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
/// @param freed what had been put to it when it expired and was freed then (O4)
/// @param purchasedAt the purchase instant (O8); null until paid
/// @param activatedAt when it was activated last; null until then
/// @param awaitsApproval whether activation waits for the vendor (O3)
/// @param alarmed whether the alarm before the deadline of its activation was given (O3)
/// @param recalled whether the bank recalled its payment (R17)
/// @param byVendor whether the vendor placed it (C7)
/// @param recalls how often the bank has recalled its payment
/// @param reopenedAt when it became payable again because the bank took a recall back (R17); null
///   if it never did
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
        List<Share> freed,
        @Nullable Instant purchasedAt,
        @Nullable Instant activatedAt,
        boolean awaitsApproval,
        boolean alarmed,
        boolean recalled,
        boolean byVendor,
        int recalls,
        @Nullable Instant reopenedAt) {

    /// How long a confirmed order waits for its payment (O4).
    public static final Duration PAYABLE_FOR = Duration.ofDays(14);

    /// How soon after payment an order is activated (O3).
    public static final Duration ACTIVATION_WITHIN = Duration.ofHours(24);

    /// How long before that deadline the alarm is given (O3).
    public static final Duration ACTIVATION_ALARM = Duration.ofHours(1);

    /// An order as it is placed: a draft.
    ///
    /// @param at when it is placed, and its terms are accepted
    public static Order placed(
            OrderId id,
            List<Line> lines,
            Money total,
            SortedMap<String, String> terms,
            String acceptedBy,
            boolean byVendor,
            Instant at) {
        return new Order(
                id,
                lines,
                total,
                OrderState.DRAFT,
                terms,
                acceptedBy,
                at,
                null,
                Money.zero(total.currency()),
                List.of(),
                null,
                null,
                false,
                false,
                false,
                byVendor,
                0,
                null);
    }

    /// What a bank transfer for it names.
    public String reference() {
        return id.reference();
    }

    /// The instant at which it expires unpaid (O4); null while a draft.
    public @Nullable Instant expiresAt() {
        Instant since = reopenedAt == null ? confirmedAt : reopenedAt;
        return since == null ? null : since.plus(PAYABLE_FOR);
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

    /// What is still to be paid; nothing for one that is recalled, which cannot be paid (R17).
    public Money due() {
        return recalled ? Money.zero(total.currency()) : total.minus(paid);
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
    public Order expired(List<Share> free) {
        Money none = Money.zero(paid.currency());
        return copy(
                OrderState.EXPIRED,
                confirmedAt,
                none,
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
        return marked(awaitsApproval, true, recalled, recalls, reopenedAt);
    }

    /// Recalled (R17): nothing is paid for it any more; it keeps its state.
    public Order withRecall() {
        return withPaid(Money.zero(paid.currency()))
                .marked(false, alarmed, true, recalls + 1, reopenedAt);
    }

    /// No longer recalled, but payable again from an instant on (R17).
    public Order reopened(Instant at) {
        return copy(
                        OrderState.CONFIRMED,
                        confirmedAt,
                        Money.zero(paid.currency()),
                        List.of(),
                        null,
                        activatedAt,
                        false)
                .marked(false, false, false, recalls, at);
    }

    /// Whether it was paid before and recalled while it waited for the vendor's approval (R17).
    public boolean waitedForApproval() {
        return recalls > 0 && activatedAt == null;
    }

    private Order copy(
            OrderState next,
            @Nullable Instant confirmed,
            Money sum,
            List<Share> free,
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
                byVendor,
                recalls,
                reopenedAt);
    }

    private Order marked(
            boolean waits, boolean alarm, boolean recall, int count, @Nullable Instant reopened) {
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
                waits,
                alarm,
                recall,
                byVendor,
                count,
                reopened);
    }
}
