package scrip.core.access;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import scrip.core.ledger.Account;
import scrip.core.organization.OrganizationId;

/// The source of the accounts that answer a question: the ledger, or the world of a scenario.
public interface AccountSource {

    /// A reading of an account.
    ///
    /// @param account advanced to `at`
    /// @param at the instant it was read for
    record Read(Account account, Instant at) {}

    /// Reads an account.
    ///
    /// @param asOf as of that instant; null for now
    Read read(OrganizationId id, @Nullable Instant asOf);

    /// The other accounts that have bought for an organization (C4), as determined from their facts
    /// by `Beneficiaries`.
    List<OrganizationId> buyersFor(OrganizationId organization);
}
