package scrip.server.service;

import scrip.core.ledger.Answer;
import scrip.core.ledger.Command;
import scrip.core.organization.OrganizationId;
import scrip.core.service.ServiceState;
import scrip.server.account.Accounts;
import scrip.server.http.Call;
import scrip.server.ledger.Reading;

/// What can be done with services.
final class Services {

    private final Accounts accounts;

    Services(Accounts accounts) {
        this.accounts = accounts;
    }

    Reading read(Call call, OrganizationId account) {
        return accounts.read(call, account, null);
    }

    ServiceState book(Call call, OrganizationId account, Command command, String key) {
        if (accounts.book(call, account, command, key)
                instanceof Answer.Serviced(ServiceState state)) {
            return state;
        }
        throw new IllegalStateException("answered otherwise");
    }
}
