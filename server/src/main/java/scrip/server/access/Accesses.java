package scrip.server.access;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import scrip.core.access.AccessReader;
import scrip.core.access.AccountSource;
import scrip.core.access.Gate;
import scrip.core.access.Offline;
import scrip.core.catalog.Catalogs;
import scrip.core.catalog.ItemId;
import scrip.core.organization.OrganizationId;
import scrip.server.account.Accounts;
import scrip.server.catalog.PublishedCatalogs;
import scrip.server.http.Call;
import scrip.server.ledger.Ledger;
import scrip.server.ledger.Reading;
import scrip.server.ledger.Realm;
import scrip.server.role.Granted;

/// Answers what an organization may use.
public final class Accesses {

    private final Accounts accounts;
    private final PublishedCatalogs catalogs;
    private final Ledger ledger;

    Accesses(Accounts accounts, PublishedCatalogs catalogs, Ledger ledger) {
        this.accounts = accounts;
        this.catalogs = catalogs;
        this.ledger = ledger;
    }

    /// The answer of the rules, based on the accounts of the ledger.
    ///
    /// @param granted the permission to ask about the organization of the question
    public AccessReader.Answered answer(
            Granted granted, Gate.Question question, @Nullable Instant asOf) {
        Realm realm = granted.realm();
        Source source = new Source(granted, ledger.realms().now(realm));
        if (question.within() != null) {
            accounts.readAt(granted, source.clock);
        }
        return AccessReader.answer(source, question, catalogs.of(realm), asOf);
    }

    /// Reads accounts of the ledger with the permission to ask about an organization that they
    /// serve.
    private final class Source implements AccountSource {

        private final Granted granted;
        private final Instant clock;

        /// @param clock of the realm, read once for all accounts
        Source(Granted granted, Instant clock) {
            this.granted = granted;
            this.clock = clock;
        }

        /// The account must exist now, but need not have existed at that instant.
        @Override
        public Read read(OrganizationId id, @Nullable Instant asOf) {
            Granted through = granted.through(id);
            Reading now = accounts.readAt(through, clock);
            return asOf == null
                    ? new Read(now.account(), now.now())
                    : new Read(accounts.readIfAny(through, asOf).account(), asOf);
        }

        @Override
        public @Nullable Known known(Gate.Question question, Catalogs published) {
            return ledger.known(granted.realm(), question, published, clock);
        }

        @Override
        public void answered(
                AccessReader.Answered answered,
                Gate.Question question,
                Catalogs published,
                boolean standsAlone) {
            ledger.keep(granted.realm(), answered, question, published, standsAlone);
        }

        @Override
        public List<OrganizationId> buyersFor(OrganizationId organization) {
            return ledger.buyersFor(granted.realm(), organization);
        }
    }

    /// Until when an answer may be used offline (X2); null if no catalog sells what was asked
    /// about.
    @Nullable Instant offlineUntil(
            Realm realm, Gate.Question question, AccessReader.Answered answered) {
        return Offline.until(
                answered.accounts(),
                question,
                catalogs.of(realm),
                answered.access(),
                answered.at());
    }

    /// Limits the key of a product to the items and features of that product.
    public void checkProduct(Call call, String feature) {
        String product = call.identity().product();
        if (product == null) {
            return;
        }
        if (!catalogs.of(call.realm()).hasFeature(product, feature)) {
            call.checkItem(ItemId.of(feature));
        }
    }
}
