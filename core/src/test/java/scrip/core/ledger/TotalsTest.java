package scrip.core.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import org.junit.jupiter.api.Test;
import scrip.core.catalog.ItemId;
import scrip.core.catalog.Text;
import scrip.core.order.Pricing;

/// What an order may come to as a whole (C8).
class TotalsTest {

    private static Totals.LineTotal line(String amount) {
        return new Totals.LineTotal(
                ItemId.of("lab/scan"),
                new Pricing.Priced(
                        new BigDecimal(amount),
                        Currency.getInstance("USD"),
                        new Text(amount, amount),
                        false,
                        null));
    }

    private static List<Integer> faulty(String... amounts) {
        List<Totals.LineTotal> lines = List.of(amounts).stream().map(TotalsTest::line).toList();
        Refusal refusal = assertThrows(RefusedException.class, () -> Totals.check(lines)).refusal();
        assertEquals(Code.AMOUNT_TOO_LARGE, refusal.code());
        return refusal.lines().stream().map(Refusal.LineFault::line).toList();
    }

    @Test
    void aLineThatIsTooLargeIsNamedAlone() {
        assertEquals(List.of(2), faulty("1.00", "10000000000000.01", "1.00"));
    }

    @Test
    void aTotalThatIsTooLargeNamesEveryLine() {
        assertEquals(List.of(1, 2), faulty("9999999999999.99", "0.02"));
        Totals.check(List.of(line("9999999999999.99"), line("0.01")));
    }
}
