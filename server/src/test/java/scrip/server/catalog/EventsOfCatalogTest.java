package scrip.server.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import scrip.core.catalog.Catalog;
import scrip.core.catalog.EventUse;
import scrip.core.catalog.Surface;

/// Which events are uses, as a catalog file says it.
class EventsOfCatalogTest {

    private static final String SHIPPED =
            new String(ShippedCatalogs.bytes("aimis"), StandardCharsets.UTF_8);

    /// The shipped catalog with these events in the place of its own.
    private static String with(String events) {
        int from = SHIPPED.indexOf("\nevents:\n");
        int until = SHIPPED.indexOf("\n# Features", from);
        return SHIPPED.substring(0, from) + "\n" + events + SHIPPED.substring(until);
    }

    private static Catalog read(String source) {
        return switch (CatalogFile.parse(source)) {
            case CatalogFile.Valid valid -> valid.catalog();
            case CatalogFile.Faulty faulty -> throw new AssertionError(faulty.faults());
        };
    }

    private static List<String> faults(String events) {
        return switch (CatalogFile.parse(with(events))) {
            case CatalogFile.Valid _ -> List.of();
            case CatalogFile.Faulty faulty ->
                    faulty.faults().stream().map(Object::toString).toList();
        };
    }

    @Test
    void numbersAreConstantsAndAnythingElseIsAPlace() {
        Catalog catalog =
                read(
                        with(
                                """
                                events:
                                  - type: org.example.study
                                    resource: aimis/cloud-inspection
                                    organization: data.hospital.id
                                    quantity: 2
                                    storage_years: 15
                                    subject: studyuid
                                    within: data.union
                                    surface: patient
                                    reported: false
                                """));
        EventUse event = catalog.event("org.example.study").orElseThrow();
        assertEquals(2, event.fixedQuantity());
        assertEquals(15, event.fixedStorageYears());
        assertEquals("data.hospital.id", event.organization());
        assertEquals(Surface.PATIENT, event.surface());
        assertTrue(!event.reported() && event.quantity() == null);
        assertEquals(List.of(), read(with("")).events());
    }

    @Test
    void faultsAreToldWithTheirLines() {
        String one = "  - { type: a, resource: aimis/cloud-inspection, organization: source%s }\n";
        for (String wrong :
                List.of(
                        "  - { type: a, resource: aimis/basic, organization: source }\n",
                        "  - { type: a, resource: aimis/cloud-inspection }\n",
                        one.formatted("") + one.formatted(""),
                        one.formatted(", quantity: 0"),
                        one.formatted(", quantity: 1.5"),
                        one.formatted(", quantity: Data.n"),
                        one.formatted(", subject: data"),
                        one.formatted(", subject: data..uid"),
                        one.formatted(", subject: subject.uid"),
                        one.formatted(", surface: phone"),
                        one.formatted(", price: 1"))) {
            List<String> faults = faults("events:\n" + wrong);
            assertEquals(1, faults.size(), wrong + faults);
            assertTrue(faults.getFirst().matches("[0-9]+:[0-9]+: .*"), faults.getFirst());
        }
    }

    @Test
    void aChangeOfWhatIsCountedIsInTheDifference() {
        List<CatalogChange> changes = CatalogDiff.between(read(SHIPPED), read(with("")));
        assertTrue(
                changes.stream()
                        .map(Object::toString)
                        .anyMatch(c -> c.contains("events that are uses")),
                changes.toString());
    }
}
