package scrip.core.access;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import scrip.core.access.AccessReader.Answered;
import scrip.core.access.Gate.Question;
import scrip.core.catalog.Catalogs;
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

    /// An answer that was kept, and the instant that a reading would have now.
    record Known(LastingAnswer answer, Instant at) {}

    /// An answer kept for the account of the question's holder as it still is, at the present; null
    /// if there is none.
    default @Nullable Known known(Question question, Catalogs catalogs) {
        return null;
    }

    /// Takes notice of an answer of one account at the present, which may be kept.
    ///
    /// @param standsAlone as in `LastingAnswer`
    default void answered(
            Answered answered, Question question, Catalogs catalogs, boolean standsAlone) {}

    /// The other accounts that have bought for an organization (C4), as determined from their facts
    /// by `Beneficiaries`.
    List<OrganizationId> buyersFor(OrganizationId organization);
}
