package scrip.server.order;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.ItemId;
import scrip.core.ledger.Code;
import scrip.core.ledger.Refusal;
import scrip.core.order.Order;
import scrip.core.order.OrderId;
import scrip.core.order.OrderState;
import scrip.server.account.Accounts;
import scrip.server.http.Problem;
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

    /// How a list is sorted.
    enum Sort {
        NEWEST,
        OLDEST
    }

    /// Which orders to list; null means any, newest first.
    record Filter(@Nullable OrderState state, @Nullable ItemId item, @Nullable Sort sort) {

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
        boolean oldest = filter.sort() == Sort.OLDEST;
        Comparator<Order> byAge = Comparator.comparing(Order::id);
        return reading.account().trade().orders().values().stream()
                .filter(filter::takes)
                .sorted(oldest ? byAge : byAge.reversed())
                .filter(o -> after == null || isBehind(o, after, oldest))
                .limit(most)
                .map(o -> new OrderReading(o, reading))
                .toList();
    }

    private static boolean isBehind(Order order, UUID after, boolean oldest) {
        int compared = order.id().value().compareTo(after);
        return oldest ? compared > 0 : compared < 0;
    }

    OrderReading find(Granted granted, OrderId id, @Nullable Instant asOf) {
        Reading reading = accounts.read(granted, asOf);
        Order order = reading.account().trade().orders().get(id);
        if (order == null) {
            throw refused(Code.UNKNOWN_ORDER, "no order " + id);
        }
        return new OrderReading(order, reading);
    }

    /// The problem that refunds are not supported; the order must exist.
    ProblemException refund(Granted granted, OrderId id) {
        Order order = find(granted, id, null).order();
        return refused(
                Code.REFUND_NOT_SUPPORTED,
                order.isPaid()
                        ? "order " + id + " is paid; refund is not supported"
                        : "refund is not supported; order " + id + " is not paid: cancel it");
    }

    private static ProblemException refused(Code code, String detail) {
        return new ProblemException(Problem.of(Refusal.of(code, detail)));
    }
}
