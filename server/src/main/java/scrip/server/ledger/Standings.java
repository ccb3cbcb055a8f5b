package scrip.server.ledger;

import java.util.List;
import java.util.Map;
import java.util.Set;
import scrip.core.organization.OrganizationId;

/// What this server keeps in memory as the writer: accounts, and which accounts have bought for an
/// organization (C4). Both are as the last published commit left them.
///
/// @param accounts by their full names
/// @param buyers the accounts that have bought for an organization, by its full name
record Standings(
        ReadCache<Ref, CommittedAccount> accounts, ReadCache<Ref, List<OrganizationId>> buyers) {

    /// @param most accounts, and as many organizations
    Standings(int most) {
        this(new ReadCache<>(most), new ReadCache<>(most));
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
