package scrip.server.overview;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.Text;
import scrip.core.ledger.Subject;
import scrip.core.money.Money;
import scrip.server.order.ProposalView;

/// A task in the form of the contract, in which each kind has fields of its own.
sealed interface TaskView {

    /// Units or time owed, which an order pays.
    ///
    /// @param units null for a license
    /// @param quantity the least that is sold and covers the debt; null for a license, or if
    ///   nothing is sold any more
    record OfDebt(
            String action,
            Subject subject,
            Text name,
            @Nullable Long units,
            Text unit,
            @Nullable Long quantity,
            Instant until,
            @Nullable ProposalView proposal)
            implements TaskView {}

    /// An open order.
    record OfOrder(String action, Subject subject, Money money, @Nullable Instant until)
            implements TaskView {}

    /// A delivered service.
    record OfService(String action, Subject subject, Text name) implements TaskView {}

    /// A license that ends soon.
    record OfLicense(
            String action,
            Subject subject,
            Text name,
            @Nullable Instant until,
            @Nullable ProposalView proposal)
            implements TaskView {}

    /// A pool in which little is left.
    ///
    /// @param quantity the least that is sold; null if nothing is sold any more
    record OfPool(
            String action,
            Subject subject,
            Text name,
            long units,
            Text unit,
            @Nullable Long quantity,
            @Nullable ProposalView proposal)
            implements TaskView {}

    /// The task to pay a debt.
    static TaskView of(String action, DebtView debt) {
        return new OfDebt(
                action,
                debt.subject(),
                debt.name(),
                debt.units(),
                debt.unit(),
                debt.topUp(),
                debt.suspendsAt(),
                debt.proposal());
    }
}
