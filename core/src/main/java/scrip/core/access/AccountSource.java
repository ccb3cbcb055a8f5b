package scrip.core.access;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import scrip.core.ledger.Account;
import scrip.core.organization.OrganizationId;

/// Where the accounts that answer a question are read: the ledger, or the world of a scenario.
public interface AccountSource {

    /// An account as it was read.
    ///
    /// @param account advanced to `at`
    /// @param at the instant it was read for
    record Read(Account account, Instant at) {}

    /// Reads an account.
    ///
    /// @param asOf as it was at that instant; null: as it is now
    Read read(OrganizationId id, @Nullable Instant asOf);

    /// The other accounts that have bought for an organization (C4): those of whose facts
    /// `Beneficiaries` says so.
    List<OrganizationId> buyersFor(OrganizationId organization);
}
