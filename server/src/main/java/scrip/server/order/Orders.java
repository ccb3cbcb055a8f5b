package scrip.server.order;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.ItemId;
import scrip.core.ledger.Code;
import scrip.core.order.Order;
import scrip.core.order.OrderId;
import scrip.core.order.OrderState;
import scrip.server.account.Accounts;
import scrip.server.http.Page;
import scrip.server.http.ProblemException;
import scrip.server.ledger.Reading;
import scrip.server.role.Granted;

/// The use cases of orders and quotes.
final class Orders {

    private final Accounts accounts;

    Orders(Accounts accounts) {
        this.accounts = accounts;
    }

    /// An order and the instant it was read for.
    record OrderReading(Order order, Reading reading) {}

    /// Which orders to list; null means any.
    ///
    /// @param oldest whether the oldest come first rather than the newest
    record Filter(@Nullable OrderState state, @Nullable ItemId item, boolean oldest) {

        boolean takes(Order order) {
            return (state == null || state == order.state())
                    && (item == null
                            || order.lines().stream().anyMatch(l -> l.item().equals(item)));
        }
    }

    /// A page of the orders after one of them.
    List<OrderReading> page(
            Granted granted,
            Filter filter,
            @Nullable UUID after,
            int most,
            @Nullable Instant asOf) {
        Reading reading = accounts.read(granted, asOf);
        return Page.byAge(
                        reading.account().trade().orders(),
                        filter.oldest(),
                        after == null ? null : new OrderId(after),
                        filter::takes,
                        most)
                .stream()
                .map(o -> new OrderReading(o, reading))
                .toList();
    }

    OrderReading find(Granted granted, OrderId id, @Nullable Instant asOf) {
        Reading reading = accounts.read(granted, asOf);
        Order order = reading.account().trade().orders().get(id);
        if (order == null) {
            throw new ProblemException(Code.UNKNOWN_ORDER, "no order " + id);
        }
        return new OrderReading(order, reading);
    }

    /// The problem that refunds are not supported; the order must exist.
    ProblemException refund(Granted granted, OrderId id) {
        Order order = find(granted, id, null).order();
        return new ProblemException(
                Code.REFUND_NOT_SUPPORTED,
                order.isPaid()
                        ? "order " + id + " is paid; refund is not supported"
                        : "refund is not supported; order " + id + " is not paid: cancel it");
    }
}
