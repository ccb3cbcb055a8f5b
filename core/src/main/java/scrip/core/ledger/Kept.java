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

    /// The account on which it would be booked now.
    ///
    /// @param keeper the account that holds the kept use
    public OrganizationId bookedOn(Account keeper) {
        return keeper.booksOn(use);
    }
}
