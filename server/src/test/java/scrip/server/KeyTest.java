package scrip.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import scrip.server.Caller.Answer;

/// Programs call with keys that may do what they were made for and nothing else.
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
                "/v1/access?organization=" + Hospital.ID + "&feature=aimis/basic&surface=api");
    }

    @Test
    void aKeyWorksInItsRealmForItsActions() {
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
    void aKeyOfALiveOrganizationSaysSo() {
        Caller vendor = TestServer.live();
        vendor.put(
                        "/v1/organizations/live-hospital",
                        "{\"kind\": \"institution\", \"name\": \"Live Hospital\"}")
                .is(200);
        Answer made =
                vendor.post("/v1/organizations/live-hospital/keys", wanted("\"access.read\""))
                        .is(201);
        assertTrue(made.at("/secret").startsWith("scrip_live_"));
        vendor.delete("/v1/organizations/live-hospital/keys/" + made.at("/id")).is(200);
    }

    @Test
    void aRevokedKeyDoesNotAnswerOneRequestMore() {
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
    void aKeyOfAProductIsForItsItemsAlone() {
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
                                + "&feature=ipc/health-analysis-summary&surface=api")
                .is(200);
    }

    @Test
    void nobodyMakesAKeyThatMayMoreThanThey() {
        Browser operator = Browser.member(Hospital.ID, "operator", realm);
        operator.post(Hospital.PATH + "/keys", wanted("\"stock.read\"")).is(201);
        operator.post(Hospital.PATH + "/keys", wanted("\"orders.read\"")).is(403, "FORBIDDEN");
        Browser owner = Browser.member(Hospital.ID, "owner", realm);
        for (String action : List.of("people.write", "uses.correct", "nothing")) {
            owner.post(Hospital.PATH + "/keys", wanted("\"" + action + "\""))
                    .is(400, "INPUT_INVALID");
        }
    }

    @Test
    void nobodyButTheVendorSaysThatMoneyHasCome() {
        String order = hospital.order(Hospital.INSPECTIONS);
        Browser owner = Browser.member(Hospital.ID, "owner", realm);
        owner.post(
                        Hospital.PATH + "/payments",
                        """
                        {"orders": ["%s"], "method": "transfer",
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
                        "{\"orders\": [\"" + order + "\"], \"method\": \"sandbox\"}")
                .is(201);
    }
}
