package scrip.server.emergency;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import scrip.server.Caller;
import scrip.server.Caller.Answer;
import scrip.server.Hospital;
import scrip.server.TestServer;
import scrip.server.role.TenantTest;

/// Emergency access over HTTP (X5): who may open it, what it answers, and who sees it.
class EmergencyTest {

    private static final String WANTED =
            """
            {"doctor": "Dr. Chen Yu", "reason": "a stroke patient is on the table", "hours": 4}
            """;

    private final Hospital hospital = Hospital.open();
    private final Caller vendor = hospital.caller();
    private final Caller program;

    EmergencyTest() {
        hospital.buy(Hospital.INSPECTIONS);
        hospital.use(1001, "u-1").is(201);
        Answer made =
                hospital.post(
                                "/keys",
                                """
                                {"name": "HIS", "actions": ["emergencies.open", "uses.write"],
                                 "expires_at": "%s"}
                                """
                                        .formatted(TenantTest.nextYear()))
                        .is(201);
        program = new Caller(TestServer.root(), made.at("/secret"), null);
    }

    @Test
    void itIsOpenUntilItsHoursAreOver() {
        open("e-1", WANTED).is(409, "NOT_SUSPENDED");
        hospital.clock("2026-03-02T10:00:00Z");
        hospital.access("cloud-inspection", "PATIENT")
                .has("/access", "DENIED")
                .has("/reason", "SUSPENDED");
        Answer opened =
                open("e-1", WANTED)
                        .is(201)
                        .has("/until", "2026-03-02T14:00:00Z")
                        .has("/open", "true")
                        .has("/doctor", "Dr. Chen Yu (entered by HIS)")
                        .has("/products/0", "aimis");
        open("e-1", WANTED).is(201).has("/id", opened.at("/id"));
        open("e-2", WANTED).is(409, "EMERGENCY_OPEN");
        hospital.access("cloud-inspection", "PATIENT")
                .has("/access", "ALLOWED")
                .has("/reason", "EMERGENCY")
                .has("/until", "2026-03-02T14:00:00Z");
        hospital.use(3, "u-2").is(201).has("/arrears", "3").has("/emergency", opened.at("/id"));
        hospital.use(3, "u-2").is(201).has("/emergency", opened.at("/id"));
        hospital.get("/emergencies")
                .is(200)
                .has("/items/0/uses/0/uses", "1")
                .has("/items/0/uses/0/quantity", "3")
                .has("/offered/0/product", "aimis")
                .has("/offered/0/left", "1");
        hospital.get("/emergencies/" + opened.at("/id"))
                .is(200)
                .has("/doctor", opened.at("/doctor"));
        Hospital other = Hospital.open();
        other.get("/emergencies/" + opened.at("/id")).is(404, "UNKNOWN_EMERGENCY");
        hospital.clock("2026-03-02T14:00:00Z");
        hospital.access("cloud-inspection", "PATIENT").has("/access", "DENIED");
        hospital.use(1, "u-3").is(402, "SUSPENDED");
        hospital.get("/emergencies").has("/items/0/open", "false");
    }

    @Test
    void bothPlatformsAreToldAndTheLogKeepsIt() {
        hospital.clock("2026-03-02T10:00:00Z");
        open("e-1", WANTED).is(201);
        hospital.get("/notices?limit=1&sort=NEWEST")
                .is(200)
                .has("/items/0/code", "EMERGENCY_OPENED")
                .has("/items/0/subject/id", Hospital.ID);
        vendor.get("/v1/notices?limit=1&sort=NEWEST")
                .is(200)
                .has("/items/0/code", "EMERGENCY_OPENED");
        assertTrue(
                hospital.get("/history?limit=200")
                        .is(200)
                        .text()
                        .contains("\"reason\":\"a stroke patient is on the table\""));
        hospital.get("/audit?limit=1")
                .is(200)
                .has("/items/0/action", "emergencies.post")
                .has("/items/0/after/doctor", "Dr. Chen Yu");
    }

    @Test
    void doctorAndReasonAreDemandedAndTheCatalogSetsItsLimits() {
        hospital.clock("2026-03-02T10:00:00Z");
        open("e-1", "{\"hours\": 1}").is(400, "INPUT_INVALID");
        open("e-1", "{\"doctor\": \"Dr. Chen\", \"reason\": \"x\", \"hours\": 25}")
                .is(422, "EMERGENCY_TOO_LONG");
        String nothing =
                "{\"doctor\": \"Dr. Chen\", \"reason\": \"x\", \"item\": \"aimis/nothing\"}";
        open("e-1", nothing).is(404, "UNKNOWN_ITEM");
        open("e-1", "{\"doctor\": \"Dr. Chen\", \"reason\": \"x\", \"storage_years\": 5}")
                .is(400, "INPUT_INVALID");
        open("e-1", WANTED).is(201);
        hospital.clock("2026-03-02T15:00:00Z");
        open("e-2", WANTED).is(201);
        hospital.clock("2026-03-02T20:00:00Z");
        open("e-3", WANTED).is(403, "EMERGENCY_LIMIT");
        hospital.get("/emergencies?limit=1").is(200).has("/items/0/from", "2026-03-02T15:00:00Z");
        String next = hospital.get("/emergencies?limit=1").at("/next");
        hospital.get("/emergencies?limit=1&cursor=" + next)
                .is(200)
                .has("/items/0/from", "2026-03-02T10:00:00Z")
                .has("/next", "");
    }

    @Test
    void aMemberOpensItWithinItsConsortium() {
        vendor.put("/v1/organizations/union", "{\"kind\": \"CONSORTIUM\", \"name\": \"Union\"}")
                .is(200);
        String within = "{\"doctor\": \"Dr. Chen\", \"reason\": \"x\", \"within\": \"union\"}";
        open("e-1", within).is(403, "NOT_MEMBER");
        vendor.send("PUT", "/v1/organizations/union/members/" + Hospital.ID, null, Map.of())
                .is(200);
        open("e-1", within).is(409, "NOT_SUSPENDED");
    }

    private Answer open(String key, String body) {
        return program.send(
                "POST", Hospital.PATH + "/emergencies", body, Map.of("Idempotency-Key", key));
    }
}
