package scrip.server.payment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import scrip.core.money.Money;
import scrip.core.order.MoneyReturn;
import scrip.core.order.MoneyReturnId;

/// A return of unapplied money, in the form of the contract (M1).
public record MoneyReturnView(
        MoneyReturnId id,
        String state,
        Money amount,
        String to,
        @Nullable String note,
        String proposedBy,
        Instant proposedAt,
        @Nullable String decidedBy,
        @Nullable Instant decidedAt) {

    public static MoneyReturnView of(MoneyReturn money) {
        return new MoneyReturnView(
                money.id(),
                money.state().name(),
                money.amount(),
                money.to(),
                money.note().isEmpty() ? null : money.note(),
                money.proposedBy(),
                money.proposedAt(),
                money.decidedBy(),
                money.decidedAt());
    }
}
