package scrip.server.key;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import scrip.server.Browser;
import scrip.server.Caller;
import scrip.server.Caller.Answer;
import scrip.server.Hospital;
import scrip.server.Operation;
import scrip.server.TestServer;
import scrip.server.role.Permission;
import scrip.server.role.TenantTest;

/// Programs call with API keys, which may do only what they were created for.
class KeyTest {

    private final Hospital hospital = Hospital.open();
    private final String realm = hospital.caller().realm();

    private static String wanted(String actions) {
        return "{\"name\": \"PACS\", \"actions\": [%s], \"expires_at\": \"%s\"}"
                .formatted(actions, TenantTest.nextYear());
    }

    private Answer make(String actions) {
        return hospital.post("/keys", wanted(actions)).is(201);
    }

    private Caller program(Answer made) {
        return new Caller(TestServer.root(), made.at("/secret"), null);
    }

    private static Answer use(Caller caller, String resource) {
        return caller.send(
                "POST",
                "/v1/uses",
                """
                {"organization": "%s", "resource": "%s", "quantity": 1, "key": "k-1",
                 "storage_years": 5}
                """
                        .formatted(Hospital.ID, resource),
                Map.of());
    }

    private static Answer access(Caller caller) {
        return caller.get(
                "/v1/access?organization=" + Hospital.ID + "&feature=aimis/basic&surface=API");
    }

    @Test
    void aKeyWorksInItsRealmForItsActionsOnly() {
        hospital.buy(Hospital.INSPECTIONS);
        Answer made = make("\"uses.write\", \"access.read\"");
        assertTrue(made.at("/secret").startsWith("scrip_test_"), made.text());
        Caller program = program(made);
        use(program, "aimis/cloud-inspection").is(201).has("/result", "BOOKED");
        access(program).is(200);
        program.get(Hospital.PATH + "/orders").is(403, "FORBIDDEN");
        program.get("/v1/organizations/other").is(404, "UNKNOWN_ORGANIZATION");
        program.get("/v1/session").is(403, "FORBIDDEN");
        program.get("/v1/staff").is(403, "FORBIDDEN");
        new Caller(TestServer.root(), made.at("/secret"), "live")
                .get(Hospital.PATH)
                .is(404, "UNKNOWN_REALM");
        String list = hospital.get("/keys").is(200).text();
        assertFalse(list.contains(made.at("/secret")));
        assertTrue(list.contains("last_used_at") && list.contains("127.0.0.1"), list);
    }

    @Test
    void aKeyOfALiveOrganizationIsPrefixedLive() {
        Caller vendor = TestServer.live();
        vendor.put(
                        "/v1/organizations/live-hospital",
                        "{\"kind\": \"INSTITUTION\", \"name\": \"Live Hospital\"}")
                .is(200);
        Answer made =
                vendor.post("/v1/organizations/live-hospital/keys", wanted("\"access.read\""))
                        .is(201);
        assertTrue(made.at("/secret").startsWith("scrip_live_"));
        vendor.delete("/v1/organizations/live-hospital/keys/" + made.at("/id")).is(200);
    }

    @Test
    void aRevokedKeyIsRefusedFromTheNextRequestOn() {
        Answer made = make("\"access.read\"");
        Caller program = program(made);
        access(program).is(200);
        hospital.caller()
                .delete(Hospital.PATH + "/keys/" + made.at("/id"))
                .is(200)
                .has("/state", "REVOKED");
        access(program).is(401, "UNAUTHENTICATED");
        hospital.post("/keys/" + made.at("/id") + "/rotate", "{}").is(409, "KEY_ENDED");
    }

    @Test
    void twoSecretsWorkWhileAKeyIsRotated() {
        Answer first = make("\"access.read\"");
        String path = "/keys/" + first.at("/id");
        Answer second = hospital.post(path + "/rotate", "{\"old_hours\": 1}").is(201);
        access(program(first)).is(200);
        access(program(second)).is(200);
        hospital.post(path + "/rotate", "{}").is(409, "KEY_ROTATING");
        assertEquals(2, second.json().at("/secrets").size());
        String old = second.at("/secrets/1/id");
        hospital.caller().delete(Hospital.PATH + path + "/secrets/" + old).is(200);
        access(program(first)).is(401, "UNAUTHENTICATED");
        access(program(second)).is(200);
        Answer third = hospital.post(path + "/rotate", "{\"old_hours\": 0}").is(201);
        access(program(second)).is(401, "UNAUTHENTICATED");
        access(program(third)).is(200);
    }

    @Test
    void aProductKeyWorksOnlyForItsItems() {
        hospital.buy(Hospital.INSPECTIONS);
        Answer made =
                hospital.caller()
                        .post(
                                "/v1/keys",
                                """
                                {"name": "IPC", "product": "ipc",
                                 "actions": ["uses.write", "access.read"], "expires_at": "%s"}
                                """
                                        .formatted(TenantTest.nextYear()))
                        .is(201)
                        .has("/product", "ipc");
        Caller program = program(made);
        use(program, "aimis/cloud-inspection").is(403, "FORBIDDEN");
        access(program).is(403, "FORBIDDEN");
        program.get(
                        "/v1/access?organization="
                                + Hospital.ID
                                + "&feature=ipc/health-analysis-summary&surface=API")
                .is(200);
    }

    private Answer productKeyMade(String product) {
        return hospital.caller()
                .post(
                        "/v1/keys",
                        """
                        {"name": "P", "product": "%s", "expires_at": "%s",
                         "actions": ["uses.write", "uses.correct", "access.read"]}
                        """
                                .formatted(product, TenantTest.nextYear()))
                .is(201);
    }

    private Caller productKey(String product) {
        return program(productKeyMade(product));
    }

    /// A hold or a use of another product looks as if it did not exist, open or closed.
    @Test
    void aProductKeyCannotTouchHoldsAndUsesOfAnotherProduct() {
        hospital.buy(Hospital.INSPECTIONS);
        Caller own = productKey("aimis");
        Caller other = productKey("ipc");
        String parties = "{\"organization\": \"%s\", ".formatted(Hospital.ID);
        String units =
                parties
                        + "\"resource\": \"aimis/cloud-inspection\", \"quantity\": 10,"
                        + " \"storage_years\": 5}";
        for (String hold : List.of("visit-1", "visit-2")) {
            own.post("/v1/holds", units, hold).is(201);
            other.post("/v1/holds", units, hold).is(403, "FORBIDDEN");
        }
        own.post("/v1/uses", units, "study-1").is(201);
        String whose = "{\"organization\": \"%s\"}".formatted(Hospital.ID);
        String fix = parties + "\"use\": \"%s\", \"quantity\": 1, \"reason\": \"twice\"}";
        for (String state : List.of("open", "closed")) {
            for (String end : List.of("capture", "release")) {
                Answer hidden =
                        other.post("/v1/holds/visit-1/" + end, whose).is(404, "UNKNOWN_KEY");
                Answer missing =
                        other.post("/v1/holds/visit-9/" + end, whose).is(404, "UNKNOWN_KEY");
                assertEquals(
                        missing.at("/detail"),
                        hidden.at("/detail").replace("visit-1", "visit-9"),
                        state);
            }
            if (state.equals("open")) {
                own.post("/v1/holds/visit-1/capture", whose, "done-1").is(201);
            }
        }
        // Nor does reusing the caller's key of another product's use reveal anything.
        other.post("/v1/holds/visit-1/capture", whose, "done-1").is(404, "UNKNOWN_KEY");
        for (String use : List.of("study-1", "done-1", "nothing")) {
            other.post("/v1/corrections", fix.formatted(use)).is(404, "UNKNOWN_KEY");
        }
        own.post("/v1/corrections", fix.formatted("study-1"), "fix-1").is(201);
        other.post("/v1/corrections", fix.formatted("study-1"), "fix-1").is(404, "UNKNOWN_KEY");
        own.post("/v1/corrections", fix.formatted("done-1")).is(201);
        own.post("/v1/holds/visit-2/release", whose).is(201);
        hospital.get("/audit?action=corrections.post")
                .is(200)
                .has("/items/0/before/quantity", "10")
                .has("/items/0/before/corrected", "0");
    }

    /// Whatever a key was created for, it is refused everything else.
    @Test
    void aKeyIsRefusedEveryOperationOutsideItsActions() {
        List<String> codes =
                Permission.table().stream()
                        .filter(Permission::isForKeysOfOrganizations)
                        .filter(p -> !p.isBeyondRealms())
                        .map(Permission::code)
                        .toList();
        assertEquals(20, codes.size(), codes.toString());
        List<String> let = new ArrayList<>();
        for (String code : codes) {
            Caller program = program(make("\"" + code + "\""));
            for (Operation operation : Operation.all()) {
                if (operation.isOpen()
                        || operation.isPermission(code)
                        || operation.path().matches("/v1/(organizations|version)")) {
                    continue;
                }
                Answer answer =
                        program.send(
                                operation.method(),
                                operation.path(Map.of("organization", Hospital.ID)),
                                operation.body(Hospital.ID),
                                Map.of("Idempotency-Key", "k"));
                if (operation.status(answer) != 403 && operation.status(answer) != 404) {
                    let.add(code + ": " + operation + " answered " + answer.status());
                }
            }
        }
        assertEquals(List.of(), let);
    }

    @Test
    void aProductKeyIsFoundOnlyInItsOwnRealm() {
        String path = "/v1/keys/" + productKeyMade("aimis").at("/id");
        Caller elsewhere = TestServer.sandbox("2026-03-01T09:00:00Z");
        elsewhere.delete(path).is(404, "UNKNOWN_API_KEY");
        elsewhere.post(path + "/rotate", "{}").is(404, "UNKNOWN_API_KEY");
        hospital.caller().delete(path).is(200).has("/state", "REVOKED");
    }

    @Test
    void aSecretIsRevokedOnlyUnderItsOwnKey() {
        Answer one = make("\"access.read\"");
        Answer other = make("\"access.read\"");
        String secret = "/secrets/" + other.at("/secrets/0/id");
        hospital.caller()
                .delete(Hospital.PATH + "/keys/" + one.at("/id") + secret)
                .is(404, "UNKNOWN_API_KEY");
        access(program(other)).is(200);
    }

    @Test
    void aKeyExpiresWithinTwoYears() {
        Instant now = Instant.now();
        for (Instant at : List.of(now.minusSeconds(1), now.plus(Duration.ofDays(732)))) {
            hospital.post(
                            "/keys",
                            """
                            {"name": "K", "actions": ["access.read"], "expires_at": "%s"}
                            """
                                    .formatted(at))
                    .is(400, "INPUT_INVALID")
                    .has("/errors/0/pointer", "/expires_at");
        }
    }

    @Test
    void nobodyCreatesAKeyWithMorePermissionsThanTheyHave() {
        Browser operator = Browser.member(Hospital.ID, "operator", realm);
        operator.post(Hospital.PATH + "/keys", wanted("\"stock.read\"")).is(201);
        operator.post(Hospital.PATH + "/keys", wanted("\"orders.read\"")).is(403, "FORBIDDEN");
        Browser owner = Browser.member(Hospital.ID, "owner", realm);
        Browser second = Browser.member(Hospital.ID, "owner", realm);
        String more =
                second.post(Hospital.PATH + "/keys", wanted("\"orders.read\"")).is(201).at("/id");
        operator.post(Hospital.PATH + "/keys/" + more + "/rotate", "{}").is(403, "FORBIDDEN");
        String who = Hospital.PATH + "/people/" + second.get("/v1/session").at("/person/id");
        owner.put(who, "{\"roles\": [\"OPERATOR\"]}").is(200);
        second.post(Hospital.PATH + "/keys/" + more + "/rotate", "{}").is(403, "FORBIDDEN");
        for (String action : List.of("organizations.write", "uses.correct", "nothing")) {
            owner.post(Hospital.PATH + "/keys", wanted("\"" + action + "\""))
                    .is(400, "INPUT_INVALID");
        }
    }

    @Test
    void onlyTheVendorRecordsTransfers() {
        String order = hospital.order(Hospital.INSPECTIONS);
        Browser owner = Browser.member(Hospital.ID, "owner", realm);
        owner.post(
                        Hospital.PATH + "/payments",
                        """
                        {"orders": ["%s"], "method": "TRANSFER",
                         "amount": {"amount": "2400.00", "currency": "USD"}}
                        """
                                .formatted(order))
                .is(403, "FORBIDDEN");
        owner.post(Hospital.PATH + "/orders/" + order + "/approve", "{}").is(403, "FORBIDDEN");
        owner.post(
                        Hospital.PATH + "/orders",
                        "{\"lines\": ["
                                + Hospital.INSPECTIONS
                                + "], \"terms_accepted\": true,"
                                + " \"by_vendor\": true}")
                .is(403, "FORBIDDEN");
        owner.post(
                        Hospital.PATH + "/payments",
                        "{\"orders\": [\"" + order + "\"], \"method\": \"SANDBOX\"}")
                .is(201);
    }
}
