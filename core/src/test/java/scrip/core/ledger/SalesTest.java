package scrip.core.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import scrip.core.order.Order;
import scrip.core.order.SalesRequest;

/// What only the vendor can order is requested from sales (C7).
class SalesTest {

    private static final Instant MARCH = Instant.parse("2026-03-01T09:00:00Z");

    private final TestAccount account = new TestAccount(TestCatalog.catalogs(), MARCH);

    @Test
    void onlySalesOnlyItemsCanBeRequested() {
        assertEquals(
                Code.NOT_SALES_ONLY,
                account.refused(
                        new Command.RequestSale(TestCatalog.SOFTWARE, "Wang", "", ""), MARCH));
        assertEquals(
                Code.UNKNOWN_ITEM,
                account.refused(new Command.RequestSale("ipc/none", "Wang", "", ""), MARCH));
    }

    @Test
    void aRequestIsClosedOnceWithTheVendorsOrder() {
        SalesRequest request =
                asked(
                        account.decide(
                                new Command.RequestSale(TestCatalog.PERPETUAL, "Wang", "", ""),
                                MARCH));
        Order other = account.order(TestCatalog.software(1), MARCH);
        assertEquals(
                Code.ORDER_NOT_OF_REQUEST,
                account.refused(
                        new Command.CloseSalesRequest(request.id(), other.id(), "Chen", ""),
                        MARCH));
        Answer placed =
                account.decide(
                        new Command.PlaceOrder(
                                List.of(TestCatalog.perpetual()), true, "Wang", true, true),
                        MARCH);
        Order order = ((Answer.Ordered) placed).order();
        Command<?> close = new Command.CloseSalesRequest(request.id(), order.id(), "Chen", "");
        assertEquals(order.id(), asked(account.decide(close, MARCH)).order());
        assertEquals(Code.SALES_REQUEST_CLOSED, account.refused(close, MARCH));
    }

    private static SalesRequest asked(Answer answer) {
        return ((Answer.SaleAsked) answer).request();
    }
}
