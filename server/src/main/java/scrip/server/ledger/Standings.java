package scrip.server.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import scrip.core.organization.OrganizationId;

/// What this server keeps in memory as the writer: accounts, and which accounts have bought for an
/// organization (C4). Both are as the last published commit left them.
///
/// @param accounts by their full names
/// @param buyers the accounts that have bought for an organization, by its full name
/// @param answers of access, computed from the accounts of the live realm
record Standings(
        ReadCache<Ref, CommittedAccount> accounts,
        ReadCache<Ref, List<OrganizationId>> buyers,
        AnswerTable answers) {

    private static final int NANOS = 1_000;

    /// A mask of microseconds.
    private static final int MARKED = 15;

    /// @param most accounts, and as many organizations
    Standings(int most) {
        this(
                new ReadCache<>(most, gone -> gone.answers().end()),
                new ReadCache<>(most),
                new AnswerTable(most));
    }

    /// Whether an answer at an instant is to be looked up with its account, which marks the account
    /// as read: one in sixteen, so that what is asked about stays in memory.
    @SuppressWarnings("JavaInstantGetSecondsGetNano") // Any microsecond will do.
    boolean marks(Instant at) {
        return (at.getNano() / NANOS & MARKED) == 0;
    }

    /// Publishes a commit.
    ///
    /// @param boughtFor the organizations for which it bought
    void publish(Map<Ref, CommittedAccount> committed, Set<Ref> boughtFor) {
        accounts.publish(committed);
        buyers.drop(boughtFor);
    }

    /// Forgets everything, since another server may have committed, or it is unknown what was.
    void clear() {
        accounts.clear();
        buyers.clear();
    }
}
