package scrip.core.standing;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.Catalogs;
import scrip.core.ledger.Account;

/// How an organization stands at an instant, and why: what its overview opens with.
///
/// @param debts everything it owes, soonest suspension first
/// @param tasks what there is to do, the most urgent kinds first
public record Outlook(AccountStanding standing, List<Arrears> debts, List<Task> tasks) {

    /// The outlook of an account.
    ///
    /// @param most how many tasks of each kind
    public static Outlook of(Account account, Catalogs catalogs, Instant now, int most) {
        List<Arrears> debts = Arrears.of(account, catalogs, now);
        return new Outlook(
                AccountStanding.of(account, now),
                debts,
                Task.of(account, debts, catalogs, now, most));
    }

    /// The outlook for somebody who may not see orders and money.
    public Outlook withoutMoney() {
        return new Outlook(standing, debts, tasks.stream().filter(t -> !t.isAboutMoney()).toList());
    }

    /// Whether it stands well, but there is something to do.
    public boolean needsAttention() {
        return standing == AccountStanding.GOOD && !tasks.isEmpty();
    }

    /// When the first of its debts that is not yet suspended will be; null if there is none.
    public @Nullable Instant suspendsAt() {
        return debts.stream()
                .filter(d -> !d.suspended())
                .map(Arrears::suspendsAt)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }
}
