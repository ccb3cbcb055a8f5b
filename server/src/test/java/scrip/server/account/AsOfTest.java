package scrip.server.account;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import scrip.server.Hospital;

/// The answer about a past instant never changes afterwards (T6, R18).
class AsOfTest {

    private static final List<String> PATHS =
            List.of(
                    "/statement",
                    "/pools",
                    "/packs",
                    "/licenses",
                    "/orders",
                    "/services",
                    "/unapplied-money",
                    "/payments",
                    "/returns");

    private final Hospital hospital = Hospital.open();
    private final Map<String, String> answered = new LinkedHashMap<>();
    private Instant clock = Instant.parse("2026-03-01T09:00:00Z");

    /// Moves the clock. The current answer must from now on be the answer about this instant.
    private void moveTo(String next) {
        Map<String, String> before = new LinkedHashMap<>();
        PATHS.forEach(path -> before.put(path, hospital.get(path).is(200).text()));
        Instant seen = clock;
        clock = Instant.parse(next);
        hospital.clock(next);
        for (String path : PATHS) {
            String then = path + "?as_of=" + seen;
            assertEquals(before.get(path), hospital.get(then).is(200).text(), then);
            answered.put(then, before.get(path));
        }
        // Between events, where only time passed, nobody had asked.
        for (String path : PATHS) {
            String between = path + "?as_of=" + clock.minusSeconds(1);
            answered.put(between, hospital.get(between).is(200).text());
        }
        check();
    }

    private void check() {
        answered.forEach(
                (path, text) -> assertEquals(text, hospital.get(path).is(200).text(), path));
    }

    private void correct(String use, long quantity) {
        hospital.caller()
                .send(
                        "POST",
                        "/v1/corrections",
                        """
                        {"organization": "first-hospital", "use": "%s", "quantity": %d,
                         "reason": "twice", "key": "fix-1"}
                        """
                                .formatted(use, quantity),
                        Map.of())
                .is(201);
    }

    private void transfer(String order, String amount) {
        hospital.post(
                        "/payments",
                        """
                        {"orders": ["%s"], "method": "TRANSFER",
                         "amount": {"amount": "%s", "currency": "USD"}}
                        """
                                .formatted(order, amount))
                .is(201);
    }

    @Test
    void anAnswerAboutAPastInstantNeverChanges() {
        String inspections = hospital.order(Hospital.INSPECTIONS);
        moveTo("2026-03-01T10:00:00Z");
        hospital.pay(inspections).is(201);
        hospital.buy("{\"item\": \"ipc/pre-consultation-assistant\", \"months\": 1}");
        hospital.buy("{\"item\": \"aimis/delivery\"}");
        moveTo("2026-03-02T10:00:00Z");
        hospital.use(900, "study-1").is(201);
        moveTo("2026-03-03T10:00:00Z");
        hospital.use(600, "study-2").is(201).has("/arrears", "500");
        moveTo("2026-03-04T09:59:59Z");
        moveTo("2026-03-05T10:00:00Z");
        hospital.buy(Hospital.INSPECTIONS);
        moveTo("2026-03-06T10:00:00Z");
        correct("study-2", 100);
        String over =
                hospital.order("{\"item\": \"ipc/pre-consultation-assistant\", \"months\": 1}");
        transfer(over, "6000.00");
        moveTo("2026-03-07T10:00:00Z");
        hospital.post("/orders/" + inspections + "/recall", "{}").is(200);
        hospital.caller()
                .put(
                        Hospital.PATH,
                        """
                        {"kind": "INSTITUTION", "name": "First Hospital", "zone": "UTC",
                         "default_storage_years": 5}
                        """)
                .is(200);
        String back =
                hospital.post(
                                "/returns",
                                """
                                {"amount": {"amount": "50.00", "currency": "USD"}, "to": "DE89",
                                 "by": "Chen Jing"}
                                """)
                        .is(201)
                        .at("/money_return/id");
        moveTo("2026-03-08T10:00:00Z");
        hospital.post("/returns/" + back + "/approve", "{\"by\": \"Liu Yang\"}").is(200);
        moveTo("2026-06-10T10:00:00Z");
        hospital.buy("{\"item\": \"ipc/pre-consultation-assistant\", \"months\": 2}");
        moveTo("2027-06-10T10:00:00Z");
        hospital.buy(Hospital.INSPECTIONS);
        moveTo("2028-06-10T10:00:00Z");
    }

    @Test
    void theStatementAsOfAPastInstantShowsTheStateOfThen() {
        String order = hospital.order(Hospital.INSPECTIONS);
        hospital.clock("2026-03-02T09:00:00Z");
        hospital.pay(order).is(201);
        hospital.use(1_500, "study-1").is(201);
        hospital.clock("2026-03-03T09:00:00Z");
        hospital.get("/statement?as_of=2026-03-01T09:00:00Z")
                .is(200)
                .has("/orders/0/state", "CONFIRMED")
                .has("/packs/0/id", "")
                .has("/debts/units/0/units", "");
        hospital.get("/statement?as_of=2026-03-03T08:59:59Z")
                .is(200)
                .has("/orders/0/state", "ACTIVE")
                .has("/packs/0/state", "USED_UP")
                .has("/debts/units/0/units", "500")
                .has("/debts/units/0/suspended", "false");
        hospital.get("/statement")
                .is(200)
                .has("/debts/units/0/suspended", "true")
                .has("/debts/units/0/since", "2026-03-02T09:00:00Z");
        hospital.get("/orders/" + order + "?as_of=2026-03-01T10:00:00Z")
                .is(200)
                .has("/state", "CONFIRMED");
        hospital.get("/orders/" + order + "?as_of=2026-03-01T08:00:00Z")
                .is(404, "UNKNOWN_ORGANIZATION");
        hospital.get("/statement?as_of=2026-03-03T09:00:00.000001Z").is(400, "INPUT_INVALID");
    }
}
