package scrip.core.ledger;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import scrip.core.catalog.Approval;
import scrip.core.catalog.Catalog;
import scrip.core.catalog.Catalogs;
import scrip.core.catalog.Item;
import scrip.core.catalog.ItemId;
import scrip.core.catalog.Offer;
import scrip.core.catalog.Price;
import scrip.core.catalog.Scope;
import scrip.core.catalog.TestItem;
import scrip.core.catalog.Text;
import scrip.core.money.Money;
import scrip.core.order.LineRequest;
import scrip.core.organization.OrganizationId;

/// One product with a metered resource and monthly software, at example prices.
public final class TestCatalog {

    /// A resource metered by the unit.
    public static final String CASES = "ipc/cases";

    /// A subscription.
    public static final String SOFTWARE = "ipc/software";

    /// Monthly maintenance.
    public static final String MAINTENANCE = "ipc/maintenance";

    /// A service that is delivered once.
    public static final String SERVICE = "ipc/deployment";

    /// A perpetual license, sold only by sales.
    public static final String PERPETUAL = "ipc/onsite";

    /// A monthly resource, sold by the set.
    public static final String SEATS = "ipc/seats";

    private static final Text TEXT = new Text("thing", "thing");

    private TestCatalog() {}

    public static Catalogs catalogs() {
        return catalogs(Approval.AUTOMATIC);
    }

    /// The same products, where the vendor approves an account's first order.
    public static Catalogs approvedByHand() {
        return catalogs(Approval.MANUAL);
    }

    private static Catalogs catalogs(Approval approval) {
        Item software = software(BigDecimal.TEN);
        Item cases = TestItem.metered(ItemId.of(CASES), new Price.PerUnit(BigDecimal.ONE));
        Item maintenance =
                new Item.Maintenance(
                        TestItem.listing(
                                ItemId.of(MAINTENANCE),
                                Scope.ORGANIZATION,
                                new Price.PerMonth(BigDecimal.TEN)));
        Item service =
                new Item.OneTimeService(
                        TestItem.listing(
                                ItemId.of(SERVICE),
                                Scope.ORGANIZATION,
                                new Price.Once(BigDecimal.TEN)));
        Item perpetual =
                new Item.Perpetual(
                        new Item.Listing(
                                ItemId.of(PERPETUAL),
                                Scope.ACCOUNT,
                                TEXT,
                                TEXT,
                                TEXT,
                                true,
                                List.of(new Offer("", new Price.Once(BigDecimal.TEN))),
                                true),
                        List.of());
        Item seats =
                new Item.Capacity(
                        TestItem.listing(
                                ItemId.of(SEATS),
                                Scope.ACCOUNT,
                                new Price.PerMonth(BigDecimal.TEN)));
        return new Catalogs(
                List.of(
                        new Catalog(
                                "ipc",
                                "one",
                                Instant.EPOCH,
                                TEXT,
                                Currency.getInstance("USD"),
                                false,
                                approval,
                                "terms-7",
                                TEXT,
                                Duration.ofDays(3),
                                List.of(cases, software, maintenance, service, perpetual, seats))));
    }

    /// The same products at prices that round to zero, and only with an agreement.
    public static Catalogs ofNothing() {
        return softwareOnly(new BigDecimal("0.004"), true);
    }

    /// Software at the highest price there may be (C8).
    public static Catalogs ofTheMost() {
        return softwareOnly(Money.most(Currency.getInstance("USD")), false);
    }

    private static Catalogs softwareOnly(BigDecimal monthly, boolean agreement) {
        Catalog usual = catalogs().versions().getFirst();
        return new Catalogs(
                List.of(
                        new Catalog(
                                usual.product(),
                                usual.version(),
                                usual.effectiveFrom(),
                                usual.name(),
                                usual.currency(),
                                agreement,
                                usual.approval(),
                                usual.termsVersion(),
                                usual.terms(),
                                usual.offlineFor(),
                                List.of(software(monthly)))));
    }

    public static LineRequest cases(long quantity) {
        return new LineRequest(CASES, null, null, quantity, null, null, null, null, null);
    }

    public static LineRequest software(int months) {
        return new LineRequest(SOFTWARE, null, null, null, months, null, null, null, null);
    }

    public static LineRequest software(int months, OrganizationId holder) {
        return new LineRequest(SOFTWARE, holder, null, null, months, null, null, null, null);
    }

    public static LineRequest seats(long sets) {
        return new LineRequest(SEATS, null, null, sets, 1, null, null, null, null);
    }

    public static LineRequest maintenance(int months) {
        return new LineRequest(MAINTENANCE, null, null, null, months, null, null, null, null);
    }

    public static LineRequest service() {
        return new LineRequest(SERVICE, null, null, null, null, null, null, null, null);
    }

    public static LineRequest perpetual() {
        return new LineRequest(PERPETUAL, null, null, null, null, null, null, null, null);
    }

    private static Item software(BigDecimal monthly) {
        return new Item.Subscription(
                TestItem.listing(
                        ItemId.of(SOFTWARE), Scope.INSTITUTION, new Price.PerMonth(monthly)),
                List.of(),
                List.of(),
                false);
    }
}
