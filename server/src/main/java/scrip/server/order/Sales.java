package scrip.server.order;

import java.util.List;
import org.jspecify.annotations.Nullable;
import scrip.core.order.SalesRequest;
import scrip.core.order.SalesRequestId;
import scrip.core.organization.OrganizationId;
import scrip.server.account.Accounts;
import scrip.server.http.Call;

/// The use cases of requests to sales.
final class Sales {

    private final Accounts accounts;
    private final SaleStore store;

    Sales(Accounts accounts, SaleStore store) {
        this.accounts = accounts;
        this.store = store;
    }

    /// The requests of all organizations older than one, newest first.
    List<SaleStore.Row> before(
            Call call,
            boolean open,
            @Nullable SalesRequestId request,
            @Nullable OrganizationId of,
            int most) {
        return store.before(call.realm().number(), open, request, of, most);
    }

    SalesRequest find(Call call, SaleStore.Row row) {
        SalesRequest request =
                accounts.read(call.granted(row.organization()))
                        .account()
                        .trade()
                        .requests()
                        .get(row.request());
        if (request == null) {
            throw new IllegalStateException("a notice names a request that does not exist: " + row);
        }
        return request;
    }
}
