package scrip.core.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import scrip.core.catalog.Item;
import scrip.core.catalog.ItemId;
import scrip.core.catalog.Price;
import scrip.core.catalog.TestItem;
import scrip.core.catalog.Text;
import scrip.core.order.AgreedPrice.Per;
import scrip.core.order.AgreedPrice.Unused;
import scrip.core.order.Pricing.Measure;
import scrip.core.order.Pricing.Priced;

class PricingTest {

    private static final Currency USD = Currency.getInstance("USD");

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
    void aFormulaGivesQuantityTermPriceAndTotalInBothLanguages() {
        Text formula = price(BY_TERM, new Measure(10_000, 0, 15), null).formula();
        for (String said : List.of(formula.en(), formula.zh())) {
            for (String part : List.of("10,000", "0.35", "15", "3,500.00", "USD")) {
                assertTrue(said.contains(part), () -> part + " is not in: " + said);
            }
        }
    }

    @Test
    void anAgreementGivesItsDiscountWhereItSetsNoPrice() {
        Price monthly = new Price.PerMonth(new BigDecimal("5900"));
        Measure quarter = new Measure(1, 3, null);
        assertEquals("17700.00", total(monthly, quarter, null));
        assertEquals("17700.00", total(monthly, quarter, agreement(List.of(), "0")));
        assertEquals("15487.50", total(monthly, quarter, agreement(List.of(), "12.5")));
        assertEquals("0.00", total(monthly, quarter, agreement(List.of(), "100")));
        assertEquals("15000.00", total(monthly, quarter, agreement("5000", "12.5")));
    }

    @Test
    void anAgreedPriceAppliesOnlyToItsUnit() {
        BigDecimal listed = new BigDecimal("100");
        BigDecimal agreed = new BigDecimal("7");
        Measure term = new Measure(10, 24, 5);
        Map<Price, Map<Per, String>> totals = new LinkedHashMap<>();
        totals.put(new Price.PerMonth(listed), Map.of(Per.MONTH, "1680.00"));
        totals.put(new Price.PerYear(listed), Map.of(Per.MONTH, "1680.00", Per.YEAR, "140.00"));
        totals.put(new Price.PerUnit(listed), Map.of(Per.UNIT, "70.00"));
        totals.put(new Price.Once(listed), Map.of(Per.UNIT, "70.00"));
        totals.put(new Price.PerUnitAndYear(listed), Map.of(Per.UNIT, "350.00"));
        totals.put(BY_TERM, Map.of(Per.UNIT, "70.00"));
        totals.forEach((price, expected) -> {
            for (Per per : Per.values()) {
                Agreement agreement =
                        agreement(List.of(agreed(agreed.toString(), USD, per, null)), "0");
                Priced priced = price(price, term, agreement);
                boolean served = expected.containsKey(per);
                String otherwise = total(price, term, null);
                String total = priced.total().toPlainString();
                assertEquals(expected.getOrDefault(per, otherwise), total, price + " " + per);
                assertEquals(served, priced.agreed());
                assertEquals(served ? null : Unused.UNIT, priced.unused());
            }
        });
    }

    @Test
    void aPriceAgreedForOneStorageTermPrecedesTheGeneralOneAndAppliesToNoOtherTerm() {
        List<AgreedPrice> prices = List.of(agreed("7", USD, Per.UNIT, 5));
        Agreement one = agreement(prices, "0");
        assertEquals("7000.00", total(BY_TERM, new Measure(1_000, 0, 5), one));
        assertEquals("350.00", total(BY_TERM, new Measure(1_000, 0, 15), one));
        Price annual = new Price.PerUnitAndYear(new BigDecimal("0.35"));
        assertEquals("1750.00", total(annual, new Measure(1_000, 0, 5), one));
        List<AgreedPrice> both =
                List.of(agreed("8", USD, Per.UNIT, null), agreed("7", USD, Per.UNIT, 5));
        assertEquals("7000.00", total(BY_TERM, new Measure(1_000, 0, 5), agreement(both, "0")));
        assertEquals("8000.00", total(BY_TERM, new Measure(1_000, 0, 15), agreement(both, "0")));
    }

    @Test
    void anAgreedPriceInAnotherCurrencyLeavesTheListPriceLessTheDiscount() {
        Price monthly = new Price.PerMonth(new BigDecimal("5900"));
        Currency yen = Currency.getInstance("JPY");
        Agreement agreement = agreement(List.of(agreed("5000", yen, Per.MONTH, null)), "12.5");
        Priced priced = price(monthly, new Measure(1, 3, null), agreement);
        assertEquals("15487.50", priced.total().toPlainString());
        assertEquals(Unused.CURRENCY, priced.unused());
        assertFalse(priced.agreed());
    }

    @Test
    void aPriceBeyondTheLimitIsComputedAndRefusedAsTooLarge() {
        Price dear = new Price.PerUnit(new BigDecimal("1000000000"));
        Priced most = price(dear, new Measure(10_000, 0, null), null);
        assertEquals("10000000000000.00", most.total().toPlainString());
        assertFalse(most.tooLarge());
        assertTrue(price(dear, new Measure(10_001, 0, null), null).tooLarge());
        assertTrue(price(dear, new Measure(1_000_000_000_000L, 0, null), null).tooLarge());
    }

    private static String total(Price price, Measure measure, @Nullable Agreement agreement) {
        return price(price, measure, agreement).total().toPlainString();
    }

    private static Priced price(Price price, Measure measure, @Nullable Agreement agreement) {
        return Pricing.price(item(price), price, measure, USD, agreement);
    }

    private static Agreement agreement(String price, String discount) {
        return agreement(List.of(agreed(price, USD, Per.MONTH, null)), discount);
    }

    private static AgreedPrice agreed(
            String amount, Currency currency, Per per, @Nullable Integer storageYears) {
        return new AgreedPrice(
                ItemId.of("ipc/thing"), new BigDecimal(amount), currency, per, storageYears);
    }

    private static Agreement agreement(List<AgreedPrice> prices, String discount) {
        return new Agreement(
                "ipc",
                "A-1",
                "signer",
                LocalDate.of(2026, 3, 1),
                null,
                null,
                null,
                prices,
                new BigDecimal(discount),
                new TreeMap<>());
    }

    private static Item item(Price price) {
        return TestItem.metered(ItemId.of("ipc/thing"), price);
    }
}
