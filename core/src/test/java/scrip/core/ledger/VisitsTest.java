package scrip.core.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import scrip.core.license.License;
import scrip.core.license.Visit;

/// Visits are logged for maintenance, on past or present days that it covers (S3).
class VisitsTest {

    private static final Instant MARCH = Instant.parse("2026-03-01T09:00:00Z");
    private static final Instant MAY = Instant.parse("2026-05-01T09:00:00Z");

    private final TestAccount account = new TestAccount(TestCatalog.catalogs(), MARCH);

    @Test
    void aVisitMustBeOnADayThatTheMaintenanceCovers() {
        account.buy(TestCatalog.maintenance(1), MARCH);
        assertEquals(Code.VISIT_OUTSIDE_PERIOD, account.refused(visit("2026-03-02"), MARCH));
        account.decide(visit("2026-03-01"), MARCH);
        assertEquals(Code.VISIT_OUTSIDE_PERIOD, account.refused(visit("2026-02-28"), MAY));
        account.decide(visit("2026-04-01"), MAY);
        assertEquals(Code.VISIT_OUTSIDE_PERIOD, account.refused(visit("2026-04-02"), MAY));
        assertEquals(2, account.at(MAY).rights().visits().size());
    }

    @Test
    void nothingButMaintenanceHasVisits() {
        account.buy(TestCatalog.software(1), MARCH);
        assertEquals(Code.NOT_MAINTENANCE, account.refused(visit("2026-03-01"), MARCH));
    }

    private Command<?> visit(String day) {
        License license = account.at(MARCH).rights().licenses().getFirst();
        return new Command.LogVisit(
                license.id(),
                Visit.Kind.LOCAL_INSPECTION,
                LocalDate.parse(day),
                "Zhao Lei",
                "in order");
    }
}
