package scrip.proof.simulate;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.Approval;
import scrip.core.catalog.Catalog;
import scrip.core.catalog.EmergencyTerms;
import scrip.core.catalog.Item;
import scrip.core.catalog.ItemId;
import scrip.core.catalog.Mode;
import scrip.core.catalog.Offer;
import scrip.core.catalog.Price;

/// A later version of every catalog: everything costs more, some items are no longer sold, and what
/// is sold may mean something else (C1).
///
/// @param at from when it is in force
/// @param dearer the factor of every price
/// @param dropped ids of the items no longer sold
/// @param otherwise whether items include and require other things, pools have the other mode and
///   other limits, and agreement and approval are required where they were not
record LaterVersions(Instant at, BigDecimal dearer, List<String> dropped, boolean otherwise) {

    private static final long ARREARS_MAX = 50;

    /// What items include in the later version, where it differs.
    private static final Map<String, List<String>> INCLUDES =
            Map.of("aimis/basic", List.of("data-management"), "aimis/mobile", List.of("log-audit"));

    /// What items require in the later version, where it differs.
    private static final Map<String, List<String>> REQUIRES =
            Map.of(
                    "aimis/follow-up",
                    List.of(),
                    "aimis/mobile",
                    List.of(),
                    "aimis/remote-diagnosis",
                    List.of("aimis/cloud-film"),
                    "ipc/checkup-report-summary",
                    List.of("ipc/pre-consultation-assistant"));

    /// The suffix of the names of later versions.
    static final String SUFFIX = "-later";

    Catalog of(Catalog old) {
        return new Catalog(
                old.product(),
                old.version() + SUFFIX,
                at,
                old.name(),
                old.currency(),
                otherwise != old.agreementRequired(),
                approval(old.approval()),
                old.termsVersion() + SUFFIX,
                old.terms(),
                old.offlineFor(),
                emergency(old.emergency()),
                old.features(),
                old.items().stream()
                        .filter(i -> !dropped.contains(i.id().toString()))
                        .map(this::dearer)
                        .toList());
    }

    private @Nullable EmergencyTerms emergency(@Nullable EmergencyTerms old) {
        if (!otherwise) {
            return old;
        }
        return old == null ? new EmergencyTerms(8, 1) : null;
    }

    private Approval approval(Approval old) {
        boolean manual = otherwise != (old == Approval.MANUAL);
        return manual ? Approval.MANUAL : Approval.AUTOMATIC;
    }

    /// The header for the model, which takes prices in the words of a scenario header.
    Map<String, Object> header(List<Catalog> catalogs) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("at", at);
        fields.put("dearer", dearer);
        fields.put("dropped", dropped);
        if (otherwise) {
            List<Catalog> later = catalogs.stream().map(this::of).toList();
            fields.put("includes", INCLUDES);
            Map<String, Object> requires = new LinkedHashMap<>();
            REQUIRES.forEach(
                    (item, ids) -> requires.put(item, ids.isEmpty() ? null : ids.getFirst()));
            fields.put("requires", requires);
            fields.put("mode", Setting.modes(later));
            fields.put("arrears_max", Setting.limits(later));
            fields.put("emergency", Setting.emergency(later));
            boolean manual = later.stream().anyMatch(c -> c.approval() == Approval.MANUAL);
            fields.put("approval", manual ? "manual" : "automatic");
            fields.put(
                    "agreements",
                    later.stream()
                            .filter(Catalog::agreementRequired)
                            .map(Catalog::product)
                            .toList());
        }
        return fields;
    }

    private Mode mode(Item.Metered item) {
        boolean hard = otherwise != (item.mode() == Mode.HARD);
        return hard ? Mode.HARD : Mode.SOFT;
    }

    private @Nullable Long arrearsMax(Item.Metered item) {
        if (!otherwise) {
            return item.arrearsMax();
        }
        return item.arrearsMax() == null ? Long.valueOf(ARREARS_MAX) : null;
    }

    private List<String> or(Map<String, List<String>> changed, Item item, List<String> old) {
        return otherwise ? changed.getOrDefault(item.id().toString(), old) : old;
    }

    private List<ItemId> requires(Item item) {
        List<String> old = item.requires().stream().map(ItemId::toString).toList();
        return or(REQUIRES, item, old).stream().map(ItemId::of).toList();
    }

    private Item dearer(Item item) {
        Item.Listing listing =
                new Item.Listing(
                        item.id(),
                        item.scope(),
                        item.name(),
                        item.description(),
                        item.unit(),
                        item.salesOnly(),
                        item.offers().stream()
                                .map(o -> new Offer(o.plan(), dearer(o.price())))
                                .toList(),
                        item.example());
        return switch (item) {
            case Item.Subscription s ->
                    new Item.Subscription(
                            listing, or(INCLUDES, s, s.includes()), requires(s), s.mandatory());
            case Item.Perpetual p -> new Item.Perpetual(listing, or(INCLUDES, p, p.includes()));
            case Item.Metered m ->
                    new Item.Metered(
                            listing, m.quantityMin(), m.quantityStep(), mode(m), arrearsMax(m));
            case Item.Capacity _ -> new Item.Capacity(listing);
            case Item.OneTimeService _ -> new Item.OneTimeService(listing);
            case Item.Maintenance _ -> new Item.Maintenance(listing);
        };
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
