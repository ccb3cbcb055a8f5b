package scrip.server.license;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import scrip.core.ledger.Answer;
import scrip.core.ledger.Code;
import scrip.core.ledger.Command;
import scrip.core.ledger.Refusal;
import scrip.core.license.License;
import scrip.core.license.LicenseId;
import scrip.core.license.LicenseState;
import scrip.core.license.Visit;
import scrip.core.organization.OrganizationId;
import scrip.server.account.Accounts;
import scrip.server.http.Call;
import scrip.server.http.Problem;
import scrip.server.http.ProblemException;
import scrip.server.ledger.Reading;

/// What can be done with licenses.
final class Licenses {

    private final Accounts accounts;
    private final LicenseKey key;

    Licenses(Accounts accounts, LicenseKey key) {
        this.accounts = accounts;
        this.key = key;
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

    Visit log(Call call, OrganizationId account, Command.LogVisit command, String key) {
        if (accounts.book(call, account, command, key) instanceof Answer.Visited(Visit visit)) {
            return visit;
        }
        throw new IllegalStateException("answered otherwise");
    }

    /// The visits of one maintenance, in the order in which they were logged.
    List<Visit> visits(
            Call call, OrganizationId account, LicenseId license, @Nullable Instant asOf) {
        Reading reading = accounts.read(call, account, asOf);
        known(reading, license);
        return reading.account().rights().visits().stream()
                .filter(v -> v.license().equals(license))
                .toList();
    }

    /// The signed file of a perpetual license that is in force (C7).
    String file(Call call, OrganizationId account, LicenseId id) {
        Reading reading = accounts.read(call, account, null);
        License license = known(reading, id);
        if (license.until() != null || license.state(reading.now()) != LicenseState.ACTIVE) {
            throw new ProblemException(
                    Problem.of(
                            Refusal.of(
                                    Code.NO_LICENSE_FILE,
                                    "a file is delivered of a perpetual license that is in force;"
                                            + " this one of "
                                            + license.item()
                                            + " is "
                                            + license.form()
                                            + " and "
                                            + license.state(reading.now()))));
        }
        return LicenseFile.of(call.realm().name(), reading.account(), license, key);
    }

    private static License known(Reading reading, LicenseId id) {
        return reading.account().rights().licenses().stream()
                .filter(l -> l.id().equals(id))
                .findFirst()
                .orElseThrow(() ->
                        new ProblemException(
                                Problem.of(Refusal.of(Code.UNKNOWN_LICENSE, "no license " + id))));
    }
}
