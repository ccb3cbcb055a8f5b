package scrip.server.notice;

import java.util.List;
import scrip.core.ledger.Entry;
import scrip.core.organization.OrganizationId;
import scrip.server.account.Accounts;
import scrip.server.http.Call;
import scrip.server.ledger.History;
import scrip.server.ledger.Ledger;

/// What can be asked of notices and history.
final class Notices {

    private final Accounts accounts;
    private final Ledger ledger;
    private final NoticeStore store;

    Notices(Accounts accounts, Ledger ledger, NoticeStore store) {
        this.accounts = accounts;
        this.ledger = ledger;
        this.store = store;
    }

    /// The notices of an account to anybody, with those that fell due and are not booked yet.
    List<Entry> of(Call call, OrganizationId id, History.NoticeFilter filter, int most) {
        accounts.read(call.granted(id));
        return ledger.history().notices(call.realm(), id, filter, most);
    }

    List<NoticeStore.Row> toVendor(Call call, NoticeStore.Filter filter, int most) {
        return store.toVendor(call.realm().number(), filter, most);
    }

    /// The facts of an account.
    List<Entry> history(Call call, OrganizationId account, long after, int most) {
        accounts.read(call.granted(account));
        return ledger.history().entries(call.realm(), account, after, most);
    }
}
