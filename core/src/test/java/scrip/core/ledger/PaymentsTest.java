package scrip.core.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import scrip.core.money.Money;
import scrip.core.order.Order;
import scrip.core.order.OrderId;
import scrip.core.order.OrderState;
import scrip.core.order.PaymentId;

/// Cases of payments that scenarios cannot express: money that was returned, and orders with a
/// total of zero that wait for an agreement (R17, O9).
class PaymentsTest {

    private static final Instant MARCH = Instant.parse("2026-03-01T09:00:00Z");
    private static final Currency USD = Currency.getInstance("USD");

    private final TestAccount account = new TestAccount(TestCatalog.catalogs(), MARCH);

    @Test
    void returnedMoneyIsOwedAfterARecallAndPaidFirstByLaterMoney() {
        Order order = account.order(TestCatalog.software(1), MARCH);
        PaymentId first = transfer(List.of(order.id()), "25.00");
        sendBack("6.00");
        account.decide(new Command.RecallPayment(first), MARCH);
        assertEquals(usd("0.00"), funds().unapplied(USD));
        assertEquals(usd("6.00"), funds().owed(USD));
        PaymentId second = transfer(List.of(), "2.00");
        assertEquals(usd("2.00"), funds().payment(second).split().cured());
        assertEquals(usd("4.00"), funds().owed(USD));
        assertEquals(usd("0.00"), funds().unapplied(USD));
        // reinstated, it first pays the 4 that are owed, then its order; the rest is unapplied
        account.decide(new Command.ReinstatePayment(first), MARCH);
        assertEquals(usd("0.00"), funds().owed(USD));
        assertEquals(usd("10.00"), funds().payment(first).split().share(order.id()));
        assertEquals(usd("11.00"), funds().unapplied(USD));
        // the debt it had paid is owed again
        account.decide(new Command.RecallPayment(second), MARCH);
        assertEquals(usd("2.00"), funds().owed(USD));
        account.decide(new Command.RecallPayment(first), MARCH);
        assertEquals(usd("6.00"), funds().owed(USD));
        assertEquals(usd("0.00"), funds().unapplied(USD));
    }

    @Test
    void moneyThatOnlyPaysADebtLeavesItsOrderUnpaid() {
        Order order = account.order(TestCatalog.software(1), MARCH);
        PaymentId first = transfer(List.of(), "8.00");
        sendBack("8.00");
        account.decide(new Command.RecallPayment(first), MARCH);
        transfer(List.of(order.id()), "10.00");
        assertEquals(OrderState.CONFIRMED, order(order.id()).state());
        assertEquals(usd("8.00"), order(order.id()).due());
    }

    @Test
    void anUnknownPaymentIsNeitherRecalledNorReinstated() {
        PaymentId nobodys = new PaymentId(new UUID(1, 2));
        assertEquals(
                Code.UNKNOWN_PAYMENT, account.refused(new Command.RecallPayment(nobodys), MARCH));
        assertEquals(
                Code.UNKNOWN_PAYMENT,
                account.refused(new Command.ReinstatePayment(nobodys), MARCH));
    }

    @Test
    void aPaymentOfZeroIsInvalidInput() {
        assertThrows(IllegalArgumentException.class, () -> transfer(List.of(), "0.00"));
    }

    @Test
    void anOrderWithATotalOfZeroIsSettledWhenItsAgreementIsSigned() {
        TestAccount trial = new TestAccount(TestCatalog.ofNothing(), MARCH);
        Order waits = trial.order(TestCatalog.software(1), MARCH);
        assertEquals(OrderState.CONFIRMED, waits.state());
        Instant expired = MARCH.plus(Duration.ofDays(14));
        Order late = trial.order(TestCatalog.software(1), MARCH.plusSeconds(1));
        trial.sign("ipc", expired);
        assertEquals(OrderState.EXPIRED, order(trial, waits.id(), expired).state());
        assertEquals(OrderState.ACTIVE, order(trial, late.id(), expired).state());
        assertEquals(OrderState.ACTIVE, trial.order(TestCatalog.software(1), expired).state());
    }

    @Test
    void allPaymentsOfAnAccountInOneCurrencyHaveAMaximum() {
        Money most = new Money(Money.MINOR_MAX, USD);
        Command.Pay pay = new Command.Pay(List.of(), most, null, null, false);
        PaymentId first = Objects.requireNonNull(account.decide(pay, MARCH).payment());
        for (int i = 1; i < 1_000; i++) {
            account.decide(pay, MARCH);
        }
        assertEquals(new Money(Money.MINOR_SUM_MAX, USD), funds().unapplied(USD));
        Money least = new Money(1, USD);
        Command.Pay more = new Command.Pay(List.of(), least, null, null, false);
        assertEquals(Code.AMOUNT_TOO_LARGE, account.refused(more, MARCH));
        account.decide(new Command.RecallPayment(first), MARCH);
        assertEquals(Code.AMOUNT_TOO_LARGE, account.refused(more, MARCH));
        account.decide(new Command.ReinstatePayment(first), MARCH);
        assertEquals(new Money(Money.MINOR_SUM_MAX, USD), funds().unapplied(USD));
        Money yen = new Money(1, Currency.getInstance("JPY"));
        account.decide(new Command.Pay(List.of(), yen, null, null, false), MARCH);
    }

    @Test
    void noMoreIsAppliedOrReturnedAtOnceThanOnePaymentMayBe() {
        Order order = account.order(TestCatalog.software(1), MARCH);
        Money beyond = usd("10000000000000.01");
        assertEquals(
                Code.AMOUNT_TOO_LARGE,
                account.refused(new Command.ApplyMoney(order.id(), beyond), MARCH));
        Money elsewhere = new Money(beyond.minor(), Currency.getInstance("EUR"));
        assertEquals(
                Code.CURRENCIES_DIFFER,
                account.refused(new Command.ApplyMoney(order.id(), elsewhere), MARCH));
        Money money = Money.stated(new BigDecimal("1e30"), USD);
        assertEquals(
                Code.AMOUNT_TOO_LARGE,
                account.refused(new Command.ProposeReturn(money, "bank", "", "A"), MARCH));
    }

    private PaymentId transfer(List<OrderId> orders, String amount) {
        PaymentId id =
                account.decide(new Command.Pay(orders, usd(amount), null, null, false), MARCH)
                        .payment();
        return Objects.requireNonNull(id);
    }

    private void sendBack(String amount) {
        Answer.Returned proposed =
                account.decide(new Command.ProposeReturn(usd(amount), "bank", "", "A"), MARCH);
        account.decide(new Command.ApproveReturn(proposed.moneyReturn().id(), "B"), MARCH);
    }

    private Funds funds() {
        return account.at(MARCH).trade().funds();
    }

    private Order order(OrderId id) {
        return order(account, id, MARCH);
    }

    private static Order order(TestAccount of, OrderId id, Instant now) {
        return Objects.requireNonNull(of.at(now).trade().orders().get(id));
    }

    private static Money usd(String amount) {
        return Money.exactly(new BigDecimal(amount), USD);
    }
}
