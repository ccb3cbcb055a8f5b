package scrip.server.overview;

import java.util.List;
import scrip.core.ledger.Entry;
import scrip.core.organization.OrganizationId;
import scrip.server.account.Accounts;
import scrip.server.database.PageOrder;
import scrip.server.history.History;
import scrip.server.http.Call;
import scrip.server.http.Input;
import scrip.server.http.Page;
import scrip.server.http.Reply;
import scrip.server.http.Route;
import scrip.server.http.Routes;
import scrip.server.ledger.Reading;
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
        Long after = Page.numberAfter(call);
        Long seen = call.query().wholeOrNull("after_seq", 0, Input.WHOLE_MAX);
        int limit = Page.limit(call);
        call.checked();
        Reading reading = accounts.read(call.granted(id));
        List<Entry> facts =
                history.entries(
                        call.realm(),
                        id,
                        Math.max(PageOrder.behind(after, true), PageOrder.behind(seen, true)),
                        reading.bookedSeq(),
                        limit + 1);
        FactViews views =
                new FactViews(id, (pool, seq) -> reading.account().pool(pool).pack(seq).id());
        List<FactViews.EntryView> rows = facts.stream().map(views::of).toList();
        return Reply.ok(Page.of(call, rows, limit, FactViews.EntryView::seq));
    }
}
