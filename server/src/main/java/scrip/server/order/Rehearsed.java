package scrip.server.order;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.Catalogs;
import scrip.core.ledger.Account;
import scrip.core.ledger.Answer;
import scrip.core.ledger.Command;
import scrip.core.ledger.Conditions;
import scrip.core.ledger.Decide;
import scrip.core.ledger.Decision;
import scrip.core.ledger.Envelope;
import scrip.core.ledger.Memory;
import scrip.core.ledger.Refusal;
import scrip.core.order.Line;
import scrip.core.order.LineRequest;
import scrip.core.order.Order;

/// A trial run of an order, as if it were paid now: decided by the rules themselves on a copy of
/// the account, without booking anything.
final class Rehearsed {

    private static final String NOBODY = "preview";

    private final Catalogs catalogs;
    private final Instant now;
    private Account account;
    private long steps;

    Rehearsed(Account account, Catalogs catalogs, Instant now) {
        this.account = account;
        this.catalogs = catalogs;
        this.now = now;
    }

    /// The account as the last accepted command left it.
    Account account() {
        return account;
    }

    Instant now() {
        return now;
    }

    /// Checks and prices lines.
    PricedLines price(List<LineRequest> lines, boolean byVendor) {
        return switch (decide(new Command.MakeQuote(lines, byVendor))) {
            case Decision.Accepted<Answer.Quoted> accepted ->
                    new PricedLines(accepted.answer().quote().lines(), null);
            case Decision.Refused<?>(Refusal refusal) -> new PricedLines(List.of(), refusal);
            case Decision.Together<?> _, Decision.Elsewhere<?> _, Decision.Behind<?> _ ->
                    throw otherwise();
        };
    }

    /// Faultless lines, or a refusal.
    record PricedLines(List<Line> lines, @Nullable Refusal refusal) {}

    /// Places an order of faultless lines.
    Order place(List<LineRequest> lines, boolean byVendor) {
        var command = new Command.PlaceOrder(lines, true, NOBODY, byVendor, true);
        if (decide(command) instanceof Decision.Accepted<Answer.Ordered> accepted) {
            account = accepted.after();
            return accepted.answer().order();
        }
        throw otherwise();
    }

    /// Confirms a draft.
    Order confirm(Order draft) {
        if (decide(new Command.ConfirmOrder(draft.id()))
                instanceof Decision.Accepted<Answer.Ordered> accepted) {
            account = accepted.after();
            return accepted.answer().order();
        }
        throw otherwise();
    }

    /// The products whose agreement is missing for an order (C6).
    List<String> missingAgreements(Order order) {
        return Conditions.missingAgreements(account, order, catalogs);
    }

    /// Pretends that agreements were signed.
    void sign(List<String> products) {
        for (String product : products) {
            Command.SignAgreement command =
                    new Command.SignAgreement(
                            product,
                            NOBODY,
                            NOBODY,
                            now.atZone(account.zone()).toLocalDate(),
                            null,
                            null,
                            null,
                            List.of(),
                            BigDecimal.ZERO,
                            new TreeMap<>());
            if (decide(command) instanceof Decision.Accepted<?> accepted) {
                account = accepted.after();
            }
        }
    }

    /// Pays an order in full.
    ///
    /// @return why it cannot be paid; null if it was
    @Nullable Refusal pay(Order order) {
        return switch (decide(Command.Pay.bySandbox(List.of(order.id())))) {
            case Decision.Accepted<?> accepted -> {
                account = accepted.after();
                yield null;
            }
            case Decision.Refused<?>(Refusal refusal) -> refusal;
            case Decision.Together<?> _, Decision.Elsewhere<?> _, Decision.Behind<?> _ ->
                    throw otherwise();
        };
    }

    private <A extends Answer> Decision<A> decide(Command<A> command) {
        steps++;
        UUID seed = new UUID(0x7000L, 0x8000_0000_0000_0000L | (steps << 24));
        return Decide.decide(
                account,
                new Envelope<>(command, null, seed, NOBODY, NOBODY),
                Memory.NONE,
                catalogs,
                now);
    }

    private static IllegalStateException otherwise() {
        return new IllegalStateException("decided otherwise");
    }
}
