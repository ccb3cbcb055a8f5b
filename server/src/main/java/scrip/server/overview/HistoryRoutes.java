package scrip.server.overview;

import java.util.List;
import scrip.core.ledger.Account;
import scrip.core.ledger.Entry;
import scrip.core.organization.OrganizationId;
import scrip.server.account.Accounts;
import scrip.server.history.History;
import scrip.server.http.Call;
import scrip.server.http.Page;
import scrip.server.http.Reply;
import scrip.server.http.Route;
import scrip.server.http.Routes;
import scrip.server.role.Permission;

/// The operation that lists the facts of an account.
final class HistoryRoutes implements Routes {

    private final History history;
    private final Accounts accounts;

    HistoryRoutes(History history, Accounts accounts) {
        this.history = history;
        this.accounts = accounts;
    }

    @Override
    public List<Route> all() {
        return List.of(Route.get(Route.ACCOUNT + "/history", Permission.HISTORY_READ, this::list));
    }

    private Reply list(Call call) {
        OrganizationId id = call.organization();
        long after = Page.after(call, 0);
        int limit = Page.limit(call);
        call.checked();
        List<Entry> facts = history.entries(call.realm(), id, after, limit + 1);
        Account account = accounts.read(call.granted(id)).account();
        FactViews views = new FactViews(id, (pool, seq) -> account.pool(pool).pack(seq).id());
        List<FactViews.EntryView> rows = facts.stream().map(views::of).toList();
        return Reply.ok(Page.of("facts", rows, limit, FactViews.EntryView::seq));
    }
}
