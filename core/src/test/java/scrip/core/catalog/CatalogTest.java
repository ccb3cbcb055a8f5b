package scrip.core.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class CatalogTest {

    private static final Instant JANUARY = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant JUNE = Instant.parse("2026-06-01T00:00:00Z");
    private static final BigDecimal AMOUNT = new BigDecimal("10.00");
    private static final Price MONTHLY = new Price.PerMonth(AMOUNT);

    @Test
    void theVersionInForceIsTheLatestEffectiveOne() {
        Catalogs catalogs =
                new Catalogs(
                        List.of(
                                catalog("ipc", "two", JUNE),
                                catalog("aimis", "other", JANUARY),
                                catalog("ipc", "one", JANUARY)));
        assertEquals(Optional.empty(), version(catalogs, JANUARY.minusMillis(1)));
        assertEquals(Optional.of("one"), version(catalogs, JANUARY));
        assertEquals(Optional.of("one"), version(catalogs, JUNE.minusMillis(1)));
        assertEquals(Optional.of("two"), version(catalogs, JUNE));
        assertEquals(Optional.of("two"), version(catalogs, JUNE.plusMillis(1)));
        assertEquals(2, catalogs.items(JUNE).count());
        assertTrue(catalogs.item(ItemId.of("ipc/thing"), JUNE).isPresent());
        assertFalse(catalogs.item(ItemId.of("ipc/other"), JUNE).isPresent());
        assertFalse(catalogs.item(ItemId.of("thing"), JUNE).isPresent());
    }

    @Test
    void aDroppedItemIsKnownAsItWasLastSold() {
        Catalog one = catalog("ipc", "one", JANUARY);
        Item item = one.items().getFirst();
        Catalogs catalogs = new Catalogs(List.of(one, without(one, JUNE)));
        assertEquals(Optional.empty(), catalogs.item(item.id(), JUNE));
        assertEquals(Optional.of(item), catalogs.lastSold(item.id(), JUNE));
        assertEquals(List.of(item), catalogs.selling("thing", JUNE));
        assertEquals(Optional.empty(), catalogs.lastSold(item.id(), JANUARY.minusMillis(1)));
    }

    @Test
    void aMeteredResourceHasStorageTermsIfItsPriceHas() {
        assertFalse(item(new Price.PerUnit(AMOUNT)).storageTerms());
        assertTrue(item(new Price.PerUnitAndYear(AMOUNT)).storageTerms());
        NavigableMap<Integer, BigDecimal> byYears = new TreeMap<>();
        byYears.put(5, AMOUNT);
        assertTrue(item(new Price.PerUnitByStorageTerm(byYears)).storageTerms());
    }

    @Test
    void anItemGivesItsOwnFeatureAndThoseItIncludes() {
        Item item =
                new Item.Subscription(
                        TestItem.listing(ItemId.of("ipc/thing"), Scope.ACCOUNT, MONTHLY),
                        List.of("part"),
                        List.of(),
                        false);
        assertEquals("ipc", item.product());
        assertEquals("thing", item.feature());
        assertTrue(item.gives("thing") && item.gives("part"));
        assertFalse(item.gives("ipc/thing") || item.gives("other"));
    }

    @Test
    void aScenarioOverridesApprovalModeAndArrearsAndNothingElse() {
        Catalog catalog = catalog("ipc", "one", JANUARY);
        Item.Metered item = item(new Price.PerUnit(AMOUNT));
        assertEquals(Approval.MANUAL, catalog.with(Approval.MANUAL).approval());
        assertEquals(catalog, catalog.with(Approval.MANUAL).with(Approval.AUTOMATIC));

        Item.Metered hard = item.with(Mode.HARD).withArrearsMax(100);
        assertEquals(Mode.HARD, hard.mode());
        assertEquals(100L, hard.arrearsMax());
        assertNull(item.arrearsMax());
        assertEquals(Optional.of(hard), catalog.with(hard).item(item.id()));
        assertEquals(catalog, catalog.with(hard).with(item));
        Catalog other = catalog("aimis", "one", JANUARY);
        assertThrows(IllegalArgumentException.class, () -> other.with(hard));
    }

    @Test
    void aPublishedCatalogCannotBeChangedThroughItsInputs() {
        NavigableMap<Integer, BigDecimal> byYears = new TreeMap<>();
        Price.PerUnitByStorageTerm price = new Price.PerUnitByStorageTerm(byYears);
        byYears.put(5, AMOUNT);
        assertTrue(price.amounts().isEmpty());
        TreeSet<Surface> surfaces = new TreeSet<>(List.of(Surface.API));
        Feature feature = new Feature("part", text("Part"), surfaces);
        surfaces.clear();
        assertEquals(1, feature.surfaces().size());
        assertThrows(UnsupportedOperationException.class, () -> feature.surfaces().clear());
        Catalog catalog = catalog("ipc", "one", JANUARY);
        assertThrows(UnsupportedOperationException.class, () -> catalog.items().clear());
    }

    private static Optional<String> version(Catalogs catalogs, Instant at) {
        return catalogs.inForce("ipc", at).map(Catalog::version);
    }

    private static Catalog without(Catalog catalog, Instant effective) {
        return new Catalog(
                catalog.product(),
                "without",
                effective,
                catalog.name(),
                catalog.currency(),
                false,
                Approval.AUTOMATIC,
                "terms",
                text("terms"),
                Duration.ofDays(3),
                List.of());
    }

    private static Catalog catalog(String product, String version, Instant effective) {
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
                List.of(item(product, new Price.PerUnit(AMOUNT))));
    }

    private static Item.Metered item(Price price) {
        return item("ipc", price);
    }

    private static Item.Metered item(String product, Price price) {
        return TestItem.metered(new ItemId(product, "thing"), price);
    }

    private static Text text(String word) {
        return new Text(word, word);
    }
}
