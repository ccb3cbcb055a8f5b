package scrip.core.ledger;

import java.time.Instant;
import scrip.core.catalog.ItemId;
import scrip.core.organization.OrganizationId;

/// A reported use that waits for the vendor's decision (R8).
public record Kept(long seq, String key, Command.Use use, Instant eventAt, Code reason) {

    /// The resource that was used.
    public ItemId resource() {
        return ItemId.of(use.resource());
    }

    /// The account on which it would be booked now. A use within a consortium belongs to it if the
    /// institution is its member at the booking, and else to the institution's own account (R21).
    ///
    /// @param keeper the account that keeps it
    public OrganizationId bookedOn(Account keeper) {
        OrganizationId within = use.within();
        if (within == null) {
            return keeper.id();
        }
        boolean member =
                keeper.id().equals(within)
                        ? Uses.isMember(keeper, use.organization())
                        : keeper.profile().consortia().contains(within);
        return member ? within : use.organization();
    }
}
