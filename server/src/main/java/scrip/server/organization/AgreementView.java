package scrip.server.organization;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.ItemId;
import scrip.core.order.AgreedPrice;
import scrip.core.order.Agreement;

/// An agreement in the form of the contract.
///
/// @param prices by item, each with the currency and the unit it was agreed in (C9)
public record AgreementView(
        String product,
        String number,
        String signer,
        LocalDate signedOn,
        @Nullable String file,
        @Nullable LocalDate from,
        @Nullable LocalDate until,
        SortedMap<ItemId, List<PriceView>> prices,
        BigDecimal discountPercent,
        SortedMap<ItemId, Long> bonus) {

    /// One agreed price.
    public record PriceView(
            BigDecimal amount, String currency, String per, @Nullable Integer storageYears) {

        private static PriceView of(AgreedPrice price) {
            return new PriceView(
                    price.amount(),
                    price.currency().getCurrencyCode(),
                    price.per().name(),
                    price.storageYears());
        }
    }

    public static AgreementView of(Agreement agreement) {
        SortedMap<ItemId, List<PriceView>> prices = new TreeMap<>();
        for (AgreedPrice price : agreement.prices()) {
            prices.computeIfAbsent(price.item(), _ -> new ArrayList<>()).add(PriceView.of(price));
        }
        return new AgreementView(
                agreement.product(),
                agreement.number(),
                agreement.signer(),
                agreement.signedOn(),
                agreement.file(),
                agreement.from(),
                agreement.until(),
                prices,
                agreement.discountPercent(),
                agreement.bonus());
    }
}
