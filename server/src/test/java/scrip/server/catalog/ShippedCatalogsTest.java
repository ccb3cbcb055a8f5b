package scrip.server.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import scrip.core.catalog.Catalog;
import scrip.core.catalog.Catalogs;
import scrip.core.catalog.Item;
import scrip.core.catalog.ItemId;
import scrip.core.catalog.Offer;
import scrip.core.catalog.Price;
import scrip.core.catalog.Scope;
import scrip.core.catalog.Text;

class ShippedCatalogsTest {

    private static final Catalog IPC = ShippedCatalogs.of("ipc");
    private static final Catalog AIMIS = ShippedCatalogs.of("aimis");

    /// IPC > Billing Overview > the table of types, items and pricing, as printed.
    @Test
    void everyIpcPriceIsThatOfThePage() {
        Map<String, String> page = new LinkedHashMap<>();
        page.put("ipc/pre-consultation-assistant", "5,900 USD/set/month");
        page.put("ipc/pre-visit-checkup-assistant", "70,000 USD/set/year");
        page.put("ipc/health-analysis-summary", "27,000 USD/set/month");
        page.put("ipc/checkup-report-recommendation", "13,500 USD/set/month");
        page.put("ipc/checkup-report-summary", "13,500 USD/set/month");
        page.put("ipc/checkup-knowledge-customization", "50,000 USD/set/month");
        page.put("ipc/overseas-deployment", "70,000 USD/set");
        Map<String, String> shipped = new LinkedHashMap<>();
        for (Item item : IPC.items()) {
            String id = item.id().toString();
            assertEquals(1, item.offers().size(), id);
            shipped.put(id, printed(item));
            assertFalse(item.example(), id);
        }
        assertEquals(page, shipped);
    }

    @Test
    void ipcSellsSoftwareToInstitutionsAResourceByTheMonthAndOneService() {
        List<Item> software = IPC.items().subList(0, 5);
        assertTrue(
                software.stream()
                        .allMatch(i ->
                                i instanceof Item.Subscription
                                        && i.scope() == Scope.INSTITUTION
                                        && i.requires().isEmpty()));
        assertTrue(item(IPC, "ipc/checkup-knowledge-customization") instanceof Item.Capacity);
        assertTrue(item(IPC, "ipc/overseas-deployment") instanceof Item.OneTimeService);
        assertFalse(IPC.agreementRequired());
    }

    @Test
    void aimisHoldsEveryItemOfThePageAndMarksEachPriceAsAnExample() {
        List<String> names = AIMIS.items().stream().map(Item::feature).toList();
        assertEquals(
                List.of(
                        "cloud-inspection",
                        "mimi-ai-report",
                        "mimi-ai-report-onsite",
                        "basic",
                        "cloud-film",
                        "advanced-viewing",
                        "remote-diagnosis",
                        "remote-consultation",
                        "remote-ward-rounds",
                        "remote-teaching",
                        "statistics",
                        "image-quality-control",
                        "log-audit-plus",
                        "mobile",
                        "follow-up",
                        "delivery",
                        "scheduled-service",
                        "maintenance"),
                names);
        assertTrue(AIMIS.items().stream().allMatch(Item::example));
        assertTrue(AIMIS.agreementRequired());
    }

    @Test
    void aimisSoftwareIsSoldToConsortiaByMonthsOrYearsAndOptionalPartsNeedBasic() {
        List<Item> software =
                AIMIS.items().stream().filter(i -> i instanceof Item.Subscription).toList();
        assertEquals(12, software.size());
        for (Item item : software) {
            String id = item.id().toString();
            boolean basic = id.equals("aimis/basic");
            assertEquals(Scope.CONSORTIUM, item.scope(), id);
            assertEquals(basic, ((Item.Subscription) item).mandatory(), id);
            assertEquals(
                    basic ? List.of() : List.of(ItemId.of("aimis/basic")), item.requires(), id);
            assertTrue(item.offers().getFirst().price() instanceof Price.PerMonth, id);
            assertTrue(item.offers().getLast().price() instanceof Price.PerYear, id);
        }
        assertEquals(
                List.of(
                        "inspection-management",
                        "report-management",
                        "image-browsing",
                        "hospital-management",
                        "doctor-management",
                        "cloud-film-configuration",
                        "data-management",
                        "log-audit"),
                item(AIMIS, "aimis/basic").includes());
    }

    @Test
    void aimisResourcesAreSoldInThousandsWithTheStorageTermsOfThePage() {
        Item inspection = item(AIMIS, "aimis/cloud-inspection");
        Item cases = item(AIMIS, "aimis/mimi-ai-report");
        for (Item item : List.of(inspection, cases)) {
            String id = item.id().toString();
            Item.Metered metered = (Item.Metered) item;
            assertEquals(1000, metered.quantityMin(), id);
            assertEquals(1000, metered.quantityStep(), id);
        }
        assertTrue(inspection.storageTerms());
        assertFalse(cases.storageTerms());
        Offer byQuantity = inspection.offers().getFirst();
        assertEquals("by-quantity", byQuantity.plan());
        assertEquals(
                Set.of(1, 2, 3, 5, 10, 15),
                ((Price.PerUnitByStorageTerm) byQuantity.price()).amounts().keySet());
        assertEquals("annual", inspection.offers().getLast().plan());
        assertTrue(inspection.offers().getLast().price() instanceof Price.PerUnitAndYear);
        Item onsite = item(AIMIS, "aimis/mimi-ai-report-onsite");
        assertTrue(onsite instanceof Item.Perpetual && onsite.salesOnly());
        assertTrue(item(AIMIS, "aimis/maintenance") instanceof Item.Maintenance);
    }

    @Test
    void everyTextExistsInBothLanguages() {
        for (Catalog catalog : ShippedCatalogs.all()) {
            List<Text> texts = new ArrayList<>(List.of(catalog.name(), catalog.terms()));
            catalog.items()
                    .forEach(i -> texts.addAll(List.of(i.name(), i.description(), i.unit())));
            catalog.features().forEach(f -> texts.add(f.title()));
            for (Text text : texts) {
                assertTrue(text.en().codePoints().noneMatch(ShippedCatalogsTest::han), text.en());
                assertTrue(text.zh().codePoints().anyMatch(ShippedCatalogsTest::han), text.zh());
            }
        }
    }

    @Test
    void theTermsStateWhatThePagesRequire() {
        for (Catalog catalog : ShippedCatalogs.all()) {
            String en = catalog.terms().en();
            for (String point :
                    List.of("Prepaid", "24 hours", "No refund", "Arrears", "Validity|year")) {
                assertTrue(
                        List.of(point.split("\\|")).stream().anyMatch(en::contains),
                        catalog.product() + " " + point);
            }
            assertTrue(catalog.terms().zh().contains("24 小时"), catalog.product());
        }
    }

    @Test
    void bothCatalogsAreAlreadyInForce() {
        Catalogs catalogs = new Catalogs(ShippedCatalogs.all());
        assertEquals(25, catalogs.items(Instant.parse("2000-01-01T00:00:00Z")).count());
        assertEquals(0, catalogs.items(Instant.parse("1999-12-31T23:59:59.999Z")).count());
    }

    private static boolean han(int c) {
        return Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN;
    }

    private static Item item(Catalog catalog, String id) {
        return catalog.item(ItemId.of(id)).orElseThrow();
    }

    /// The price in the notation of the page.
    private static String printed(Item item) {
        return switch (item.offers().getFirst().price()) {
            case Price.PerMonth(var amount) -> thousands(amount) + " USD/set/month";
            case Price.PerYear(var amount) -> thousands(amount) + " USD/set/year";
            case Price.Once(var amount) -> thousands(amount) + " USD/set";
            case Price.PerUnit _, Price.PerUnitByStorageTerm _, Price.PerUnitAndYear _ -> "";
        };
    }

    private static String thousands(BigDecimal amount) {
        return "%,d".formatted(amount.longValueExact());
    }
}
