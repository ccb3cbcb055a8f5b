package scrip.core.license;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import scrip.core.access.Access;
import scrip.core.access.AccessReason;
import scrip.core.access.AccessState;
import scrip.core.access.Gate;
import scrip.core.catalog.Approval;
import scrip.core.catalog.Catalog;
import scrip.core.catalog.Catalogs;
import scrip.core.catalog.Item;
import scrip.core.catalog.ItemId;
import scrip.core.catalog.Price;
import scrip.core.catalog.Scope;
import scrip.core.catalog.Surface;
import scrip.core.catalog.TestItem;
import scrip.core.catalog.Text;
import scrip.core.ledger.Command;
import scrip.core.ledger.TestAccount;
import scrip.core.order.LineRequest;
import scrip.core.organization.OrganizationId;

/// What is required through many others: layers of two items, each of which requires both of the
/// next layer, so that the ways from the top to the bottom are very many (C5, X4).
class RequirementsTest {

    private static final Instant MARCH = Instant.parse("2026-03-10T09:00:00Z");
    private static final Instant END = Instant.parse("2026-04-11T00:00:00Z");
    private static final int LAYERS = 40;
    private static final int SECONDS_MOST = 60;

    private final TestAccount account = new TestAccount(layers(), MARCH);

    /// Without the limit a failure would never end.
    @Test
    @Timeout(SECONDS_MOST)
    void eachItemIsLookedAtOnce() {
        buy(IntStream.range(0, 2 * LAYERS).boxed().toList(), 2);
        Access all = top(MARCH);
        assertEquals(AccessState.ALLOWED, all.state());
        assertEquals(Instant.parse("2026-05-11T00:00:00Z"), all.until());
        buy(List.of(0), 1);
        assertEquals(Instant.parse("2026-05-12T00:00:00Z"), top(MARCH).until());
    }

    @Test
    @Timeout(SECONDS_MOST)
    void whatIsMissingAtTheEndIsNamed() {
        int last = 2 * LAYERS - 1;
        buy(IntStream.range(0, last).boxed().toList(), 2, last);
        assertEquals(END.plus(Duration.ofHours(24)), top(MARCH).until());
        Access lacking = top(END.plus(Duration.ofHours(24)));
        assertEquals(AccessReason.REQUIRES_MISSING, lacking.reason());
        assertEquals(item(last), lacking.advice() == null ? null : lacking.advice().item());
    }

    private Access top(Instant now) {
        OrganizationId who = account.account().id();
        Gate.Question question =
                new Gate.Question(who, item(0).toString(), Surface.API, null, null);
        return Gate.answer(List.of(account.at(now)), question, layers(), now);
    }

    /// Buys items for some months, and further ones for a single month.
    private void buy(List<Integer> items, int months, int... further) {
        List<LineRequest> lines = new ArrayList<>();
        items.forEach(i -> lines.add(line(i, months)));
        for (int i : further) {
            lines.add(line(i, 1));
        }
        var order =
                account.decide(
                        new Command.PlaceOrder(lines, true, "Chen Jing", false, true), MARCH);
        account.decide(Command.Pay.bySandbox(List.of(order.order().id())), MARCH);
    }

    private static LineRequest line(int item, int months) {
        return new LineRequest(
                item(item).toString(), null, null, null, months, null, null, null, null);
    }

    private static ItemId item(int number) {
        return ItemId.of("deep/item-" + number);
    }

    private static Catalogs layers() {
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < 2 * LAYERS; i++) {
            int next = i / 2 * 2 + 2;
            items.add(
                    new Item.Subscription(
                            TestItem.listing(
                                    item(i), Scope.INSTITUTION, new Price.PerMonth(BigDecimal.ONE)),
                            List.of(),
                            next < 2 * LAYERS ? List.of(item(next), item(next + 1)) : List.of(),
                            false));
        }
        Text text = new Text("deep", "deep");
        return new Catalogs(
                List.of(
                        new Catalog(
                                "deep",
                                "1",
                                Instant.EPOCH,
                                text,
                                Currency.getInstance("USD"),
                                false,
                                Approval.AUTOMATIC,
                                "terms-1",
                                text,
                                Duration.ofDays(3),
                                null,
                                List.of(),
                                items)));
    }
}
