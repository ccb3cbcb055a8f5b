package scrip.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

/// Each operation does what the contract says; the rules are tested elsewhere.
class OperationsTest {

    private static final String PAGE = "/v1/organizations?limit=1";

    @Test
    void catalogsAndPricesMarkExamplePrices() {
        Caller caller = TestServer.live();
        caller.get("/v1/catalogs").is(200).has("/items/1/product", "ipc");
        caller.get("/v1/catalogs/aimis").is(200).has("/agreement_required", "true");
        caller.get("/v1/catalogs/ipc?version=none").is(404, "UNKNOWN_CATALOG");
        caller.get("/v1/catalogs/nothing").is(404, "UNKNOWN_CATALOG");
        String prices = caller.get("/v1/prices?product=aimis").is(200).text();
        assertTrue(prices.contains("\"example\":true"), prices);
        caller.get("/v1/prices?product=ipc")
                .is(200)
                .has("/items/0/item", "ipc/pre-consultation-assistant")
                .has("/items/0/price/amount", "5900")
                .has("/items/0/example", "false");
    }

    @Test
    void organizationsAreListedInPagesAndChangedInPart() {
        Hospital hospital = Hospital.open();
        Caller caller = hospital.caller();
        caller.put("/v1/organizations/a", "{\"kind\": \"INSTITUTION\", \"name\": \"A\"}").is(200);
        String rest = caller.get(PAGE).is(200).has("/items/0/id", "a").at("/next");
        caller.get(PAGE + "&cursor=" + rest)
                .is(200)
                .has("/items/0/id", Hospital.ID)
                .has("/next", "");
        caller.put(
                        "/v1/organizations/a",
                        "{\"kind\": \"INSTITUTION\", \"name\": \"A\", \"zone\": \"Asia/Tokyo\"}")
                .is(200)
                .has("/zone", "Asia/Tokyo");
        caller.put("/v1/organizations/a", "{\"kind\": \"CONSORTIUM\", \"name\": \"A\"}")
                .is(409, "ORGANIZATION_EXISTS");
        caller.get("/v1/organizations/b").is(404, "UNKNOWN_ORGANIZATION");
        hospital.get("/agreements").is(200).has("/items/0/number", "A-1");
    }

    @Test
    void membersJoinAndLeaveOnBothSides() {
        Hospital hospital = Hospital.open();
        Caller caller = hospital.caller();
        caller.put("/v1/organizations/union", "{\"kind\": \"CONSORTIUM\", \"name\": \"Union\"}")
                .is(200);
        String member = "/v1/organizations/union/members/" + Hospital.ID;
        caller.send("PUT", member, null, Map.of()).is(200).has("/members/0", Hospital.ID);
        hospital.get("").is(200).has("/consortia/0", "union");
        caller.delete(member).is(200).has("/members/0", "");
        caller.delete(member).is(403, "NOT_MEMBER");
        hospital.get("").is(200).has("/consortia/0", "");
        caller.send("PUT", "/v1/organizations/union/members/nobody", null, Map.of())
                .is(404, "UNKNOWN_ORGANIZATION");
    }

    @Test
    void anOrderGoesFromDraftToActive() {
        Hospital hospital = Hospital.open();
        String draft =
                hospital.post(
                                "/orders",
                                "{\"lines\": ["
                                        + Hospital.INSPECTIONS
                                        + "], \"terms_accepted\": true, \"confirm\": false}")
                        .is(201)
                        .has("/state", "DRAFT")
                        .at("/id");
        hospital.post("/orders/" + draft + "/confirm", "").is(200).has("/state", "CONFIRMED");
        hospital.post("/orders/" + draft + "/approve", "{}").is(409, "APPROVAL_NOT_AWAITED");
        hospital.post("/orders/" + draft + "/cancel", "{}").is(200).has("/state", "CANCELLED");
        hospital.pay(draft).is(409, "ORDER_NOT_PAYABLE");

        String order = hospital.order(Hospital.INSPECTIONS);
        hospital.pay(order).is(201).has("/orders/0/due/amount", "0.00");
        hospital.post("/orders/" + order + "/cancel", "{}").is(409, "REFUND_NOT_SUPPORTED");
        hospital.post("/orders/" + order + "/refund", "{}").is(409, "REFUND_NOT_SUPPORTED");
        hospital.post("/orders/" + order + "/renew", "{}").is(403, "TERMS_NOT_ACCEPTED");
        hospital.post("/orders/" + order + "/renew", "{\"terms_accepted\": true}")
                .is(201)
                .has("/state", "CONFIRMED");
        String next = hospital.get("/orders?limit=2").is(200).has("/items/1/id", order).at("/next");
        hospital.get("/orders?limit=2&cursor=" + next).is(200).has("/items/0/id", draft);
        hospital.get("/orders/" + order)
                .is(200)
                .has("/breached", "false")
                .has("/lines/0/example", "true");
        hospital.post("/orders/" + order + "/recall", "{}").is(200).has("/recalled", "true");
    }

    @Test
    void aRefusedOrderNamesTheFaultOfEachLineAndStoresNothing() {
        Hospital hospital = Hospital.open();
        hospital.post(
                        "/orders",
                        """
                        {"terms_accepted": true, "lines": [
                         {"item": "aimis/nothing"},
                         {"item": "ipc/pre-consultation-assistant", "months": 1},
                         {"item": "aimis/cloud-inspection", "plan": "by-quantity", "quantity": -5,
                          "storage_years": 5}]}
                        """)
                .is(404, "UNKNOWN_ITEM")
                .has("/lines/0/line", "1")
                .has("/lines/1/line", "3")
                .has("/lines/1/code", "QUANTITY_BELOW_MINIMUM");
        hospital.get("/orders").is(200).has("/items/0/id", "");
    }

    @Test
    void quotesHoldTheirPricesForThirtyDays() {
        Hospital hospital = Hospital.open();
        String lines =
                "{\"lines\": [{\"item\": \"ipc/pre-consultation-assistant\", \"months\": 2}]}";
        String quote =
                hospital.post("/quotes", lines)
                        .is(201)
                        .has("/total/amount", "11800.00")
                        .has("/holds_until", "2026-03-31T09:00:00Z")
                        .at("/id");
        String accept = "/quotes/" + quote + "/accept";
        hospital.post(accept, "{\"terms_accepted\": true, \"accepted_by\": \"Wang Fang\"}")
                .is(201)
                .has("/accepted_by", "Wang Fang");
        hospital.clock("2026-03-31T09:00:00Z");
        hospital.post(accept, "{\"terms_accepted\": true}").is(409, "QUOTE_EXPIRED");
    }

    @Test
    void aTransferMayBeTooLowOrTooHigh() {
        Hospital hospital = Hospital.open();
        String order = hospital.order(Hospital.INSPECTIONS);
        String transfer =
                """
                {"orders": ["%s"], "method": "TRANSFER", "reference": "B-77",
                 "amount": {"amount": "%s", "currency": "USD"},
                 "received_at": "2026-03-01T08:00:00Z"}
                """;
        hospital.post("/payments", transfer.formatted(order, "1000.00"))
                .is(201)
                .has("/orders/0/state", "CONFIRMED")
                .has("/orders/0/due/amount", "1400.00");
        hospital.post("/payments", transfer.formatted(order, "1500.00"))
                .is(201)
                .has("/orders/0/state", "ACTIVE")
                .has("/unapplied/amount", "100.00");
        hospital.get("/unapplied-money").is(200).has("/unapplied/0/amount", "100.00");
        String next = hospital.order(Hospital.INSPECTIONS);
        String apply =
                "{\"order\": \"%s\", \"amount\": {\"amount\": \"%s\", \"currency\": \"USD\"}}";
        hospital.post("/unapplied-money/apply", apply.formatted(next, "100.01"))
                .is(402, "UNAPPLIED_INSUFFICIENT");
        hospital.post("/unapplied-money/apply", apply.formatted(next, "100.00"))
                .is(201)
                .has("/orders/0/due/amount", "2300.00");
        hospital.post("/payments", transfer.formatted(next, "0.001"))
                .is(400, "INPUT_INVALID")
                .has("/errors/0/pointer", "/amount/amount");
    }

    @Test
    void packsMovementsAndUsesAreShown() {
        Hospital hospital = Hospital.open();
        String pack = hospital.buy(Hospital.INSPECTIONS);
        String bonus =
                hospital.post(
                                "/grants",
                                "{\"resource\": \"aimis/cloud-inspection\", \"quantity\": 10,"
                                        + " \"until\": \"2026-06-01T00:00:00Z\"}")
                        .is(201)
                        .at("/pack");
        hospital.get("/packs").is(200).has("/items/0/id", bonus).has("/items/1/id", pack);
        hospital.use(15, "study-1").is(201).has("/drawn/0/pack", bonus).has("/drawn/1/units", "5");
        hospital.use(1, "study-2").is(201);
        String movements = "/movements?resource=aimis/cloud-inspection&storage_years=5&limit=2";
        String next =
                hospital.get(movements)
                        .is(200)
                        .has("/items/0/units", "1")
                        .has("/items/1/units", "5")
                        .has("/items/1/pack", pack)
                        .at("/next");
        hospital.get(movements + "&cursor=" + next).is(200).has("/items/0/units", "10");
        hospital.get("/uses?limit=1")
                .is(200)
                .has("/items/0/key", "study-2")
                .has("/items/0/storage_until", "2031-03-01T16:00:00Z");
        hospital.get("/storage-obligations").is(200).has("/count", "16");
        hospital.get("/history?limit=1").is(200).has("/items/0/type", "ACCOUNT_OPENED");
        assertEquals(
                "2400.00",
                hospital.get("/history?limit=3").is(200).at("/items/2/fact/order/total/amount"));
    }

    @Test
    void holdsAreCapturedAndReleasedAndUsesCorrected() {
        Hospital hospital = Hospital.open();
        hospital.buy(Hospital.INSPECTIONS);
        String hold =
                "{\"organization\": \"first-hospital\", \"resource\": \"aimis/cloud-inspection\","
                        + " \"quantity\": 10}";
        Caller caller = hospital.caller();
        caller.post("/v1/holds", hold, "visit-1").is(201).has("/hold", "visit-1");
        caller.post("/v1/holds", hold, "visit-2").is(201).has("/available", "980");
        hospital.get("/holds")
                .is(200)
                .has("/items/0/key", "visit-1")
                .has("/items/1/quantity", "10");
        hospital.get("/holds?sort=NEWEST&for=somebody").is(200).has("/items/0", "");
        hospital.get("/holds/visit-2").is(200).has("/resource", "aimis/cloud-inspection");
        String one = "{\"organization\": \"first-hospital\"%s}";
        caller.post("/v1/holds/visit-1/capture", one.formatted(", \"quantity\": 8"), "done-1")
                .is(201)
                .has("/drawn/0/units", "8")
                .has("/returned/0/units", "2");
        caller.post("/v1/holds/visit-2/release", one.formatted(""), "off-2")
                .is(201)
                .has("/available", "992");
        caller.post("/v1/holds/visit-2/release", one.formatted(""), "off-3").is(409, "HOLD_CLOSED");
        caller.post("/v1/holds/visit-3/release", one.formatted(""), "off-4").is(404, "UNKNOWN_KEY");
        hospital.use(100, "study-1").is(201).has("/available", "892");
        String fix =
                "{\"organization\": \"first-hospital\", \"use\": \"study-1\", \"quantity\": %d,"
                        + " \"reason\": \"counted twice\"}";
        caller.post("/v1/corrections", fix.formatted(40)).is(201).has("/returned/0/units", "40");
        caller.post("/v1/corrections", fix.formatted(61)).is(422, "MORE_THAN_USED");
        hospital.get("/uses").is(200).has("/items/0/corrected", "40");
    }

    @Test
    void keptUsesWaitForADecision() {
        Hospital hospital = Hospital.open();
        hospital.buy(Hospital.INSPECTIONS);
        String old =
                "{\"organization\": \"first-hospital\", \"resource\": \"aimis/cloud-inspection\","
                        + " \"quantity\": 3, \"event_at\": \"2025-11-01T00:00:00Z\", \"reported\":"
                        + " %s}";
        Caller caller = hospital.caller();
        caller.post("/v1/uses", old.formatted("false"), "old-1").is(422, "TOO_OLD");
        caller.post("/v1/uses", old.formatted("true"), "old-1").is(201).has("/result", "KEPT");
        hospital.get("/kept-uses")
                .is(200)
                .has("/items/0/key", "old-1")
                .has("/items/0/reason", "TOO_OLD");
        hospital.post("/kept-uses/old-1/decide", "{\"accept\": true}")
                .is(201)
                .has("/result", "BOOKED");
        hospital.post("/kept-uses/old-1/decide", "{\"accept\": true}").is(404, "UNKNOWN_KEY");
    }

    @Test
    void aLicenseIsSetToEnd() {
        Hospital hospital = Hospital.open();
        String nobody = "/licenses/01930000-0000-7000-8000-000000000001";
        hospital.post(nobody + "/end", "{}").is(404, "UNKNOWN_LICENSE");
        hospital.buy("{\"item\": \"ipc/pre-consultation-assistant\", \"months\": 1}");
        String license = hospital.get("/licenses").is(200).at("/items/0/id");
        hospital.post("/licenses/" + license + "/end", "{}").is(200).has("/state", "ACTIVE");
        hospital.get("/licenses?item=ipc/pre-consultation-assistant")
                .is(200)
                .has("/items/0/ends_at_until", "true")
                .has("/items/0/suspends_at", "");
    }

    @Test
    void aServiceIsCompletedOnlyByItsAcceptance() {
        Hospital hospital = Hospital.open();
        String service = hospital.buy("{\"item\": \"ipc/overseas-deployment\"}");
        String path = "/services/" + service;
        hospital.post(path + "/accept", "{\"by\": \"Dr Li\"}").is(409, "NOT_DELIVERED");
        hospital.post(path + "/schedule", "{\"mode\": \"LOCAL\", \"by\": \"Zhang Wei\"}")
                .is(200)
                .has("/state", "SCHEDULED");
        hospital.post(path + "/deliver", "").is(200).has("/state", "DELIVERED");
        hospital.post(path + "/reject", "{\"note\": \"two are missing\"}")
                .is(200)
                .has("/state", "SCHEDULED");
        hospital.post(path + "/deliver", "{}").is(200);
        hospital.post(path + "/accept", "{\"by\": \"Dr Li\", \"document\": \"AC-1\"}")
                .is(200)
                .has("/state", "ACCEPTED");
        hospital.get("/services")
                .is(200)
                .has("/items/0/state", "ACCEPTED")
                .has("/items/0/steps/0/mode", "LOCAL");
        hospital.post("/services/00000000-0000-7000-8000-000000000000/accept", "{}")
                .is(404, "UNKNOWN_SERVICE");
    }

    @Test
    void noticesReachTheirAudience() {
        Hospital hospital = Hospital.open();
        String service = hospital.buy("{\"item\": \"ipc/overseas-deployment\"}");
        hospital.post("/services/" + service + "/deliver", "{}").is(200);
        hospital.post("/services/" + service + "/accept", "{}").is(200);
        String toHospital = hospital.get("/notices?to=ORGANIZATION").is(200).text();
        String toVendor = hospital.get("/notices?to=VENDOR").is(200).text();
        String ofAll = hospital.caller().get("/v1/notices").is(200).text();
        assertTrue(toHospital.contains("SERVICE_DELIVERED"), toHospital);
        assertTrue(!toHospital.contains("SERVICE_ACCEPTED"), toHospital);
        assertTrue(toVendor.contains("SERVICE_ACCEPTED"), toVendor);
        assertTrue(ofAll.contains("SERVICE_ACCEPTED"), ofAll);
        assertTrue(!ofAll.contains("SERVICE_DELIVERED"), ofAll);
        String next = hospital.caller().get("/v1/notices?limit=1").is(200).at("/next");
        hospital.caller()
                .get("/v1/notices?limit=1&cursor=" + next)
                .is(200)
                .has("/items/0/code", "ACTIVATED")
                .has("/items/0/subject/kind", "ORDER");
        hospital.get("/notices?code=SERVICE_DELIVERED")
                .is(200)
                .has("/items/0/subject/kind", "SERVICE")
                .has("/items/0/subject/id", service)
                .has("/items/0/subject/item", "ipc/overseas-deployment")
                .has("/items/0/subject/for", Hospital.ID);
    }

    @Test
    void membersUseWhatTheirConsortiumBoughtForThem() {
        Hospital hospital = Hospital.open();
        Caller caller = hospital.caller();
        caller.put("/v1/organizations/union", "{\"kind\": \"CONSORTIUM\", \"name\": \"Union\"}")
                .is(200);
        caller.send("PUT", "/v1/organizations/union/members/" + Hospital.ID, null, Map.of())
                .is(200);
        hospital.access("pre-consultation-assistant", "API").has("/reason", "NOT_LICENSED");
        String order =
                caller.post(
                                "/v1/organizations/union/orders",
                                """
                                {"terms_accepted": true, "lines": [
                                 {"item": "ipc/pre-consultation-assistant", "months": 1,
                                  "for": "first-hospital"}]}
                                """)
                        .is(201)
                        .at("/id");
        caller.post(
                        "/v1/organizations/union/payments",
                        "{\"orders\": [\"" + order + "\"], \"method\": \"SANDBOX\"}")
                .is(201);
        hospital.access("pre-consultation-assistant", "API").is(200).has("/access", "ALLOWED");
        caller.get("/v1/access?organization=union&feature=basic&surface=API&within=union")
                .is(200)
                .has("/reason", "NOT_LICENSED");
    }
}
