package scrip.server.payment;

import org.junit.jupiter.api.Test;
import scrip.server.Browser;
import scrip.server.Caller;
import scrip.server.Hospital;

/// Returning unapplied money takes two people of the vendor (M1).
class MoneyReturnTest {

    private final Hospital hospital = Hospital.open();

    /// Overpays an order so that 100.00 are unapplied.
    private void overpay() {
        String order =
                hospital.order("{\"item\": \"ipc/pre-consultation-assistant\", \"months\": 1}");
        transfer(order, "6000.00");
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

    private Caller.Answer propose(String amount, String by) {
        return hospital.post(
                "/returns",
                """
                {"amount": {"amount": "%s", "currency": "USD"}, "to": "DE89 3704", "by": "%s"}
                """
                        .formatted(amount, by));
    }

    private Caller.Answer decide(String id, String verb, String by) {
        return hospital.post("/returns/" + id + "/" + verb, "{\"by\": \"" + by + "\"}");
    }

    @Test
    void onePersonProposesAndAnotherApproves() {
        overpay();
        String id =
                propose("60.00", "Chen Jing")
                        .is(201)
                        .has("/money_return/state", "PROPOSED")
                        .has("/unapplied/amount", "100.00")
                        .at("/money_return/id");
        decide(id, "approve", "Chen Jing").is(403, "SAME_PERSON");
        decide(id, "approve", "  chen   JING ").is(403, "SAME_PERSON");
        decide(id, "approve", "Chen\u200B Jing").is(403, "SAME_PERSON");
        decide(id, "approve", "Liu Yang")
                .is(200)
                .has("/money_return/state", "RETURNED")
                .has("/money_return/decided_by", "Liu Yang")
                .has("/unapplied/amount", "40.00");
        decide(id, "approve", "Liu Yang").is(409, "RETURN_DECIDED");
        decide(id, "decline", "Liu Yang").is(409, "RETURN_DECIDED");
        hospital.get("/returns").is(200).has("/items/0/state", "RETURNED");
        hospital.get("/unapplied-money").is(200).has("/unapplied/0/amount", "40.00");
    }

    /// Whatever names the request gives, it takes two people.
    @Test
    void aSignedInPersonDecidesOnlyInTheirOwnName() {
        overpay();
        Browser finance = Browser.staff("finance", hospital.caller().realm());
        String path = Hospital.PATH + "/returns";
        String id =
                finance.post(
                                path,
                                """
                                {"amount": {"amount": "60.00", "currency": "USD"},
                                 "to": "DE89 3704", "by": "Chen Jing"}
                                """)
                        .is(201)
                        .at("/money_return/id");
        finance.post(path + "/" + id + "/approve", "{\"by\": \"Liu Yang\"}").is(403, "SAME_PERSON");
    }

    @Test
    void noMoreIsReturnedThanIsUnappliedWhenApproved() {
        propose("1.00", "Chen Jing").is(402, "UNAPPLIED_INSUFFICIENT");
        overpay();
        propose("100.01", "Chen Jing").is(402, "UNAPPLIED_INSUFFICIENT");
        String first = propose("100.00", "Chen Jing").is(201).at("/money_return/id");
        String second = propose("0.01", "Chen Jing").is(201).at("/money_return/id");
        decide(first, "approve", "Liu Yang").is(200).has("/unapplied/amount", "0.00");
        decide(second, "approve", "Liu Yang").is(402, "UNAPPLIED_INSUFFICIENT");
        hospital.get("/returns").is(200).has("/items/1/state", "PROPOSED");
        decide(second, "decline", "Chen Jing").is(200).has("/money_return/state", "DECLINED");
        decide(second, "approve", "Liu Yang").is(409, "RETURN_DECIDED");
    }

    @Test
    void invalidFieldsAreNamed() {
        overpay();
        propose("0.001", "Chen Jing").is(400, "INPUT_INVALID");
        hospital.post("/returns", "{\"amount\": {\"amount\": \"1\", \"currency\": \"XQQ\"}}")
                .is(400, "INPUT_INVALID");
        decide("01930000-0000-7000-8000-000000000001", "approve", "Liu Yang")
                .is(404, "UNKNOWN_RETURN");
    }
}
