package scrip.server.organization;

import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;
import scrip.server.Caller;
import scrip.server.TestServer;

/// Sandboxes are separate realms, and the live realm is not one of them.
class SandboxTest {

    @Test
    void theLiveRealmIsNotASandbox() {
        Caller caller = TestServer.sandbox("2026-03-01T09:00:00Z");
        caller.get("/v1/sandboxes/live").is(404, "UNKNOWN_REALM");
        assertFalse(caller.get("/v1/sandboxes").is(200).text().contains("\"live\""));
    }

    @Test
    void creatingASandboxAgainKeepsItsClock() {
        Caller caller = TestServer.sandbox("2026-03-01T09:00:00Z");
        caller.put("/v1/sandboxes/" + caller.realm(), "{\"now\": \"2026-05-01T09:00:00Z\"}")
                .is(200)
                .has("/now", "2026-03-01T09:00:00Z");
    }

    @Test
    void aClockNeverGoesBack() {
        Caller caller = TestServer.sandbox("2026-03-01T09:00:00Z");
        String clock = "/v1/sandboxes/" + caller.realm() + "/clock";
        caller.post(clock, "{\"now\": \"2026-03-01T09:00:00Z\"}").is(200);
        caller.post(clock, "{\"now\": \"2026-03-01T08:59:59.999999Z\"}").is(409, "CLOCK_NOT_BACK");
    }
}
