package scrip.core.order;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import scrip.core.catalog.Item;
import scrip.core.catalog.ItemId;
import scrip.core.catalog.Mode;
import scrip.core.catalog.Offer;
import scrip.core.catalog.Price;
import scrip.core.catalog.Scope;
import scrip.core.catalog.Text;
import scrip.core.order.Pricing.Measure;

class FormulaTest {

    private static final BigDecimal COST = new BigDecimal("5900.00");

    private static void formula(Price price, Measure measure, String en, String zh) {
        Text name = new Text("scan", "扫描");
        Text unit = new Text("study", "例");
        Item.Listing listing =
                new Item.Listing(
                        ItemId.of("lab/scan"),
                        Scope.ACCOUNT,
                        name,
                        name,
                        unit,
                        false,
                        List.of(new Offer("", price)),
                        true);
        Item item = new Item.Metered(listing, 1, 1, Mode.SOFT, null);
        Text formula =
                Pricing.price(item, price, measure, Currency.getInstance("USD"), null).formula();
        assertEquals(en, formula.en());
        assertEquals(zh, formula.zh());
    }

    @Test
    void aTermIsCountedInItsUnit() {
        formula(
                new Price.PerMonth(COST),
                new Measure(1, 12, null),
                "5,900.00 USD × 1 set × 12 months = 70,800.00 USD",
                "5,900.00 USD × 1 套 × 12 个月 = 70,800.00 USD");
        formula(
                new Price.PerYear(COST),
                new Measure(2, 12, null),
                "5,900.00 USD × 2 sets × 1 year = 11,800.00 USD",
                "5,900.00 USD × 2 套 × 1 年 = 11,800.00 USD");
        formula(
                new Price.Once(COST),
                new Measure(1, 0, null),
                "5,900.00 USD × 1 set = 5,900.00 USD",
                "5,900.00 USD × 1 套 = 5,900.00 USD");
    }

    @Test
    void aUnitOfTheCatalogIsCountedInItsEnglishPlural() {
        Price each = new Price.PerUnit(BigDecimal.ONE);
        formula(
                each,
                new Measure(1, 0, null),
                "1 study × 1 USD = 1.00 USD",
                "1 例 × 1 USD = 1.00 USD");
        formula(
                each,
                new Measure(10, 0, null),
                "10 studies × 1 USD = 10.00 USD",
                "10 例 × 1 USD = 10.00 USD");
    }

    @Test
    void storageIsCountedInYears() {
        formula(
                new Price.PerUnitByStorageTerm(new TreeMap<>(Map.of(1, new BigDecimal("0.10")))),
                new Measure(1_000, 0, 1),
                "1,000 studies × 0.10 USD (1 year of storage) = 100.00 USD",
                "1,000 例 × 0.10 USD（存储 1 年） = 100.00 USD");
        formula(
                new Price.PerUnitAndYear(new BigDecimal("0.10")),
                new Measure(1_000, 0, 5),
                "1,000 studies × 0.10 USD per year × 5 years = 500.00 USD",
                "1,000 例 × 0.10 USD/年 × 5 年 = 500.00 USD");
    }
}
