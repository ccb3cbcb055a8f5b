package scrip.core.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import scrip.core.catalog.Approval;
import scrip.core.catalog.Catalog;
import scrip.core.catalog.Catalogs;
import scrip.core.catalog.Item;
import scrip.core.catalog.Kind;
import scrip.core.catalog.Mode;
import scrip.core.catalog.Offer;
import scrip.core.catalog.Price;
import scrip.core.catalog.Scope;
import scrip.core.catalog.Text;
import scrip.core.order.LineRequest;
import scrip.core.order.Order;
import scrip.core.organization.OrganizationId;
import scrip.core.organization.OrganizationKind;
import scrip.core.pack.Draw;
import scrip.core.pack.UseDraw;

/// What an order keeps of what was accepted and shown.
class OrdersTest {

    private static final Instant MARCH = Instant.parse("2026-03-01T09:00:00Z");

    private Account account = Account.none(new OrganizationId("first"));
    private long ids;

    @Test
    void anOrderKeepsTheVersionOfTheTermsWhoAcceptedThemAndWhen() {
        Order order = ordered();
        assertEquals(Map.of("ipc", "terms-7"), order.terms());
        assertEquals("Dr Who", order.acceptedBy());
        assertEquals(MARCH, order.acceptedAt());
    }

    @Test
    void aLineAtAnExamplePriceSaysSoUntilAnAgreementSetsThePrice() {
        assertTrue(ordered().lines().getFirst().example());
        sign("A-1", new TreeMap<>());
        assertTrue(ordered().lines().getFirst().example());
        sign("A-2", new TreeMap<>(Map.of("ipc/thing", new BigDecimal("9"))));
        assertFalse(ordered().lines().getFirst().example());
    }

    private void sign(String number, TreeMap<String, BigDecimal> prices) {
        decide(
                new Command.SignAgreement(
                        "ipc",
                        number,
                        "signer",
                        LocalDate.of(2026, 3, 1),
                        null,
                        prices,
                        BigDecimal.ZERO,
                        new TreeMap<>()));
    }

    private Order ordered() {
        if (!account.exists()) {
            decide(
                    new Command.OpenAccount(
                            OrganizationKind.INSTITUTION, "First", ZoneOffset.UTC, null));
        }
        LineRequest line =
                new LineRequest("ipc/thing", null, null, null, 1, null, null, null, null);
        Answer answer =
                decide(new Command.PlaceOrder(List.of(line), true, "Dr Who", false, true));
        return ((Answer.Ordered) answer).order();
    }

    private Answer decide(Command command) {
        ids += 1 << 20;
        Envelope envelope = new Envelope(command, "key-" + ids, new UUID(7, ids), "test", "test");
        Decision decision =
                Decide.decide(account, envelope, new Nothing(), catalogs(), MARCH);
        Decision.Accepted accepted = (Decision.Accepted) decision;
        account = accepted.after();
        return accepted.answer();
    }

    private static Catalogs catalogs() {
        Text text = new Text("thing", "thing");
        Price price = new Price.PerMonth(BigDecimal.TEN);
        Item item =
                new Item(
                        "ipc/thing",
                        Kind.SUBSCRIPTION,
                        Scope.INSTITUTION,
                        text,
                        text,
                        text,
                        List.of(),
                        List.of(),
                        false,
                        false,
                        List.of(new Offer("", price)),
                        1,
                        1,
                        Mode.SOFT,
                        null,
                        true);
        return new Catalogs(
                List.of(
                        new Catalog(
                                "ipc",
                                "one",
                                Instant.EPOCH,
                                text,
                                Currency.getInstance("USD"),
                                false,
                                Approval.AUTOMATIC,
                                "terms-7",
                                text,
                                Duration.ofDays(3),
                                List.of(item))));
    }

    /// A past in which nothing was used.
    private record Nothing() implements Memory {

        @Override
        public @Nullable BookedUse use(String key) {
            return null;
        }

        @Override
        public boolean isHold(String key) {
            return false;
        }

        @Override
        public boolean counted(String resource, String subject) {
            return false;
        }

        @Override
        public List<Draw> drawsOf(long use) {
            return List.of();
        }

        @Override
        public List<UseDraw> drawsOn(long pack) {
            return List.of();
        }
    }
}
