package scrip.core.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import scrip.core.money.Money;
import scrip.core.order.MoneyReturnId;
import scrip.core.order.Order;

/// Returning unapplied money takes two people of the vendor (M1).
class ReturnsTest {

    private static final Instant MARCH = Instant.parse("2026-03-01T09:00:00Z");
    private static final Currency USD = Currency.getInstance("USD");

    private final TestAccount account = new TestAccount(TestCatalog.catalogs(), MARCH);

    @BeforeEach
    void fiveRemainUnapplied() {
        Order order = account.order(TestCatalog.software(1), MARCH);
        account.decide(
                new Command.Pay(List.of(order.id()), usd("15.00"), null, null, false), MARCH);
    }

    @Test
    void anotherPersonApproves() {
        MoneyReturnId id = propose("5.00");
        assertEquals(
                Code.SAME_PERSON,
                account.refused(new Command.ApproveReturn(id, " chen  JING"), MARCH));
        assertEquals(
                Code.SAME_PERSON,
                account.refused(new Command.ApproveReturn(id, "Chen\u200B Jing"), MARCH));
        assertEquals(usd("5.00"), account.at(MARCH).unapplied(USD));
        account.decide(new Command.ApproveReturn(id, "Liu Yang"), MARCH);
        assertEquals(usd("0.00"), account.at(MARCH).unapplied(USD));
        assertEquals(
                Code.RETURN_DECIDED,
                account.refused(new Command.ApproveReturn(id, "Liu Yang"), MARCH));
    }

    @Test
    void noMoreIsReturnedThanIsUnappliedAtTheApproval() {
        MoneyReturnId id = propose("4.00");
        Order other = account.order(TestCatalog.cases(2), MARCH);
        account.decide(new Command.ApplyMoney(other.id(), usd("2.00")), MARCH);
        assertEquals(
                Code.UNAPPLIED_INSUFFICIENT,
                account.refused(new Command.ApproveReturn(id, "Liu Yang"), MARCH));
        account.decide(new Command.DeclineReturn(id, "Chen Jing"), MARCH);
        assertEquals(usd("3.00"), account.at(MARCH).unapplied(USD));
        assertEquals(
                Code.UNAPPLIED_INSUFFICIENT,
                account.refused(
                        new Command.ProposeReturn(usd("3.01"), "bank", "", "Chen Jing"), MARCH));
    }

    private MoneyReturnId propose(String amount) {
        Answer answer =
                account.decide(
                        new Command.ProposeReturn(usd(amount), "bank", "", "Chen Jing"), MARCH);
        return ((Answer.Returned) answer).moneyReturn().id();
    }

    private static Money usd(String amount) {
        return Money.exactly(new BigDecimal(amount), USD);
    }
}
