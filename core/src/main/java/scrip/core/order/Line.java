package scrip.core.order;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.ItemId;
import scrip.core.catalog.Text;
import scrip.core.money.Money;
import scrip.core.organization.OrganizationId;

/// One checked and priced line of an order or a quote.
///
/// @param number its position in the order, from 1
/// @param request what the buyer asked for; a renewal copies it (O6)
/// @param catalogVersion the version the price and the rules were taken from (C1)
/// @param holder whom the line is for
/// @param quantity units of a metered resource, sets otherwise
/// @param months the term in months; 0 where there is none
/// @param storageTerm the storage term in years, which names the pool (R4); null where there is
///   none
/// @param total rounded once (C8)
/// @param formula the price in words and numbers (C8)
/// @param example whether the price is an example (C2)
/// @param bonus units of a bonus pack that the account's agreement adds (C9); 0 for none
/// @param agreedPriceUnused why an agreed price for the item was not applied (C9); null if it was,
///   or there was none
public record Line(
        LineId id,
        int number,
        LineRequest request,
        String catalogVersion,
        OrganizationId holder,
        long quantity,
        int months,
        @Nullable Integer storageTerm,
        Money total,
        Text formula,
        boolean example,
        long bonus,
        AgreedPrice.@Nullable Unused agreedPriceUnused) {

    /// The order line that takes over this quote line as quoted (C9).
    public Line as(LineId taken) {
        return new Line(
                taken,
                number,
                request,
                catalogVersion,
                holder,
                quantity,
                months,
                storageTerm,
                total,
                formula,
                example,
                bonus,
                agreedPriceUnused);
    }

    /// The months of its term; null where there is none.
    public @Nullable Integer term() {
        return months == 0 ? null : months;
    }

    /// The id of the item.
    public ItemId item() {
        return ItemId.of(request.item());
    }

    public String product() {
        return item().product();
    }

    /// The local date on which maintenance starts; null for at once.
    public @Nullable LocalDate starts() {
        return request.starts();
    }

    /// The effect of buying a monthly resource again (R14).
    public CapacityChoice capacity() {
        CapacityChoice chosen = request.capacity();
        return chosen == null ? CapacityChoice.EXTEND : chosen;
    }
}
