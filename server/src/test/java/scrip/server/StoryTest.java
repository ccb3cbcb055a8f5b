package scrip.server;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/// The walkthrough of the README and related cases, over HTTP.
class StoryTest {

    @Test
    void unitsAreBoughtUsedUpSuspendedToppedUpAndRestored() {
        Hospital hospital = Hospital.open();
        hospital.buy(Hospital.INSPECTIONS);
        hospital.use(900, "study-1").is(201).has("/available", "100").has("/arrears", "0");
        hospital.use(600, "study-2").is(201).has("/available", "0").has("/arrears", "500");
        String feature = "aimis/cloud-inspection";
        hospital.access(feature, "API").is(200).has("/access", "ALLOWED").has("/arrears", "500");

        hospital.clock("2026-03-02T09:00:00Z");
        hospital.access(feature, "API")
                .is(200)
                .has("/access", "DENIED")
                .has("/reason", "SUSPENDED")
                .has("/advice/units", "501");
        hospital.access(feature, "CONSOLE").is(200).has("/access", "READ_ONLY");
        hospital.use(1, "study-3").is(402, "SUSPENDED");

        hospital.buy(Hospital.INSPECTIONS);
        hospital.access(feature, "API").is(200).has("/access", "ALLOWED").has("/available", "500");
        hospital.use(1, "study-3").is(201).has("/available", "499");
        hospital.get("/pools").is(200).has("/items/0/state", "ACTIVE").has("/items/0/used", "1501");
        hospital.get("/pools?as_of=2026-03-01T09:00:00Z").is(200).has("/items/0/arrears", "500");
        String told = hospital.get("/notices").is(200).text();
        for (String code : List.of("ARREARS_STARTED", "SUSPENDED", "RESTORED")) {
            assertTrue(told.contains(code), told);
        }
    }

    @Test
    void aSubscriptionEndsIsSuspendedAndIsRestoredByItsRenewal() {
        Hospital hospital = Hospital.open();
        hospital.buy("{\"item\": \"ipc/pre-consultation-assistant\", \"months\": 1}");
        String feature = "pre-consultation-assistant";
        hospital.access(feature, "PATIENT").is(200).has("/access", "ALLOWED");
        hospital.get("/licenses")
                .is(200)
                .has("/items/0/state", "ACTIVE")
                .has("/items/0/until", "2026-04-01T16:00:00Z")
                .has("/items/0/suspends_at", "2026-04-02T16:00:00Z");

        hospital.clock("2026-04-01T16:00:00Z");
        hospital.access(feature, "PATIENT").is(200).has("/access", "ALLOWED");
        hospital.clock("2026-04-02T16:00:00Z");
        hospital.access(feature, "PATIENT").is(200).has("/access", "DENIED");
        hospital.access(feature, "CONSOLE").is(200).has("/access", "READ_ONLY");

        hospital.buy("{\"item\": \"ipc/pre-consultation-assistant\", \"months\": 1}");
        hospital.access(feature, "PATIENT").is(200).has("/access", "ALLOWED");
        hospital.get("/licenses?as_of=2026-04-02T15:59:59Z")
                .is(200)
                .has("/items/0/state", "ARREARS");
    }

    @Test
    void theClockOfASandboxNeverGoesBack() {
        Caller caller = TestServer.sandbox("2026-03-01T09:00:00Z");
        String sandbox = "/v1/sandboxes/" + caller.realm();
        caller.post(sandbox + "/clock", "{\"now\": \"2026-03-01T08:59:59Z\"}")
                .is(409, "CLOCK_NOT_BACK");
        caller.put(sandbox, "{\"now\": \"2020-01-01T00:00:00Z\"}")
                .is(200)
                .has("/now", "2026-03-01T09:00:00Z");
        caller.get(sandbox).is(200).has("/name", caller.realm());
        assertTrue(caller.get("/v1/sandboxes").is(200).text().contains(caller.realm()));
        caller.get("/v1/sandboxes/nowhere").is(404, "UNKNOWN_REALM");
        caller.put("/v1/sandboxes/live", "{\"now\": \"2026-03-01T09:00:00Z\"}")
                .is(409, "CLOCK_NOT_MOVABLE");
        caller.post("/v1/sandboxes/live/clock", "{\"now\": \"2026-03-01T09:00:00Z\"}")
                .is(409, "CLOCK_NOT_MOVABLE");
    }

    @Test
    void realmsAreIsolated() {
        Hospital here = Hospital.open();
        Hospital there = Hospital.open();
        here.buy(Hospital.INSPECTIONS);
        here.use(1, "same-key").is(201);
        there.use(1, "same-key").is(402, "NOT_LICENSED");
        TestServer.live().get(Hospital.PATH).is(404, "UNKNOWN_ORGANIZATION");
        new Caller(TestServer.root(), TestServer.TOKEN, "nowhere")
                .get(Hospital.PATH)
                .is(404, "UNKNOWN_REALM");
    }
}
