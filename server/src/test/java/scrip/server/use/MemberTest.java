package scrip.server.use;

import java.util.Map;
import org.junit.jupiter.api.Test;
import scrip.server.Caller;
import scrip.server.Caller.Answer;
import scrip.server.Hospital;
import scrip.server.TestServer;
import scrip.server.role.TenantTest;

/// What an institution's own key can still do within a consortium that it has left (R7, R15, R21).
class MemberTest {

    private static final String MEMBER = "/v1/organizations/union/members/" + Hospital.ID;

    private final Hospital hospital = Hospital.open();
    private final Caller vendor = hospital.caller();
    private final Caller program;

    MemberTest() {
        vendor.put(
                        "/v1/organizations/union",
                        "{\"kind\": \"CONSORTIUM\", \"name\": \"Union\", \"default_storage_years\": 5}")
                .is(200);
        vendor.send("PUT", MEMBER, null, Map.of()).is(200);
        vendor.send(
                        "POST",
                        "/v1/organizations/union/grants",
                        "{\"resource\": \"aimis/cloud-inspection\", \"quantity\": 1000}",
                        Map.of("Idempotency-Key", "grant"))
                .is(201);
        Answer made =
                hospital.post(
                                "/keys",
                                "{\"name\": \"PACS\", \"actions\": [\"uses.write\"], \"expires_at\": \"%s\"}"
                                        .formatted(TenantTest.nextYear()))
                        .is(201);
        program = new Caller(TestServer.root(), made.at("/secret"), null);
    }

    @Test
    void whoeverHasLeftKeepsItsHoldsAndItsAnswers() {
        Answer used = use(program, "u-1").is(201);
        Answer held = hold(program, "h-1").is(201);
        hold(program, "h-2").is(201);
        vendor.delete(MEMBER).is(200);
        use(program, "u-1").is(201).has("/available", used.at("/available"));
        use(program, "u-2").is(403, "NOT_MEMBER");
        hold(program, "h-1").is(201).has("/ends_at", held.at("/ends_at"));
        hold(program, "h-3").is(403, "NOT_MEMBER");
        settle(program, "capture", Hospital.ID, "h-1", "c-1").is(201);
        settle(program, "capture", Hospital.ID, "h-1", "c-1").is(201);
        settle(program, "release", Hospital.ID, "h-2", "r-1").is(201);
        settle(program, "capture", Hospital.ID, "h-1", "c-2").is(409, "HOLD_CLOSED");
        settle(program, "release", Hospital.ID, "h-2", "r-2").is(409, "HOLD_CLOSED");
        settle(program, "capture", Hospital.ID, "h-9", "c-3").is(403, "NOT_MEMBER");
    }

    @Test
    void aUseBookedOnItsOwnPoolIsAnsweredAgainWhateverOthersCallTheirs() {
        vendor.delete(MEMBER).is(200);
        Answer reported = report("k-1").is(201).has("/result", "BOOKED");
        send(
                        vendor,
                        "uses",
                        "{\"organization\": \"union\", \"resource\": \"aimis/cloud-inspection\", \"quantity\": 7, \"key\": \"k-1\"}")
                .is(201);
        report("k-1").is(201).has("/arrears", reported.at("/arrears"));
    }

    private Answer report(String key) {
        return send(
                program,
                "uses",
                "{\"organization\": \"%s\", \"within\": \"union\", \"resource\": \"aimis/cloud-inspection\", \"quantity\": 3, \"storage_years\": 5, \"reported\": true, \"key\": \"%s\"}"
                        .formatted(Hospital.ID, key));
    }

    @Test
    void nobodyElseHasThem() {
        hold(program, "h-1").is(201);
        vendor.put("/v1/organizations/other", "{\"kind\": \"INSTITUTION\", \"name\": \"Other\"}")
                .is(200);
        for (String what : new String[] {"capture", "release"}) {
            settle(vendor, what, "other", "h-1", "o-" + what).is(403, "NOT_MEMBER");
            settle(vendor, what, "other", "h-unknown", "n-" + what).is(403, "NOT_MEMBER");
        }
        settle(vendor, "capture", "union", "h-1", "c-1").is(201);
        use(vendor, "u-1").is(201);
        vendor.delete(MEMBER).is(200);
        correct("other").is(403, "NOT_MEMBER");
        correct(Hospital.ID).is(403, "NOT_MEMBER");
        correct("union").is(201);
    }

    private Answer correct(String organization) {
        return send(
                vendor,
                "corrections",
                "{\"organization\": \"%s\", \"within\": \"union\", \"use\": \"u-1\", \"quantity\": 1, \"reason\": \"twice\", \"key\": \"f-%s\"}"
                        .formatted(organization, organization));
    }

    private static Answer use(Caller caller, String key) {
        return units(caller, "uses", key);
    }

    private static Answer hold(Caller caller, String key) {
        return units(caller, "holds", key);
    }

    private static Answer units(Caller caller, String what, String key) {
        return send(
                caller,
                what,
                "{\"organization\": \"%s\", \"within\": \"union\", \"resource\": \"aimis/cloud-inspection\", \"quantity\": 3, \"key\": \"%s\"}"
                        .formatted(Hospital.ID, key));
    }

    private static Answer settle(
            Caller caller, String what, String organization, String hold, String key) {
        return send(
                caller,
                "holds/" + hold + "/" + what,
                "{\"organization\": \"%s\", \"within\": \"union\", \"key\": \"%s\"}"
                        .formatted(organization, key));
    }

    private static Answer send(Caller caller, String path, String body) {
        return caller.send("POST", "/v1/" + path, body, Map.of());
    }
}
