package scrip.server.service;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
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

    Reading read(Call call, OrganizationId account, @Nullable Instant asOf) {
        return accounts.read(call, account, asOf);
    }

    /// The parameter `as_of`.
    @Nullable Instant asOf(Call call) {
        return accounts.asOf(call);
    }

    ServiceState book(Call call, OrganizationId account, Command command, String key) {
        if (accounts.book(call, account, command, key)
                instanceof Answer.Serviced(ServiceState state)) {
            return state;
        }
        throw new IllegalStateException("answered otherwise");
    }
}
