package scrip.core.license;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import scrip.core.catalog.ItemId;
import scrip.core.order.LineId;
import scrip.core.order.OrderId;
import scrip.core.organization.OrganizationId;

final class LicensesTest {

    private static final ItemId ON_SITE = ItemId.of("aimis/on-site");
    private static final OrganizationId MAYO = new OrganizationId("mayo");
    private static final Instant BOUGHT = Instant.parse("2026-01-31T10:00:00Z");

    @Test
    void thoseOfAnItemAndAHolderAreListedByTheirEndOrAsTheyWereGranted() {
        License late = begun(3, ON_SITE, MAYO, "2026-08-01");
        License middle = begun(1, ON_SITE, MAYO, "2026-05-01");
        License early = begun(2, ON_SITE, MAYO, "2026-02-01");
        Licenses all =
                Licenses.of(
                        List.of(
                                late,
                                begun(4, ItemId.of("aimis/basic"), MAYO, "2026-02-01"),
                                early,
                                begun(5, ON_SITE, new OrganizationId("other"), "2026-02-01"),
                                middle));
        assertEquals(List.of(early, middle, late), all.of(ON_SITE, MAYO));
        assertEquals(List.of(late, early, middle), all.granted(ON_SITE, MAYO));
        License changed = late.withEndsAtUntil(true);
        assertEquals(List.of(changed, early, middle), all.with(changed).granted(ON_SITE, MAYO));
    }

    private static License begun(long line, ItemId item, OrganizationId holder, String anchor) {
        LineId id = new LineId(new UUID(0, line));
        return License.begun(
                LicenseId.of(id, 0, 0),
                item,
                holder,
                License.Form.MAINTENANCE,
                ZoneId.of("UTC"),
                LocalDate.parse(anchor),
                new Months(new OrderId(new UUID(0, 1)), id, 12, "1"),
                BOUGHT,
                BOUGHT);
    }
}
