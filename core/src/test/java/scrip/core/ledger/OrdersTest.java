package scrip.core.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import scrip.core.money.Money;
import scrip.core.order.AgreedPrice;
import scrip.core.order.Order;

/// What an order records of what was shown and accepted.
class OrdersTest {

    private static final Instant MARCH = Instant.parse("2026-03-01T09:00:00Z");

    private final TestAccount account = new TestAccount(TestCatalog.catalogs(), MARCH);

    @Test
    void anOrderRecordsTheTermsVersionWhoAcceptedItAndWhen() {
        Order order = ordered();
        assertEquals(Map.of("ipc", "terms-7"), order.terms());
        assertEquals("Dr Who", order.acceptedBy());
        assertEquals(MARCH, order.acceptedAt());
    }

    @Test
    void aLineAtAnExamplePriceSaysSoUntilAnAgreementSetsThePrice() {
        assertTrue(ordered().lines().getFirst().example());
        sign(Map.of());
        assertTrue(ordered().lines().getFirst().example());
        sign(Map.of(TestCatalog.SOFTWARE, new BigDecimal("9")));
        assertFalse(ordered().lines().getFirst().example());
    }

    @Test
    void aCancelledOrderKeepsNoMoney() {
        Order order = ordered();
        Money part = Money.exactly(new BigDecimal("4.00"), order.total().currency());
        account.decide(new Command.Pay(List.of(order.id()), part, null, null, false), MARCH);
        Answer answer = account.decide(new Command.CancelOrder(order.id()), MARCH);
        Order cancelled = ((Answer.Ordered) answer).order();
        assertEquals(Money.zero(part.currency()), cancelled.paid());
        assertEquals(order.total(), cancelled.due());
        assertEquals(part, account.at(MARCH).unapplied(part.currency()));
    }

    private Order ordered() {
        return account.order(TestCatalog.software(1), MARCH);
    }

    private void sign(Map<String, BigDecimal> prices) {
        account.decide(
                new Command.SignAgreement(
                        "ipc",
                        "A-1",
                        "signer",
                        LocalDate.of(2026, 3, 1),
                        null,
                        null,
                        null,
                        prices.entrySet().stream()
                                .map(p ->
                                        new AgreedPrice.Stated(
                                                p.getKey(), p.getValue(), null, null, null))
                                .toList(),
                        BigDecimal.ZERO,
                        new TreeMap<>()),
                MARCH);
    }
}
