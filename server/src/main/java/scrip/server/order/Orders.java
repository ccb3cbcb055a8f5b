package scrip.server.order;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import scrip.core.ledger.Answer;
import scrip.core.ledger.Code;
import scrip.core.ledger.Command;
import scrip.core.ledger.Refusal;
import scrip.core.order.Order;
import scrip.core.order.OrderId;
import scrip.core.order.Quote;
import scrip.core.organization.OrganizationId;
import scrip.server.account.Accounts;
import scrip.server.http.Call;
import scrip.server.http.Problem;
import scrip.server.http.ProblemException;
import scrip.server.ledger.Reading;

/// What can be done with orders and quotes.
final class Orders {

    private final Accounts accounts;

    Orders(Accounts accounts) {
        this.accounts = accounts;
    }

    /// An order and the instant it was read for.
    record Found(Order order, Reading reading) {}

    /// A page of orders, newest first, behind one of them.
    List<Found> page(
            Call call,
            OrganizationId account,
            @Nullable UUID after,
            int most,
            @Nullable Instant asOf) {
        Reading reading = accounts.read(call, account, asOf);
        return reading.account().trade().orders().values().stream()
                .sorted((a, b) -> b.id().compareTo(a.id()))
                .filter(o -> after == null || o.id().value().compareTo(after) < 0)
                .limit(most)
                .map(o -> new Found(o, reading))
                .toList();
    }

    /// The parameter `as_of`.
    @Nullable Instant asOf(Call call) {
        return accounts.asOf(call);
    }

    Found find(Call call, OrganizationId account, OrderId id, @Nullable Instant asOf) {
        Reading reading = accounts.read(call, account, asOf);
        Order order = reading.account().trade().orders().get(id);
        if (order == null) {
            throw refused(Code.UNKNOWN_ORDER, "no order " + id);
        }
        return new Found(order, reading);
    }

    /// Books a command that answers with an order.
    Order book(Call call, OrganizationId account, Command command, String key) {
        if (accounts.book(call, account, command, key) instanceof Answer.Ordered(Order order)) {
            return order;
        }
        throw new IllegalStateException("answered otherwise");
    }

    Quote quote(Call call, OrganizationId account, Command.MakeQuote command, String key) {
        if (accounts.book(call, account, command, key) instanceof Answer.Quoted(Quote quote)) {
            return quote;
        }
        throw new IllegalStateException("answered otherwise");
    }

    /// Says that refunds are not supported, of an order that is there.
    ProblemException refund(Call call, OrganizationId account, OrderId id) {
        Order order = find(call, account, id, null).order();
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
