package scrip.core.ledger;

import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import scrip.core.catalog.Catalog;
import scrip.core.catalog.Item;
import scrip.core.catalog.ItemId;
import scrip.core.catalog.Offer;
import scrip.core.catalog.Price;
import scrip.core.order.AgreedPrice;
import scrip.core.order.AgreedPrice.Per;
import scrip.core.order.Agreement;

/// Records offline agreements (C6) and completes the prices in them (C9).
final class Agreements {

    private Agreements() {}

    static Answer.Signed sign(Case given, Command.SignAgreement ask) {
        Catalog catalog =
                given.catalogs()
                        .inForce(ask.product(), given.now())
                        .orElseThrow(() ->
                                RefusedException.of(
                                        Code.UNKNOWN_ITEM,
                                        "there is no catalog of " + ask.product()));
        ask.prices().forEach(wanted -> item(catalog, wanted.item()));
        ask.bonus().keySet().forEach(id -> item(catalog, id));
        List<AgreedPrice> prices = new ArrayList<>();
        for (AgreedPrice.Stated wanted : ask.prices()) {
            AgreedPrice price = completed(item(catalog, wanted.item()), catalog, wanted);
            if (prices.stream().anyMatch(p -> isForTheSame(p, price))) {
                throw RefusedException.of(
                        Code.PRICE_AGREED_TWICE,
                        "two prices of %s are in %s %s: agree on one"
                                .formatted(price.item(), price.currency(), unit(price)));
            }
            prices.add(price);
        }
        SortedMap<ItemId, Long> bonus = new TreeMap<>();
        for (Map.Entry<String, Long> wanted : ask.bonus().entrySet()) {
            if (wanted.getValue() > Uses.UNITS_MAX) {
                throw RefusedException.of(
                        Code.QUANTITY_NOT_MULTIPLE,
                        "a bonus is of at most %,d units".formatted(Uses.UNITS_MAX));
            }
            Item item = item(catalog, wanted.getKey());
            if (!(item instanceof Item.Metered)) {
                throw RefusedException.of(
                        Code.BONUS_NOT_OFFERED,
                        "a bonus is units of a pack, and "
                                + item.id()
                                + " has no packs: agree on a price or a discount instead");
            }
            bonus.put(item.id(), wanted.getValue());
        }
        Agreement agreement =
                new Agreement(
                        ask.product(),
                        ask.number(),
                        ask.signer(),
                        ask.signedOn(),
                        ask.file(),
                        ask.from(),
                        ask.until(),
                        prices,
                        ask.discountPercent(),
                        bonus);
        given.add(new Fact.AgreementSigned(agreement));
        Settlement.settleWaiting(given);
        return new Answer.Signed(agreement);
    }

    private static Item item(Catalog catalog, String id) {
        return catalog.item(ItemId.of(id))
                .orElseThrow(() ->
                        RefusedException.of(
                                Code.UNKNOWN_ITEM,
                                "the catalog of " + catalog.product() + " has no item " + id));
    }

    /// Completes an agreed price from the version in force (C9).
    private static AgreedPrice completed(Item item, Catalog catalog, AgreedPrice.Stated wanted) {
        Currency currency = wanted.currency();
        Per per = wanted.per();
        if (per == null) {
            per = wanted.storageYears() == null ? per(item) : Per.UNIT;
        }
        if (per != Per.UNIT && wanted.storageYears() != null) {
            throw RefusedException.of(
                    Code.TERM_NOT_OFFERED,
                    "a price of %s for one storage term is agreed per unit".formatted(item.id()));
        }
        return new AgreedPrice(
                item.id(),
                wanted.amount(),
                currency == null ? catalog.currency() : currency,
                per,
                wanted.storageYears());
    }

    private static Per per(Item item) {
        if (item.pricedPerMonth()) {
            return Per.MONTH;
        }
        boolean perYear =
                item.offers().stream().map(Offer::price).anyMatch(Price.PerYear.class::isInstance);
        return perYear ? Per.YEAR : Per.UNIT;
    }

    private static boolean isForTheSame(AgreedPrice one, AgreedPrice other) {
        return one.item().equals(other.item())
                && one.currency().equals(other.currency())
                && one.per() == other.per()
                && Objects.equals(one.storageYears(), other.storageYears());
    }

    private static String unit(AgreedPrice price) {
        return switch (price.per()) {
            case MONTH -> "per month";
            case YEAR -> "per year";
            case UNIT ->
                    price.storageYears() == null
                            ? "per unit"
                            : "per unit for " + price.storageYears() + " years of storage";
        };
    }
}
