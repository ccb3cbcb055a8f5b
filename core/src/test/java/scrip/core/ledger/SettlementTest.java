package scrip.core.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import scrip.core.catalog.Catalog;
import scrip.core.catalog.Catalogs;
import scrip.core.catalog.Item;
import scrip.core.catalog.ItemId;
import scrip.core.catalog.Price;
import scrip.core.catalog.TestItem;
import scrip.core.money.Money;
import scrip.core.order.LineRequest;
import scrip.core.order.Order;
import scrip.core.order.OrderId;
import scrip.core.order.OrderState;

/// The order in which orders with a total of zero are settled: that of their confirmation (C6, O9).
/// Both products ask for an agreement, the right one from April on.
class SettlementTest {

    private static final Instant MARCH = Instant.parse("2026-03-25T09:00:00Z");
    private static final Instant APRIL = Instant.parse("2026-04-01T00:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);

    private final TestAccount account = new TestAccount(catalogs(), MARCH);

    @Test
    void theFirstThatAnotherMakesPayableGoesBeforeThoseConfirmedAfterIt() {
        Order both = place(MARCH, "left/a", "right/a");
        Order second = place(APRIL, "right/a");
        Order third = place(APRIL.plus(HOUR), "left/a");
        account.sign("left", APRIL.plus(HOUR));
        assertEquals(List.of(both.id(), second.id(), third.id()), paid());
    }

    @Test
    void oneConfirmedEarlierGoesBeforeThoseAfterTheOneThatMadeItPayable() {
        var quote =
                account.decide(
                        new Command.MakeQuote(List.of(line("left/a"), line("right/a")), false),
                        MARCH);
        Order first = place(APRIL, "right/a");
        Order both =
                account.decide(
                                new Command.AcceptQuote(quote.quote().id(), true, "Chen Jing"),
                                APRIL.plus(HOUR))
                        .order();
        Order last = place(APRIL.plus(HOUR), "left/a");
        assertEquals(List.of(), paid());
        account.sign("left", APRIL.plus(HOUR));
        assertEquals(List.of(both.id(), first.id(), last.id()), paid());
    }

    @Test
    void aTransferForAnOrderOfNothingAndOneThatMakesItPayableIsNotRefused() {
        Order nothing = place(APRIL, "right/a");
        Order dear = place(APRIL, "right/dear");
        account.sign("right", APRIL);
        assertEquals(OrderState.ACTIVE, state(account, nothing));
        TestAccount old = new TestAccount(catalogs(), MARCH);
        Order before = place(old, MARCH, "right/dear");
        Order waits = place(old, APRIL, "right/a");
        Money money = Money.exactly(new BigDecimal("5.00"), dear.total().currency());
        Answer.Paid answer =
                old.decide(
                        new Command.Pay(List.of(waits.id(), before.id()), money, null, null, false),
                        APRIL);
        assertNull(answer.refusal());
        assertEquals(OrderState.ACTIVE, state(old, waits));
    }

    @Test
    void whatWaitsForApprovalCountsWhenAnotherOrderIsPaid() {
        TestAccount careful = new TestAccount(TestCatalog.approvedByHand(), MARCH);
        for (int i = 0; i < 4; i++) {
            careful.buy(TestCatalog.software(1_200), MARCH);
        }
        Order fifth = careful.order(TestCatalog.software(1_200), MARCH);
        assertEquals(
                Code.TERM_NOT_OFFERED,
                careful.refused(Command.Pay.bySandbox(List.of(fifth.id())), MARCH));
    }

    private Order place(Instant now, String... items) {
        return place(account, now, items);
    }

    private static Order place(TestAccount of, Instant now, String... items) {
        List<LineRequest> lines = new ArrayList<>();
        for (String item : items) {
            lines.add(line(item));
        }
        return of.decide(new Command.PlaceOrder(lines, true, "Chen Jing", false, true), now)
                .order();
    }

    private static LineRequest line(String item) {
        return new LineRequest(item, null, null, 1L, null, null, null, null, null);
    }

    private static OrderState state(TestAccount of, Order order) {
        return Objects.requireNonNull(of.account().trade().orders().get(order.id())).state();
    }

    private List<OrderId> paid() {
        return account.entries().stream()
                .filter(e -> e.fact() instanceof Fact.OrderPaid)
                .map(e -> ((Fact.OrderPaid) e.fact()).order().id())
                .toList();
    }

    private static Catalogs catalogs() {
        return new Catalogs(
                List.of(
                        catalog("left", "1", Instant.EPOCH, true),
                        catalog("right", "1", Instant.EPOCH, false),
                        catalog("right", "2", APRIL, true)));
    }

    private static Catalog catalog(String product, String version, Instant from, boolean agreed) {
        Catalog usual = TestCatalog.catalogs().versions().getFirst();
        Item nothing =
                TestItem.metered(
                        ItemId.of(product + "/a"), new Price.PerUnit(new BigDecimal("0.001")));
        Item dear =
                TestItem.metered(
                        ItemId.of(product + "/dear"), new Price.PerUnit(new BigDecimal("5.00")));
        return new Catalog(
                product,
                version,
                from,
                usual.name(),
                usual.currency(),
                agreed,
                usual.approval(),
                usual.termsVersion(),
                usual.terms(),
                usual.offlineFor(),
                null,
                List.of(),
                List.of(nothing, dear));
    }
}
