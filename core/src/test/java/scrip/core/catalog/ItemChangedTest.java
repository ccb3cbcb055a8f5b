package scrip.core.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Currency;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// What an id means never changes (C1).
class ItemChangedTest {

    private static final Instant JANUARY = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant APRIL = Instant.parse("2026-04-01T00:00:00Z");
    private static final Instant JULY = Instant.parse("2026-07-01T00:00:00Z");
    private static final BigDecimal AMOUNT = new BigDecimal("10.00");

    @Test
    void everyKindDiffersFromEveryOther() {
        Map<Nature, Item> items = new EnumMap<>(Nature.class);
        for (Nature nature : Nature.values()) {
            Item item = item("thing", nature);
            assertEquals(nature, Nature.of(item));
            items.put(nature, item);
        }
        items.forEach((before, one) ->
                items.forEach((after, two) -> {
                    List<ItemChanged> changed =
                            ItemChanged.of(
                                    catalog("2", APRIL, two), List.of(catalog("1", JANUARY, one)));
                    assertEquals(
                            before == after
                                    ? List.of()
                                    : List.of(
                                            new ItemChanged(
                                                    new ItemId("lab", "thing"),
                                                    "1",
                                                    JANUARY,
                                                    before,
                                                    after)),
                            changed);
                }));
    }

    @Test
    void aVersionIsComparedWithEveryOtherAndNamesTheFirstThatDiffers() {
        Catalog sold = catalog("1", JANUARY, item("thing", Nature.METERED));
        Catalog withdrawn = catalog("2", APRIL, item("other", Nature.SERVICE));
        Catalog back = catalog("3", JULY, item("thing", Nature.CAPACITY));
        assertEquals(List.of("1"), versions(back, withdrawn, sold));
        assertEquals(List.of(), versions(back, withdrawn));
        assertEquals(List.of("3"), versions(sold, withdrawn, back));
        Catalog again = catalog("4", JULY, item("thing", Nature.METERED));
        assertEquals(List.of(), versions(again, withdrawn, sold));
        assertEquals(List.of("1"), versions(back, again, sold));
    }

    @Test
    void everyIdThatChangesIsNamedInTheOrderOfTheItems() {
        Catalog one = catalog("1", JANUARY, item("a", Nature.METERED), item("b", Nature.SERVICE));
        Catalog two =
                catalog(
                        "2",
                        APRIL,
                        item("b", Nature.MAINTENANCE),
                        item("c", Nature.LICENSE),
                        item("a", Nature.METERED_BY_STORAGE_TERM));
        assertEquals(
                List.of(
                        "lab/b is a one-time service in version 1 and would be a maintenance service: give it a new id",
                        "lab/a is a metered resource in version 1 and would be a metered resource with storage terms: give it a new id"),
                ItemChanged.of(two, List.of(one)).stream().map(ItemChanged::toString).toList());
    }

    @Test
    void anotherProductHasItsOwnIds() {
        Catalog lab = catalog("1", JANUARY, item("thing", Nature.METERED));
        Catalog other = catalog("other", "1", JANUARY, item("thing", Nature.LICENSE));
        assertEquals(List.of(), ItemChanged.of(lab, List.of(other)));
    }

    private static List<String> versions(Catalog version, Catalog... others) {
        return ItemChanged.of(version, Arrays.asList(others)).stream()
                .map(ItemChanged::version)
                .toList();
    }

    private static Catalog catalog(String version, Instant effective, Item... items) {
        return catalog("lab", version, effective, items);
    }

    private static Catalog catalog(
            String product, String version, Instant effective, Item... items) {
        return new Catalog(
                product,
                version,
                effective,
                text(product),
                Currency.getInstance("USD"),
                false,
                Approval.AUTOMATIC,
                "terms",
                text("terms"),
                Duration.ofDays(3),
                Arrays.asList(items));
    }

    private static Item item(String name, Nature nature) {
        ItemId id = new ItemId("lab", name);
        TreeMap<Integer, BigDecimal> byYears = new TreeMap<>(Map.of(5, AMOUNT));
        Item.Listing monthly = TestItem.listing(id, Scope.ACCOUNT, new Price.PerMonth(AMOUNT));
        Item.Listing once = TestItem.listing(id, Scope.ACCOUNT, new Price.Once(AMOUNT));
        return switch (nature) {
            case SUBSCRIPTION -> new Item.Subscription(monthly, List.of(), List.of(), false);
            case METERED -> TestItem.metered(id, new Price.PerUnit(AMOUNT));
            case METERED_BY_STORAGE_TERM ->
                    TestItem.metered(id, new Price.PerUnitByStorageTerm(byYears));
            case CAPACITY -> new Item.Capacity(monthly);
            case SERVICE -> new Item.OneTimeService(once);
            case MAINTENANCE -> new Item.Maintenance(monthly);
            case LICENSE -> new Item.Perpetual(once, List.of());
        };
    }

    private static Text text(String word) {
        return new Text(word, word);
    }
}
