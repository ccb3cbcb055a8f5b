package scrip.server.notice;

import java.util.List;
import scrip.core.ledger.Entry;
import scrip.core.organization.OrganizationId;
import scrip.server.account.Accounts;
import scrip.server.history.History;
import scrip.server.http.Call;

/// The queries on notices.
final class Notices {

    private final Accounts accounts;
    private final History history;
    private final NoticeStore store;

    Notices(Accounts accounts, History history, NoticeStore store) {
        this.accounts = accounts;
        this.history = history;
        this.store = store;
    }

    /// The notices of an account, whatever their audience, including those due but not booked yet.
    List<Entry> of(Call call, OrganizationId id, History.NoticeFilter filter, int most) {
        accounts.read(call.granted(id));
        return history.notices(call.realm(), id, filter, most);
    }

    List<NoticeStore.Row> toVendor(Call call, NoticeStore.Filter filter, int most) {
        return store.toVendor(call.realm().number(), filter, most);
    }
}
