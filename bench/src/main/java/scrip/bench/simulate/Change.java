package scrip.bench.simulate;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import scrip.core.catalog.Catalog;
import scrip.core.catalog.Item;
import scrip.core.catalog.Offer;
import scrip.core.catalog.Price;

/// A later version of every catalog: everything costs more, and some items are sold no more (C1).
///
/// @param at from when it is in force
/// @param dearer what every price is multiplied by
/// @param dropped ids of what is sold no more
record Change(Instant at, BigDecimal dearer, List<String> dropped) {

    /// How the names of later versions end.
    static final String SUFFIX = "-later";

    Catalog of(Catalog old) {
        return new Catalog(
                old.product(),
                old.version() + SUFFIX,
                at,
                old.name(),
                old.currency(),
                old.agreementRequired(),
                old.approval(),
                old.termsVersion() + SUFFIX,
                old.terms(),
                old.offlineFor(),
                old.features(),
                old.items().stream()
                        .filter(i -> !dropped.contains(i.id()))
                        .map(this::dearer)
                        .toList());
    }

    /// For the model, which is told of prices in the words of a header.
    Map<String, Object> header() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("at", at);
        fields.put("dearer", dearer);
        fields.put("dropped", dropped);
        return fields;
    }

    private Item dearer(Item item) {
        return new Item(
                item.id(),
                item.kind(),
                item.scope(),
                item.name(),
                item.description(),
                item.unit(),
                item.includes(),
                item.requires(),
                item.mandatory(),
                item.salesOnly(),
                item.offers().stream().map(o -> new Offer(o.plan(), dearer(o.price()))).toList(),
                item.quantityMin(),
                item.quantityStep(),
                item.mode(),
                item.arrearsMax(),
                item.example());
    }

    private Price dearer(Price price) {
        return switch (price) {
            case Price.PerMonth p -> new Price.PerMonth(more(p.amount()));
            case Price.PerYear p -> new Price.PerYear(more(p.amount()));
            case Price.PerUnit p -> new Price.PerUnit(more(p.amount()));
            case Price.Once p -> new Price.Once(more(p.amount()));
            case Price.PerUnitAndYear p -> new Price.PerUnitAndYear(more(p.amount()));
            case Price.PerUnitByStorageTerm p -> {
                NavigableMap<Integer, BigDecimal> amounts = new TreeMap<>();
                p.amounts().forEach((years, amount) -> amounts.put(years, more(amount)));
                yield new Price.PerUnitByStorageTerm(amounts);
            }
        };
    }

    private BigDecimal more(BigDecimal amount) {
        return amount.multiply(dearer);
    }
}
