package scrip.server.notice;

import java.util.List;
import scrip.core.ledger.Account;
import scrip.core.ledger.Entry;
import scrip.core.organization.OrganizationId;
import scrip.server.account.Accounts;
import scrip.server.http.Call;
import scrip.server.ledger.History;
import scrip.server.ledger.Ledger;
import scrip.server.role.Granted;

/// The queries on notices and history.
final class Notices {

    private final Accounts accounts;
    private final Ledger ledger;
    private final NoticeStore store;

    Notices(Accounts accounts, Ledger ledger, NoticeStore store) {
        this.accounts = accounts;
        this.ledger = ledger;
        this.store = store;
    }

    /// The notices of an account, whatever their audience, including those due but not booked yet.
    List<Entry> of(Call call, OrganizationId id, History.NoticeFilter filter, int most) {
        accounts.read(call.granted(id));
        return ledger.history().notices(call.realm(), id, filter, most);
    }

    List<NoticeStore.Row> toVendor(Call call, NoticeStore.Filter filter, int most) {
        return store.toVendor(call.realm().number(), filter, most);
    }

    /// Facts of an account, and the state of the account after them.
    record Happened(List<Entry> facts, Account account) {}

    Happened history(Call call, OrganizationId id, long after, int most) {
        Granted granted = call.granted(id);
        List<Entry> facts = ledger.history().entries(call.realm(), id, after, most);
        return new Happened(facts, accounts.read(granted).account());
    }
}
