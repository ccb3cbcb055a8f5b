package scrip.core.license;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import scrip.core.catalog.ItemId;
import scrip.core.order.LineId;
import scrip.core.order.OrderId;
import scrip.core.organization.OrganizationId;

class LicenseTest {

    private static final ZoneId UTC = ZoneId.of("UTC");
    private static final Instant BOUGHT = Instant.parse("2026-01-31T10:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "2026-01-31T09:59:59.999Z, PENDING",
        "2026-01-31T10:00:00Z, ACTIVE",
        "2026-02-28T23:59:59.999Z, ACTIVE",
        "2026-03-01T00:00:00Z, ARREARS",
        "2026-03-01T23:59:59.999Z, ARREARS",
        "2026-03-02T00:00:00Z, SUSPENDED",
    })
    void its_state_is_a_function_of_now(Instant now, LicenseState state) {
        assertEquals(state, license(License.Form.SUBSCRIPTION).state(now));
    }

    @ParameterizedTest
    @CsvSource({
        // early: nothing is lost
        "2026-02-01T00:00:00Z, 2026-01-31T10:00:00Z, 2026-04-01T00:00:00Z",
        // one millisecond before 24 hours are over: the anchor is kept
        "2026-03-01T23:59:59.999Z, 2026-01-31T10:00:00Z, 2026-04-01T00:00:00Z",
        // at 24 hours: a new period, 24 hours back
        "2026-03-02T00:00:00Z, 2026-03-01T00:00:00Z, 2026-04-02T00:00:00Z",
        "2026-03-20T12:00:00Z, 2026-03-19T12:00:00Z, 2026-04-20T00:00:00Z",
    })
    void renewal_keeps_the_anchor_until_24_hours_of_arrears(
            Instant paidAt, Instant from, Instant until) {
        License renewed =
                license(License.Form.SUBSCRIPTION).renewed(months(2, 1), paidAt, UTC, paidAt);
        assertEquals(from, renewed.from());
        assertEquals(until, renewed.until());
    }

    @Test
    void maintenance_ends_without_arrears_and_restarts_when_bought_again() {
        License maintenance = license(License.Form.MAINTENANCE);
        Instant end = Instant.parse("2026-03-01T00:00:00Z");
        assertEquals(LicenseState.ENDED, maintenance.state(end));
        License again = maintenance.renewed(months(2, 1), end.plusSeconds(60), UTC, end);
        assertEquals(end.plusSeconds(60), again.from());
    }

    @Test
    void a_recall_that_moves_the_end_into_the_past_starts_arrears_at_once() {
        Instant recalled = Instant.parse("2026-02-10T12:00:00Z");
        License less = license(License.Form.SUBSCRIPTION).without(line(1), recalled);
        assertEquals(LicenseState.ARREARS, less.state(recalled));
        assertEquals(LicenseState.ARREARS, less.state(recalled.plusSeconds(86_399)));
        assertEquals(LicenseState.SUSPENDED, less.state(recalled.plusSeconds(86_400)));
    }

    private static License license(License.Form form) {
        return License.begun(
                new LicenseId(new UUID(0, 1)),
                ItemId.of("ipc/pre-consultation-assistant"),
                new OrganizationId("first"),
                form,
                UTC,
                LocalDate.of(2026, 1, 31),
                months(1, 1),
                BOUGHT,
                BOUGHT);
    }

    private static Months months(int line, int count) {
        return new Months(new OrderId(new UUID(0, line)), line(line), count, "one");
    }

    private static LineId line(int line) {
        return new LineId(new UUID(1, line));
    }
}
