package scrip.server.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import scrip.server.Caller.Answer;
import scrip.server.Hospital;

/// The vendor's to-do list across all organizations.
class DeskTest {

    private static final String ASSISTANT =
            "{\"item\": \"ipc/pre-consultation-assistant\", \"months\": 1}";
    private static final List<String> SECTIONS =
            List.of(
                    "approvals",
                    "transfers",
                    "debts",
                    "kept",
                    "unapplied",
                    "services",
                    "sales_requests",
                    "returns");

    private final Hospital hospital = Hospital.open();

    private Answer desk() {
        return hospital.caller().get("/v1/desk").is(200);
    }

    private void counts(String section, int expected) {
        desk().has("/counts/" + section, Integer.toString(expected));
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
    void anEmptySandboxHasNoTasks() {
        for (String section : SECTIONS) {
            desk().has("/counts/" + section, "0").has("/" + section + "/0/name", "");
            hospital.caller().get("/v1/desk/" + section).is(200);
        }
        hospital.caller().get("/v1/desk/beauty").is(404, "UNKNOWN_PATH");
    }

    @Test
    void anOrderWaitsForPaymentUntilItIsPaidOrExpires() {
        String first = hospital.order(ASSISTANT);
        hospital.clock("2026-03-02T09:00:00Z");
        String second = hospital.order(ASSISTANT);
        String reference = hospital.get("/orders/" + first).is(200).at("/reference");
        desk().has("/counts/transfers", "2")
                .has("/transfers/0/order", first)
                .has("/transfers/0/reference", reference)
                .has("/transfers/1/order", second);
        Answer page = hospital.caller().get("/v1/desk/transfers?limit=1").is(200);
        page.has("/items/0/order", first).has("/items/1/order", "");
        hospital.caller()
                .get("/v1/desk/transfers?limit=1&cursor=" + page.at("/next"))
                .is(200)
                .has("/items/0/order", second)
                .has("/next", "");
        hospital.caller().get("/v1/desk/transfers?search=nobody").is(200).has("/items/0/order", "");
        transfer(second, "6000.00");
        desk().has("/counts/transfers", "1")
                .has("/counts/unapplied", "1")
                .has("/unapplied/0/money/amount", "100.00");
        hospital.clock("2026-03-15T09:00:00Z");
        counts("transfers", 0);
    }

    @Test
    void aDebtIsListedFromItsFirstInstantWhateverBookedIt() {
        hospital.buy(ASSISTANT);
        counts("debts", 0);
        hospital.clock("2026-04-01T15:59:59Z");
        counts("debts", 0);
        hospital.clock("2026-04-01T16:00:00Z");
        desk().has("/counts/debts", "1")
                .has("/debts/0/debt/suspends_at", "2026-04-02T16:00:00Z")
                .has("/debts/0/debt/suspended", "false")
                .has("/debts/0/debt/proposal/item", "ipc/pre-consultation-assistant")
                .has("/debts/0/debt/proposal/months", "1");
        hospital.buy(ASSISTANT);
        counts("debts", 0);
    }

    @Test
    void aTopUpIsProposedOnThePlanBoughtLast() {
        hospital.buy(Hospital.INSPECTIONS);
        hospital.use(2500, "all").is(201);
        desk().has("/debts/0/debt/units", "1500")
                .has("/debts/0/debt/proposal/plan", "by-quantity")
                .has("/debts/0/debt/proposal/quantity", "2000")
                .has("/debts/0/debt/proposal/storage_years", "5");
        hospital.clock("2026-03-01T10:00:00Z");
        hospital.buy(
                """
                {"item": "aimis/cloud-inspection", "plan": "annual", "quantity": 1000, "years": 5}
                """);
        hospital.get("/overview")
                .is(200)
                .has("/debts/0/units", "500")
                .has("/debts/0/proposal/plan", "annual")
                .has("/debts/0/proposal/quantity", "1000")
                .has("/debts/0/proposal/years", "5")
                .has("/debts/0/proposal/storage_years", "")
                .has("/tasks/0/proposal/plan", "annual");
    }

    @Test
    void aSuspendedAccountWithoutDebtIsShownSuspendedInListAndOverview() {
        hospital.buy(Hospital.INSPECTIONS);
        hospital.use(2000, "all").is(201);
        hospital.clock("2026-03-02T09:00:00Z");
        hospital.buy(Hospital.INSPECTIONS);
        counts("debts", 0);
        hospital.get("/overview").is(200).has("/standing", "SUSPENDED").has("/debts/0/units", "");
        hospital.caller()
                .get("/v1/organizations?standing=SUSPENDED")
                .is(200)
                .has("/items/0/standing", "SUSPENDED");
        hospital.caller()
                .get("/v1/organizations?standing=GOOD")
                .is(200)
                .has("/items/0/standing", "");
        hospital.buy(Hospital.INSPECTIONS);
        hospital.get("/overview").is(200).has("/standing", "GOOD");
        hospital.caller()
                .get("/v1/organizations?standing=GOOD")
                .is(200)
                .has("/items/0/standing", "GOOD");
    }

    @Test
    void servicesRequestsAndReturnsAreListedAsTasks() {
        hospital.buy("{\"item\": \"ipc/overseas-deployment\"}");
        hospital.post("/sales-requests", "{\"item\": \"aimis/mimi-ai-report-onsite\"}").is(201);
        transfer(hospital.order(ASSISTANT), "6000.00");
        String proposed =
                hospital.post(
                                "/returns",
                                """
                                {"amount": {"amount": "60.00", "currency": "USD"},
                                 "to": "DE89 3704", "by": "Chen Jing"}
                                """)
                        .is(201)
                        .at("/money_return/id");
        desk().has("/services/0/item", "ipc/overseas-deployment")
                .has("/sales_requests/0/item", "aimis/mimi-ai-report-onsite")
                .has("/returns/0/return", proposed)
                .has("/returns/0/amount/amount", "60.00")
                .has("/unapplied/0/money/amount", "100.00");
        hospital.post("/returns/" + proposed + "/approve", "{\"by\": \"Liu Yang\"}").is(200);
        desk().has("/counts/returns", "0").has("/unapplied/0/money/amount", "40.00");
        String table = hospital.caller().get("/v1/desk/services?format=csv").is(200).text();
        assertEquals(2, table.lines().count());
        hospital.clock("2027-03-02T09:00:00Z");
        counts("services", 0);
    }
}
