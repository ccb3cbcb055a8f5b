package scrip.core.money;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.Currency;
import org.junit.jupiter.api.Test;

class MoneyTest {

    private static final Currency USD = Currency.getInstance("USD");
    private static final Currency CNY = Currency.getInstance("CNY");
    private static final Currency JPY = Currency.getInstance("JPY");

    @Test
    void aLineIsRoundedOnceHalfEvenToTheMinorUnit() {
        assertEquals(12, rounded("0.125", USD));
        assertEquals(14, rounded("0.135", USD));
        assertEquals(-12, rounded("-0.125", USD));
        assertEquals(13, rounded("0.1250000001", USD));
        assertEquals(2, rounded("2.5", JPY));
        assertEquals(4, rounded("3.5", JPY));
    }

    @Test
    void anAmountThatNeedsRoundingIsRefusedAsExact() {
        assertEquals(590_000, Money.exactly(new BigDecimal("5900.00"), USD).minor());
        assertEquals(590_000, Money.exactly(new BigDecimal("5900.0000"), USD).minor());
        assertThrows(ArithmeticException.class, () -> Money.exactly(new BigDecimal("0.001"), USD));
        assertThrows(ArithmeticException.class, () -> Money.exactly(new BigDecimal("0.1"), JPY));
    }

    @Test
    void overflowThrowsAndIsNeverTruncated() {
        BigDecimal max = BigDecimal.valueOf(Long.MAX_VALUE, 2);
        Money largest = Money.exactly(max, USD);
        assertEquals(Long.MAX_VALUE, largest.minor());
        BigDecimal more = max.add(new BigDecimal("0.01"));
        assertThrows(ArithmeticException.class, () -> Money.exactly(more, USD));
        assertTrue(Money.tooLarge(Money.rounded(more, USD), USD));
        assertThrows(ArithmeticException.class, () -> largest.plus(new Money(1, USD)));
        assertThrows(
                ArithmeticException.class,
                () -> new Money(Long.MIN_VALUE, USD).minus(new Money(1, USD)));
    }

    @Test
    void differentCurrenciesAreNeverAddedOrCompared() {
        Money dollar = new Money(100, USD);
        Money yuan = new Money(100, CNY);
        assertThrows(IllegalArgumentException.class, () -> dollar.plus(yuan));
        assertThrows(IllegalArgumentException.class, () -> dollar.minus(yuan));
        assertThrows(IllegalArgumentException.class, () -> dollar.compareTo(yuan));
        assertThrows(IllegalArgumentException.class, () -> dollar.min(yuan));
        assertFalse(dollar.equals(yuan));
    }

    @Test
    void sumsAndComparisonsAreExact() {
        assertEquals(new Money(300, USD), new Money(100, USD).plus(new Money(200, USD)));
        assertEquals(new Money(-100, USD), new Money(100, USD).minus(new Money(200, USD)));
        assertEquals(new Money(100, USD), new Money(200, USD).min(new Money(100, USD)));
        assertEquals(new Money(100, USD), new Money(100, USD).min(new Money(200, USD)));
        assertTrue(new Money(1, USD).isPositive());
        assertFalse(Money.zero(USD).isPositive());
        assertFalse(new Money(-1, USD).isPositive());
    }

    @Test
    void anAmountIsWrittenWithAllDecimalsOfItsCurrency() {
        assertEquals("70000.00", new Money(7_000_000, USD).decimal().toPlainString());
        assertEquals("0.05", new Money(5, USD).decimal().toPlainString());
        assertEquals("5", new Money(5, JPY).decimal().toPlainString());
    }

    private static long rounded(String exact, Currency currency) {
        return Money.exactly(Money.rounded(new BigDecimal(exact), currency), currency).minor();
    }
}
