package scrip.server.license;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import scrip.core.ledger.Answer;
import scrip.core.ledger.Command;
import scrip.core.license.LicenseState;
import scrip.core.organization.OrganizationId;
import scrip.server.account.Accounts;
import scrip.server.http.Call;
import scrip.server.ledger.Reading;

/// What can be done with licenses.
final class Licenses {

    private final Accounts accounts;

    Licenses(Accounts accounts) {
        this.accounts = accounts;
    }

    Reading read(Call call, OrganizationId account, @Nullable Instant asOf) {
        return accounts.read(call, account, asOf);
    }

    /// The parameter `as_of`.
    @Nullable Instant asOf(Call call) {
        return accounts.asOf(call);
    }

    /// Tells a license to end at its end, or not to.
    LicenseState end(Call call, OrganizationId account, Command.EndLicense command, String key) {
        if (accounts.book(call, account, command, key)
                instanceof Answer.Licensed(LicenseState state)) {
            return state;
        }
        throw new IllegalStateException("answered otherwise");
    }
}
