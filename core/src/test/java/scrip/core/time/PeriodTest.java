package scrip.core.time;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeriodTest {

    @ParameterizedTest
    @CsvSource({
        "2026-03-10, 12, UTC, 2027-03-11T00:00:00Z",
        "2026-01-31, 1, UTC, 2026-03-01T00:00:00Z",
        "2028-01-31, 1, UTC, 2028-03-01T00:00:00Z",
        "2026-01-31, 2, UTC, 2026-04-01T00:00:00Z",
        "2026-01-31, 3, UTC, 2026-05-01T00:00:00Z",
        "2028-02-29, 12, UTC, 2029-03-01T00:00:00Z",
        "2026-03-10, 12, Asia/Shanghai, 2027-03-10T16:00:00Z",
        "2026-02-07, 1, America/New_York, 2026-03-08T05:00:00Z",
        "2026-02-08, 1, America/New_York, 2026-03-09T04:00:00Z",
        "2026-03-10, 0, UTC, 2026-03-11T00:00:00Z",
    })
    void a_period_lasts_through_the_local_day_so_many_months_after_its_anchor(
            LocalDate anchor, int months, ZoneId zone, Instant until) {
        assertEquals(until, Period.until(anchor, months, zone));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-10T23:59:59.999Z, UTC, 2026-03-10",
        "2026-03-10T15:59:59.999Z, Asia/Shanghai, 2026-03-10",
        "2026-03-10T16:00:00Z, Asia/Shanghai, 2026-03-11",
    })
    void the_anchor_is_the_local_date_of_the_first_instant(
            Instant first, ZoneId zone, LocalDate anchor) {
        assertEquals(anchor, Period.anchor(first, zone));
    }
}
