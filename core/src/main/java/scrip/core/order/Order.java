package scrip.core.order;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import scrip.core.money.Money;

/// An order of one account (O1 to O8). Its state at an instant is only correct after the account
/// has been advanced to that instant.
///
/// @param terms the accepted version of the service terms, by product (O1)
/// @param acceptedBy who accepted them
/// @param acceptedAt when
/// @param byVendor whether the vendor placed it (C7)
/// @param paid the money applied to it so far
/// @param recalled whether the bank recalled its payment (R17); it then stays in its stage
/// @param recalls how often the bank has recalled its payment
public record Order(
        OrderId id,
        List<Line> lines,
        Money total,
        SortedMap<String, String> terms,
        String acceptedBy,
        Instant acceptedAt,
        boolean byVendor,
        OrderStage stage,
        Money paid,
        boolean recalled,
        int recalls) {

    /// How long a confirmed order waits for its payment (O4).
    public static final Duration PAYABLE_FOR = Duration.ofDays(14);

    /// How soon after payment an order is activated (O3).
    public static final Duration ACTIVATION_WITHIN = Duration.ofHours(24);

    /// How long before that deadline the alarm is given (O3).
    public static final Duration ACTIVATION_ALARM = Duration.ofHours(1);

    /// A new order, which is a draft.
    ///
    /// @param at when it is placed and its terms are accepted
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
                terms,
                acceptedBy,
                at,
                byVendor,
                new OrderStage.Draft(),
                Money.zero(total.currency()),
                false,
                0);
    }

    /// The name of its stage.
    public OrderState state() {
        return switch (stage) {
            case OrderStage.Draft _ -> OrderState.DRAFT;
            case OrderStage.Confirmed _ -> OrderState.CONFIRMED;
            case OrderStage.Expired _ -> OrderState.EXPIRED;
            case OrderStage.Cancelled _ -> OrderState.CANCELLED;
            case OrderStage.Paid _ -> OrderState.PAID;
            case OrderStage.Active _ -> OrderState.ACTIVE;
        };
    }

    /// The reference to give in a bank transfer.
    public String reference() {
        return id.reference();
    }

    /// When it was confirmed; null if it never was.
    public @Nullable Instant confirmedAt() {
        OrderStage.Payable payable = payable(stage);
        return payable == null ? null : payable.confirmedAt();
    }

    /// The instant at which it expires unpaid (O4); null if it was never confirmed.
    public @Nullable Instant expiresAt() {
        OrderStage.Payable payable = payable(stage);
        return payable == null ? null : payable.since().plus(PAYABLE_FOR);
    }

    private static OrderStage.@Nullable Payable payable(OrderStage stage) {
        return switch (stage) {
            case OrderStage.Draft _ -> null;
            case OrderStage.Confirmed s -> s.payable();
            case OrderStage.Expired s -> s.payable();
            case OrderStage.Cancelled s -> payable(s.before());
            case OrderStage.Paid s -> s.payable();
            case OrderStage.Active s -> s.payable();
        };
    }

    /// The data of its confirmation, which a draft does not have.
    private OrderStage.Payable confirmation() {
        OrderStage.Payable payable = payable(stage);
        if (payable == null) {
            throw new IllegalStateException("order " + id + " was never confirmed");
        }
        return payable;
    }

    /// The purchase instant (O8); null until it is paid.
    public @Nullable Instant purchasedAt() {
        return switch (stage) {
            case OrderStage.Paid s -> s.purchasedAt();
            case OrderStage.Active s -> s.purchasedAt();
            case OrderStage.Draft _,
                    OrderStage.Confirmed _,
                    OrderStage.Expired _,
                    OrderStage.Cancelled _ ->
                    null;
        };
    }

    /// When it was activated; null until then.
    public @Nullable Instant activatedAt() {
        return stage instanceof OrderStage.Active active ? active.activatedAt() : null;
    }

    /// Whether it is active, or was activated before a recall that has been reversed (R17).
    public boolean everActivated() {
        return switch (stage) {
            case OrderStage.Active _ -> true;
            case OrderStage.Draft _, OrderStage.Paid _ -> false;
            case OrderStage.Confirmed _, OrderStage.Expired _, OrderStage.Cancelled _ -> {
                OrderStage.Payable payable = payable(stage);
                yield payable != null && payable.activatedBefore();
            }
        };
    }

    /// Whether it is confirmed and waits for its payment (O4).
    public boolean awaitsPayment() {
        return stage instanceof OrderStage.Confirmed;
    }

    /// Whether it waits for its payment or for the vendor's approval.
    public boolean isOpen() {
        return awaitsPayment() || awaitsApproval();
    }

    /// Whether its activation waits for the vendor (O3).
    public boolean awaitsApproval() {
        return stage instanceof OrderStage.Paid paidStage && paidStage.waits();
    }

    /// Whether it waits for the vendor and the alarm has not been given yet (O3).
    public boolean awaitsAlarm() {
        return stage instanceof OrderStage.Paid paidStage
                && paidStage.waits()
                && !paidStage.alarmed();
    }

    /// The money that was freed when it expired (O4).
    public List<Share> freed() {
        return stage instanceof OrderStage.Expired expired ? expired.freed() : List.of();
    }

    /// By when it is to be activated (O3); null until paid.
    public @Nullable Instant activateBy() {
        Instant purchasedAt = purchasedAt();
        return purchasedAt == null ? null : purchasedAt.plus(ACTIVATION_WITHIN);
    }

    /// Whether it was not activated by its deadline (O3).
    public boolean breached(Instant now) {
        Instant deadline = activateBy();
        Instant activatedAt = activatedAt();
        Instant reached = activatedAt == null ? now : activatedAt;
        return deadline != null && !reached.isBefore(deadline);
    }

    /// Whether money for it has been settled.
    public boolean isPaid() {
        return purchasedAt() != null;
    }

    /// What is still to be paid; zero for a recalled order, which cannot be paid (R17).
    public Money due() {
        return recalled ? Money.zero(total.currency()) : total.minus(paid);
    }

    public boolean paidWhole() {
        return !due().isPositive();
    }

    public Order confirmed(Instant at) {
        return with(new OrderStage.Confirmed(new OrderStage.Payable(at, at, false)), paid);
    }

    public Order withPaid(Money sum) {
        return with(stage, sum);
    }

    /// This order cancelled, with its money freed.
    public Order cancelled() {
        return with(new OrderStage.Cancelled(stage), nothing());
    }

    /// This order expired unpaid; its money is freed, and remembered (O4).
    public Order expired(List<Share> free) {
        return with(new OrderStage.Expired(confirmation(), free), nothing());
    }

    /// Paid.
    ///
    /// @param waits whether its activation waits for the vendor (O3)
    public Order purchased(Instant at, boolean waits) {
        return with(new OrderStage.Paid(confirmation(), at, waits, false), paid);
    }

    public Order activated(Instant at) {
        return with(new OrderStage.Active(confirmation(), bought(), at), paid);
    }

    public Order withAlarm() {
        return with(new OrderStage.Paid(confirmation(), bought(), awaitsApproval(), true), paid);
    }

    /// This order recalled (R17): it is no longer paid, but keeps its state.
    public Order withRecall() {
        OrderStage kept =
                stage instanceof OrderStage.Paid s
                        ? new OrderStage.Paid(s.payable(), s.purchasedAt(), false, s.alarmed())
                        : stage;
        return copy(kept, nothing(), true, recalls + 1);
    }

    /// This order no longer recalled, and payable again from an instant on (R17).
    public Order reopened(Instant at) {
        OrderStage.Payable again =
                new OrderStage.Payable(confirmation().confirmedAt(), at, everActivated());
        return copy(new OrderStage.Confirmed(again), nothing(), false, recalls);
    }

    /// Whether it was paid before and recalled while it waited for the vendor's approval (R17).
    public boolean waitedForApproval() {
        return recalls > 0 && !everActivated();
    }

    private Instant bought() {
        Instant purchasedAt = purchasedAt();
        if (purchasedAt == null) {
            throw new IllegalStateException("order " + id + " is not paid");
        }
        return purchasedAt;
    }

    private Money nothing() {
        return Money.zero(paid.currency());
    }

    private Order with(OrderStage next, Money sum) {
        return copy(next, sum, recalled, recalls);
    }

    private Order copy(OrderStage next, Money sum, boolean recall, int count) {
        return new Order(
                id,
                lines,
                total,
                terms,
                acceptedBy,
                acceptedAt,
                byVendor,
                next,
                sum,
                recall,
                count);
    }
}
