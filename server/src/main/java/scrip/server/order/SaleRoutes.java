package scrip.server.order;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import scrip.core.ledger.Code;
import scrip.core.ledger.Command;
import scrip.core.order.OrderId;
import scrip.core.order.SalesRequest;
import scrip.core.order.SalesRequestId;
import scrip.core.organization.OrganizationId;
import scrip.server.account.Accounts;
import scrip.server.http.Call;
import scrip.server.http.Forms;
import scrip.server.http.Input;
import scrip.server.http.Page;
import scrip.server.http.ProblemException;
import scrip.server.http.Reply;
import scrip.server.http.Route;
import scrip.server.http.Routes;
import scrip.server.role.Permission;

/// The operations on requests to the vendor's sales (C7).
final class SaleRoutes implements Routes {

    private static final String ALL = Route.ACCOUNT + "/sales-requests";

    private final SaleStore store;
    private final Accounts accounts;

    SaleRoutes(SaleStore store, Accounts accounts) {
        this.store = store;
        this.accounts = accounts;
    }

    @Override
    public List<Route> all() {
        return List.of(
                Route.post(ALL, Permission.ORDERS_WRITE, this::request),
                Route.get(ALL, Permission.ORDERS_READ, this::list),
                Route.get(ALL + "/{request}", Permission.ORDERS_READ, this::one),
                Route.post(ALL + "/{request}/close", Permission.ORDERS_SELL, this::close),
                Route.get("/v1/sales-requests", Permission.SALES_READ, this::toVendor));
    }

    private Reply request(Call call) {
        OrganizationId account = call.organization();
        Input body = call.body();
        Command.RequestSale command =
                new Command.RequestSale(
                        body.text("item", Forms.NAME_CHARACTERS_MAX),
                        call.by(body, "by"),
                        orEmpty(body.textOrNull("contact", Forms.NAME_CHARACTERS_MAX)),
                        orEmpty(body.textOrNull("note", Forms.NOTE_CHARACTERS_MAX)));
        String key = call.key();
        call.checked();
        return Reply.created(
                SalesRequestView.of(
                        account, accounts.book(call.granted(account), command, key).request()));
    }

    private Reply list(Call call) {
        OrganizationId account = call.organization();
        boolean openAlone = call.query().choiceOrNull("state", Listed.class) == Listed.OPEN;
        boolean newest = Page.isNewestFirst(call);
        int limit = Page.limit(call);
        String after = Page.afterOrNull(call);
        call.checked();
        List<SalesRequest> all =
                new ArrayList<>(
                        accounts.read(call.granted(account)).account().trade().requests().values());
        List<SalesRequestView> rows =
                Page.behind(
                                newest ? all.reversed() : all,
                                after,
                                r -> r.id().toString(),
                                r -> r.isOpen() || !openAlone,
                                limit + 1)
                        .stream()
                        .map(r -> SalesRequestView.of(account, r))
                        .toList();
        return Reply.ok(Page.of(call, rows, limit, SalesRequestView::id));
    }

    private Reply one(Call call) {
        OrganizationId account = call.organization();
        SalesRequestId id = new SalesRequestId(call.uuid("request"));
        call.checked();
        SalesRequest found =
                accounts.read(call.granted(account)).account().trade().requests().get(id);
        if (found == null) {
            throw new ProblemException(Code.UNKNOWN_SALES_REQUEST, "no request " + id);
        }
        return Reply.ok(SalesRequestView.of(account, found));
    }

    private Reply close(Call call) {
        OrganizationId account = call.organization();
        SalesRequestId id = new SalesRequestId(call.uuid("request"));
        Input body = call.body();
        UUID order = body.uuidOrNull("order");
        Command.CloseSalesRequest command =
                new Command.CloseSalesRequest(
                        id,
                        order == null ? null : new OrderId(order),
                        call.by(body, "by"),
                        orEmpty(body.textOrNull("answer", Forms.NOTE_CHARACTERS_MAX)));
        String key = call.key();
        call.checked();
        return Reply.ok(
                SalesRequestView.of(
                        account, accounts.book(call.granted(account), command, key).request()));
    }

    /// A page of open requests may be shorter than its limit: those closed a moment ago are
    /// omitted.
    private Reply toVendor(Call call) {
        boolean openAlone = call.query().choiceOrNull("state", Listed.class) != Listed.ALL;
        UUID before = Page.idAfter(call);
        OrganizationId of = call.query().organizationOrNull("organization");
        int limit = Page.limit(call);
        call.checked();
        List<SaleStore.Row> rows =
                store.before(
                        call.realm().number(),
                        openAlone,
                        before == null ? null : new SalesRequestId(before),
                        of,
                        limit + 1);
        Map<String, Object> page = Page.of(call, rows, limit, SaleStore.Row::request);
        List<SalesRequestView> shown = new ArrayList<>();
        for (SaleStore.Row row : rows.subList(0, Math.min(limit, rows.size()))) {
            SalesRequest request = find(call, row);
            if (request.isOpen() || !openAlone) {
                shown.add(SalesRequestView.of(row.organization(), request));
            }
        }
        return Reply.ok(Page.showing(page, shown));
    }

    private SalesRequest find(Call call, SaleStore.Row row) {
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

    /// Which requests a list has.
    private enum Listed {
        OPEN,
        ALL
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
