package scrip.server.service;

import org.junit.jupiter.api.Test;
import scrip.server.Caller;
import scrip.server.Hospital;

/// Maintenance includes visits, which the vendor logs and the customer sees (S3).
class VisitTest {

    private final Hospital hospital = Hospital.open();

    private Caller.Answer log(String license, String kind, String on) {
        return hospital.post(
                "/licenses/" + license + "/visits",
                "{\"kind\": \"%s\", \"day\": \"%s\", \"by\": \"Zhao Lei\", \"notes\": \"in order\"}"
                        .formatted(kind, on));
    }

    @Test
    void visitsAreLoggedForDaysThatTheMaintenanceCovers() {
        hospital.buy(
                "{\"item\": \"aimis/maintenance\", \"months\": 1, \"starts\": \"2026-03-10\"}");
        String license = hospital.get("/licenses").is(200).at("/items/0/id");
        log(license, "LOCAL_INSPECTION", "2026-03-10").is(422, "VISIT_OUTSIDE_PERIOD");
        // It covers 10 March to 10 April in the hospital's zone, which is 8 hours ahead of UTC.
        hospital.clock("2026-03-09T16:00:00Z");
        log(license, "LOCAL_INSPECTION", "2026-03-09").is(422, "VISIT_OUTSIDE_PERIOD");
        log(license, "LOCAL_INSPECTION", "2026-03-10")
                .is(201)
                .has("/kind", "LOCAL_INSPECTION")
                .has("/by", "Zhao Lei");
        log(license, "LOCAL_INSPECTION", "2026-03-11").is(422, "VISIT_OUTSIDE_PERIOD");
        hospital.clock("2026-04-20T09:00:00Z");
        log(license, "REMOTE_MAINTENANCE", "2026-04-10").is(201);
        log(license, "REMOTE_MAINTENANCE", "2026-04-11").is(422, "VISIT_OUTSIDE_PERIOD");
        log(license, "coffee", "2026-04-10").is(400, "INPUT_INVALID");
        hospital.get("/licenses/" + license + "/visits")
                .is(200)
                .has("/items/0/day", "2026-03-10")
                .has("/items/1/kind", "REMOTE_MAINTENANCE")
                .has("/items/2/day", "");
        hospital.get("/licenses/" + license + "/visits?as_of=2026-04-01T00:00:00Z")
                .is(200)
                .has("/items/1/day", "");
    }

    @Test
    void onlyMaintenanceHasVisits() {
        hospital.buy("{\"item\": \"ipc/pre-consultation-assistant\", \"months\": 1}");
        String license = hospital.get("/licenses").is(200).at("/items/0/id");
        log(license, "LOCAL_MAINTENANCE", "2026-03-01").is(422, "NOT_MAINTENANCE");
        log("01930000-0000-7000-8000-000000000001", "LOCAL_MAINTENANCE", "2026-03-01")
                .is(404, "UNKNOWN_LICENSE");
    }
}
