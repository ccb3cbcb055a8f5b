package scrip.core.service;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.ItemId;
import scrip.core.order.Line;
import scrip.core.order.LineId;
import scrip.core.order.OrderId;
import scrip.core.organization.OrganizationId;
import scrip.core.time.Reminded;

/// A one-time service: paid once, and completed only by the customer's acceptance (S1, S2).
///
/// @param id the id of the order line that bought it
/// @param stage the stage reached; `state` also takes expiry and hold into account
/// @param deliveredOnce whether it was delivered in time, after which it never expires (S2)
/// @param onHold whether its payment was recalled (R17)
/// @param steps the steps of the service, oldest first
/// @param reminded the reminders before its end (S2)
public record Service(
        LineId id,
        OrderId order,
        ItemId item,
        OrganizationId holder,
        Instant purchasedAt,
        Instant until,
        ServiceState stage,
        boolean deliveredOnce,
        boolean onHold,
        List<Step> steps,
        Reminded reminded) {

    /// How long before its end its holders are reminded, until it is delivered (S2).
    public static final List<Duration> REMINDERS = List.of(Duration.ofDays(30), Duration.ofDays(7));

    /// One step of a service.
    ///
    /// @param what the verb: `scheduled`, `delivered`, `accepted`, `rejected`
    /// @param by who did it
    /// @param mode `local` or `remote`, or empty
    /// @param note free text, or empty
    /// @param document a reference to the signed document, or empty
    /// @param signedOn the date on the signed document, if given
    public record Step(
            String what,
            Instant at,
            String by,
            String mode,
            String note,
            String document,
            @Nullable LocalDate signedOn) {}

    /// A service that an order line buys.
    ///
    /// @param purchasedAt the purchase instant (O8)
    /// @param now the booking time, from which reminders are due
    public static Service purchased(
            OrderId order, Line line, Instant purchasedAt, Instant until, Instant now) {
        return new Service(
                line.id(),
                order,
                line.item(),
                line.holder(),
                purchasedAt,
                until,
                ServiceState.PURCHASED,
                false,
                false,
                List.of(),
                Reminded.noneSince(now));
    }

    public ServiceState state(Instant now) {
        if (onHold) {
            return ServiceState.ON_HOLD;
        }
        return expiredAt(now) ? ServiceState.EXPIRED : stage;
    }

    /// Whether it is delivered and waits for the customer's acceptance (S1).
    public boolean awaitsAcceptance(Instant now) {
        return state(now) == ServiceState.DELIVERED;
    }

    /// Whether the vendor still has to deliver it, unless it expires first (S2); not while its
    /// payment is recalled (R17).
    public boolean awaitsDelivery() {
        return !onHold && (stage == ServiceState.PURCHASED || stage == ServiceState.SCHEDULED);
    }

    /// Whether it was not delivered within its year (S2).
    public boolean expiredAt(Instant now) {
        return !deliveredOnce && !now.isBefore(until);
    }

    /// This service after a step.
    public Service after(Step step, ServiceState next) {
        List<Step> all = new ArrayList<>(steps);
        all.add(step);
        boolean delivered = deliveredOnce || next == ServiceState.DELIVERED;
        return copy(next, delivered, onHold, List.copyOf(all), reminded);
    }

    public Service held() {
        return copy(stage, deliveredOnce, true, steps, reminded);
    }

    /// This service paid again: no longer on hold, with a year from that instant (R17).
    public Service resumed(Instant paidAt, Instant end, Instant now) {
        return new Service(
                id,
                order,
                item,
                holder,
                paidAt,
                end,
                stage,
                deliveredOnce,
                false,
                steps,
                Reminded.noneSince(now));
    }

    public Service withReminded(Reminded next) {
        return copy(stage, deliveredOnce, onHold, steps, next);
    }

    private Service copy(
            ServiceState next,
            boolean delivered,
            boolean hold,
            List<Step> all,
            Reminded nextReminded) {
        return new Service(
                id,
                order,
                item,
                holder,
                purchasedAt,
                until,
                next,
                delivered,
                hold,
                all,
                nextReminded);
    }
}
