package scrip.server.sale;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import scrip.core.ledger.Answer;
import scrip.core.ledger.Command;
import scrip.core.order.SalesRequest;
import scrip.core.organization.OrganizationId;
import scrip.server.account.Accounts;
import scrip.server.http.Call;

/// What can be done with requests to sales.
final class Sales {

    private final Accounts accounts;
    private final SaleStore store;

    Sales(Accounts accounts, SaleStore store) {
        this.accounts = accounts;
        this.store = store;
    }

    SalesRequest book(Call call, OrganizationId account, Command command, String key) {
        if (accounts.book(call, account, command, key)
                instanceof Answer.SaleAsked(SalesRequest request)) {
            return request;
        }
        throw new IllegalStateException("answered otherwise");
    }

    Collection<SalesRequest> of(Call call, OrganizationId account) {
        return accounts.read(call, account, null).account().trade().requests().values();
    }

    /// The requests of every organization before one, newest first.
    List<SaleStore.Row> before(
            Call call,
            boolean open,
            @Nullable UUID request,
            @Nullable OrganizationId of,
            int most) {
        int realm = call.realm().number();
        String organization = of == null ? null : of.value();
        return open
                ? store.openBefore(realm, request, organization, most)
                : store.before(realm, request, organization, most);
    }

    SalesRequest find(Call call, SaleStore.Row row) {
        SalesRequest request =
                accounts.read(call, row.organization(), null)
                        .account()
                        .trade()
                        .requests()
                        .get(row.request());
        if (request == null) {
            throw new IllegalStateException("told of, and not there: " + row);
        }
        return request;
    }
}
