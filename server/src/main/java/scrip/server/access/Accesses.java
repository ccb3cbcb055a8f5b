package scrip.server.access;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import scrip.core.access.Access;
import scrip.core.access.AccessState;
import scrip.core.access.Gate;
import scrip.core.access.Offline;
import scrip.core.catalog.ItemId;
import scrip.core.ledger.Account;
import scrip.core.organization.OrganizationId;
import scrip.server.account.Accounts;
import scrip.server.catalog.PublishedCatalogs;
import scrip.server.http.Call;
import scrip.server.ledger.Ledger;
import scrip.server.ledger.Reading;
import scrip.server.ledger.Realm;
import scrip.server.role.Granted;

/// Answers what an organization may do.
final class Accesses {

    private final Accounts accounts;
    private final PublishedCatalogs catalogs;
    private final Ledger ledger;

    Accesses(Accounts accounts, PublishedCatalogs catalogs, Ledger ledger) {
        this.accounts = accounts;
        this.catalogs = catalogs;
        this.ledger = ledger;
    }

    /// An answer, the instant it is for and the accounts that gave it.
    record Answered(Access access, Instant at, List<Account> accounts) {}

    /// Within a consortium its account answers; otherwise the best of the organization's own
    /// account and of those that bought for it (C4). Those are looked up only if the own account
    /// does not allow it, since nothing is better than that.
    ///
    /// @param granted the right to ask for the organization of the question
    Answered answer(Granted granted, Gate.Question question, @Nullable Instant asOf) {
        OrganizationId within = question.within();
        OrganizationId own = within == null ? question.organization() : within;
        if (!own.equals(question.organization())) {
            accounts.read(granted);
        }
        List<Reading> readings = new ArrayList<>();
        readings.add(existing(granted.through(own), asOf));
        Answered first = of(granted.realm(), readings, question, asOf);
        if (within != null || first.access().state() == AccessState.ALLOWED) {
            return first;
        }
        List<OrganizationId> buyers = ledger.history().buyersFor(granted.realm(), own);
        if (buyers.isEmpty()) {
            return first;
        }
        for (OrganizationId buyer : buyers) {
            readings.add(accounts.readIfAny(granted.through(buyer), asOf));
        }
        return of(granted.realm(), readings, question, asOf);
    }

    /// Until when an answer may be kept while nobody can be reached (X2); null when no catalog
    /// sells what was asked.
    @Nullable Instant offlineUntil(Realm realm, Gate.Question question, Answered answered) {
        return Offline.until(
                answered.accounts(),
                question,
                catalogs.of(realm),
                answered.access(),
                answered.at());
    }

    /// The key of a product asks for its items and features alone.
    void checkProduct(Call call, String feature) {
        String product = call.identity().product();
        if (product == null) {
            return;
        }
        boolean isFeature =
                catalogs.of(call.realm()).versions().stream()
                        .filter(c -> c.product().equals(product))
                        .flatMap(c -> c.features().stream())
                        .anyMatch(f -> f.name().equals(feature));
        if (!isFeature) {
            call.permitItem(ItemId.of(feature));
        }
    }

    /// An account that exists now, as it is or was at an instant; it may not have existed then.
    private Reading existing(Granted granted, @Nullable Instant asOf) {
        Reading now = accounts.read(granted);
        return asOf == null ? now : accounts.readIfAny(granted, asOf);
    }

    private Answered of(
            Realm realm, List<Reading> readings, Gate.Question question, @Nullable Instant asOf) {
        Instant at =
                asOf != null
                        ? asOf
                        : readings.stream().map(Reading::now).max(Instant::compareTo).orElseThrow();
        List<Account> read = readings.stream().map(Reading::account).toList();
        return new Answered(Gate.answer(read, question, catalogs.of(realm), at), at, read);
    }
}
