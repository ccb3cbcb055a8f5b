package scrip.core.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import scrip.core.catalog.Item;
import scrip.core.catalog.Kind;
import scrip.core.catalog.Mode;
import scrip.core.catalog.Offer;
import scrip.core.catalog.Price;
import scrip.core.catalog.Scope;
import scrip.core.catalog.Text;
import scrip.core.order.Pricing.Measure;
import scrip.core.order.Pricing.Priced;

class PricingTest {

    private static final Price BY_TERM =
            new Price.PerUnitByStorageTerm(
                    new TreeMap<>(
                            Map.of(
                                    1, new BigDecimal("0.10"),
                                    5, new BigDecimal("0.20"),
                                    15, new BigDecimal("0.35"))));

    @Test
    void anInspectionHasThePriceOfItsStorageTerm() {
        assertEquals("1000.00", total(BY_TERM, new Measure(10_000, 0, 1), null));
        assertEquals("2000.00", total(BY_TERM, new Measure(10_000, 0, 5), null));
        assertEquals("3500.00", total(BY_TERM, new Measure(10_000, 0, 15), null));
    }

    @Test
    void anAnnualPlanIsPaidForEachOfItsYears() {
        Price annual = new Price.PerUnitAndYear(new BigDecimal("0.35"));
        for (int years = 1; years <= 30; years++) {
            assertEquals(
                    new BigDecimal("350.00").multiply(BigDecimal.valueOf(years)).toString(),
                    total(annual, new Measure(1_000, 0, years), null));
        }
    }

    @Test
    void aFormulaSaysQuantityTermPriceAndSumInBothLanguages() {
        Text formula = price(BY_TERM, new Measure(10_000, 0, 15), null).formula();
        for (String said : List.of(formula.en(), formula.zh())) {
            for (String part : List.of("10,000", "0.35", "15", "3,500.00", "USD")) {
                assertTrue(said.contains(part), () -> part + " is not in: " + said);
            }
        }
    }

    @Test
    void anAgreementGivesItsDiscountUnlessItSetsThePrice() {
        Price monthly = new Price.PerMonth(new BigDecimal("5900"));
        Measure quarter = new Measure(1, 3, 0);
        assertEquals("17700.00", total(monthly, quarter, null));
        assertEquals("17700.00", total(monthly, quarter, agreement(null, "0")));
        assertEquals("15487.50", total(monthly, quarter, agreement(null, "12.5")));
        assertEquals("0.00", total(monthly, quarter, agreement(null, "100")));
        assertEquals("15000.00", total(monthly, quarter, agreement("5000", "12.5")));
    }

    private static String total(Price price, Measure measure, @Nullable Agreement agreement) {
        return price(price, measure, agreement).total().decimal().toPlainString();
    }

    private static Priced price(Price price, Measure measure, @Nullable Agreement agreement) {
        Currency usd = Currency.getInstance("USD");
        return Pricing.price(item(price), price, measure, usd, agreement);
    }

    private static Agreement agreement(@Nullable String price, String discount) {
        TreeMap<String, BigDecimal> prices = new TreeMap<>();
        if (price != null) {
            prices.put("ipc/thing", new BigDecimal(price));
        }
        return new Agreement(
                "ipc",
                "A-1",
                "signer",
                LocalDate.of(2026, 3, 1),
                null,
                prices,
                new BigDecimal(discount),
                new TreeMap<>());
    }

    private static Item item(Price price) {
        Text text = new Text("thing", "thing");
        return new Item(
                "ipc/thing",
                Kind.RESOURCE,
                Scope.ACCOUNT,
                text,
                text,
                text,
                List.of(),
                List.of(),
                false,
                false,
                List.of(new Offer("", price)),
                1,
                1,
                Mode.SOFT,
                null,
                false);
    }
}
