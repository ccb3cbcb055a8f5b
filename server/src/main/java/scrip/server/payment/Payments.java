package scrip.server.payment;

import java.time.Instant;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;
import scrip.core.ledger.Account;
import scrip.core.money.Money;
import scrip.core.order.MoneyReturn;
import scrip.core.order.Order;
import scrip.core.order.OrderId;
import scrip.core.organization.OrganizationId;
import scrip.server.account.Accounts;
import scrip.server.http.Call;

/// What can be done with money.
final class Payments {

    private final Accounts accounts;

    Payments(Accounts accounts) {
        this.accounts = accounts;
    }

    /// The currency of one of the orders; null if none of them is known, which the ledger refuses.
    @Nullable Currency currency(Call call, OrganizationId id, List<OrderId> orders) {
        Account account = accounts.read(call.granted(id)).account();
        for (OrderId wanted : orders) {
            Order order = account.trade().orders().get(wanted);
            if (order != null) {
                return order.total().currency();
            }
        }
        return null;
    }

    /// The account's unapplied money, one sum for each currency.
    Collection<Money> unapplied(Call call, OrganizationId account, @Nullable Instant asOf) {
        return accounts.read(call.granted(account), asOf).account().trade().unapplied().values();
    }

    /// What was proposed to be sent back, or sent.
    Collection<MoneyReturn> returns(Call call, OrganizationId account, @Nullable Instant asOf) {
        return accounts.read(call.granted(account), asOf).account().trade().returns().values();
    }
}
