package scrip.server.payment;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import scrip.server.Browser;
import scrip.server.Caller;
import scrip.server.Caller.Answer;
import scrip.server.Hospital;
import scrip.server.TestServer;

/// Payments over HTTP: each has its own id and state (M1, R17, O4, O9).
class PaymentTest {

    private final Hospital hospital = Hospital.open();

    @Test
    void theSameReferenceIsTheSamePaymentUnlessMarkedAsAnother() {
        String order = hospital.order(Hospital.INSPECTIONS);
        String fields = "\"orders\": [\"" + order + "\"], \"reference\": \"BANK-TX-77\"";
        String payment = transfer("2400.00", "USD", fields).is(201).at("/payment");
        transfer("2400.00", "USD", fields).is(409, "PAYMENT_KNOWN");
        transfer("2400.00", "USD", fields + ", \"distinct\": true")
                .is(201)
                .has("/unapplied/amount", "2400.00");
        hospital.get("/payments?reference=BANK-TX-77&limit=1")
                .is(200)
                .has("/items/0/unapplied/amount", "2400.00");
        hospital.get("/payments?reference=BANK-TX-7").is(200).has("/items/0/id", "");
        hospital.get("/payments/" + payment)
                .is(200)
                .has("/state", "RECEIVED")
                .has("/shares/0/order", order)
                .has("/shares/0/reference", hospital.get("/orders/" + order).at("/reference"))
                .has("/shares/0/amount/amount", "2400.00")
                .has("/unapplied/amount", "0.00");
        hospital.get("/payments/01930000-0000-7000-8000-000000000001").is(404, "UNKNOWN_PAYMENT");
        String csv = hospital.get("/payments?format=csv").is(200).text();
        assertTrue(csv.contains("BANK-TX-77") && csv.contains(payment), csv);
    }

    @Test
    void moneyThatNamesNoOrderOrComesInAnotherCurrencyIsKept() {
        transfer("100.00", "EUR", "\"reference\": \"E-1\"")
                .is(201)
                .has("/unapplied/currency", "EUR")
                .has("/unapplied/amount", "100.00");
        String order = hospital.order(Hospital.INSPECTIONS);
        transfer("2400.00", "EUR", "\"orders\": [\"" + order + "\"]")
                .is(201)
                .has("/refusal/code", "CURRENCIES_DIFFER")
                .has("/orders/0/state", "CONFIRMED")
                .has("/unapplied/amount", "2500.00");
        hospital.get("/unapplied-money").is(200).has("/unapplied/0/currency", "EUR");
        transfer("0.00", "USD", "\"reference\": \"Z\"").is(400, "INPUT_INVALID");
        transfer("1.005", "USD", "\"reference\": \"Z\"").is(400, "INPUT_INVALID");
        transfer("10000000000000.01", "USD", "\"reference\": \"Z\"").is(422, "AMOUNT_TOO_LARGE");
        transfer("999999999999999.00", "USD", "\"reference\": \"Z\"").is(422, "AMOUNT_TOO_LARGE");
        transfer("1.00", "USD", "\"orders\": [\"01930000-0000-7000-8000-000000000001\"]")
                .is(404, "UNKNOWN_ORDER");
        transfer("1.00", "USD", "\"received_at\": \"2026-03-03T00:00:00Z\"")
                .is(422, "VALUE_DATE_IN_FUTURE");
        hospital.get("/payments?limit=1").is(200).has("/items/0/amount/currency", "EUR");
    }

    @Test
    void returnedMoneyIsOwedAfterARecallAndPaidFirstByLaterMoney() {
        String order = hospital.order(Hospital.INSPECTIONS);
        String orders = "\"orders\": [\"" + order + "\"]";
        String first = transfer("2500.00", "USD", orders).is(201).at("/payment");
        String proposed =
                hospital.post(
                                "/returns",
                                """
                                {"amount": {"amount": "60.00", "currency": "USD"},
                                 "to": "DE02", "by": "A"}
                                """)
                        .is(201)
                        .at("/money_return/id");
        hospital.post("/returns/" + proposed + "/approve", "{\"by\": \"B\"}").is(200);
        hospital.get("/payments/" + first)
                .is(200)
                .has("/returned/0/money_return", proposed)
                .has("/unapplied/amount", "40.00");
        hospital.post("/payments/" + first + "/recall", "")
                .is(200)
                .has("/payment/state", "RECALLED")
                .has("/payment/taken_from/0/order", order)
                .has("/payment/returned/0/money_return", proposed)
                .has("/payment/returned/0/amount/amount", "60.00")
                .has("/payment/unapplied/amount", "0.00")
                .has("/orders/0/state", "ACTIVE")
                .has("/unapplied/amount", "0.00");
        hospital.get("/orders/" + order).is(200).has("/recalled", "true");
        hospital.get("/unapplied-money").is(200).has("/owed/0/amount", "60.00");
        String second = transfer("10.00", "USD", "\"reference\": \"S\"").is(201).at("/payment");
        hospital.get("/payments/" + second)
                .is(200)
                .has("/cured/amount", "10.00")
                .has("/unapplied/amount", "0.00");
        // 50 are still owed: of the 2500 they are paid first, the order has its 2400 again, 50 are
        // left
        hospital.post("/payments/" + first + "/reinstate", "")
                .is(200)
                .has("/payment/state", "RECEIVED")
                .has("/payment/cured/amount", "50.00")
                .has("/payment/shares/0/amount/amount", "2400.00")
                .has("/orders/0/state", "ACTIVE")
                .has("/unapplied/amount", "50.00");
        hospital.get("/orders/" + order).is(200).has("/recalled", "false");
        // recalled once more, what it had paid of the debt is owed again
        hospital.post("/orders/" + order + "/recall", "").is(200).has("/recalled", "true");
        hospital.get("/payments/" + first).is(200).has("/cured/amount", "50.00");
        transfer("50.01", "USD", "\"reference\": \"T\"").is(201).has("/unapplied/amount", "0.01");
    }

    @Test
    void theSandboxProviderIsRefusedInTheLiveRealm() {
        Caller live = TestServer.live();
        String account = "/v1/organizations/live-" + System.nanoTime();
        live.put(account, "{\"kind\": \"INSTITUTION\", \"name\": \"Live\"}").is(200);
        String order =
                live.post(
                                account + "/orders",
                                """
                                {"terms_accepted": true, "lines": [
                                 {"item": "ipc/pre-consultation-assistant", "months": 1}]}
                                """)
                        .is(201)
                        .at("/id");
        live.post(
                        account + "/payments",
                        "{\"orders\": [\"" + order + "\"], \"method\": \"SANDBOX\"}")
                .is(400, "INPUT_INVALID")
                .has("/errors/0/pointer", "/method");
        live.get(account + "/orders/" + order).is(200).has("/state", "CONFIRMED");
    }

    @Test
    void onlyTheVendorRecallsOrReturnsMoney() {
        String payment = transfer("60.00", "USD", "\"reference\": \"R\"").is(201).at("/payment");
        String proposal =
                """
                {"amount": {"amount": "60.00", "currency": "USD"}, "to": "DE02", "by": "A"}
                """;
        String proposed = hospital.post("/returns", proposal).is(201).at("/money_return/id");
        for (String role : List.of("owner", "finance")) {
            Browser member = Browser.member(Hospital.ID, role, hospital.caller().realm());
            for (String path :
                    List.of(
                            "/payments/" + payment + "/recall",
                            "/payments/" + payment + "/reinstate")) {
                member.post(Hospital.PATH + path, "{}").is(403, "FORBIDDEN");
            }
            member.post(Hospital.PATH + "/returns", proposal).is(403, "FORBIDDEN");
            for (String verb : List.of("/approve", "/decline")) {
                member.post(Hospital.PATH + "/returns/" + proposed + verb, "{\"by\": \"B\"}")
                        .is(403, "FORBIDDEN");
            }
        }
        hospital.get("/unapplied-money").is(200).has("/unapplied/0/amount", "60.00");
    }

    @Test
    void paymentsAreListedNewestFirstAndFilteredByState() {
        String first = transfer("1.00", "USD", "\"reference\": \"A\"").is(201).at("/payment");
        String second = transfer("2.00", "USD", "\"reference\": \"B\"").is(201).at("/payment");
        hospital.get("/payments").is(200).has("/items/0/id", second).has("/items/1/id", first);
        hospital.post("/payments/" + first + "/recall", "").is(200);
        hospital.get("/payments?state=RECALLED")
                .is(200)
                .has("/items/0/id", first)
                .has("/items/1/id", "");
        hospital.get("/payments?state=RECEIVED")
                .is(200)
                .has("/items/0/id", second)
                .has("/items/1/id", "");
    }

    @Test
    void moneyIsAppliedToAnOrderOnlyInItsCurrency() {
        transfer("100.00", "USD", "\"reference\": \"U\"").is(201);
        String order = hospital.order(Hospital.INSPECTIONS);
        hospital.post(
                        "/unapplied-money/apply",
                        """
                        {"order": "%s", "amount": {"amount": "1.00", "currency": "EUR"}}
                        """
                                .formatted(order))
                .is(422, "CURRENCIES_DIFFER");
        for (String amount :
                List.of(
                        "{\"amount\": \"0.005\", \"currency\": \"USD\"}",
                        "{\"amount\": \"0\", \"currency\": \"USD\"}")) {
            hospital.post(
                            "/unapplied-money/apply",
                            "{\"order\": \"" + order + "\", \"amount\": " + amount + "}")
                    .is(400, "INPUT_INVALID");
        }
    }

    /// What the sandbox provider pays is the amount due, now.
    @Test
    void theSandboxProviderTakesNoAmount() {
        String order = hospital.order(Hospital.INSPECTIONS);
        hospital.post(
                        "/payments",
                        """
                        {"orders": ["%s"], "method": "SANDBOX",
                         "amount": {"amount": "1.00", "currency": "USD"}}
                        """
                                .formatted(order))
                .is(400, "INPUT_INVALID")
                .has("/errors/0/pointer", "/amount")
                .has("/errors/1/pointer", "");
    }

    private Answer transfer(String amount, String currency, String fields) {
        return hospital.post(
                "/payments",
                """
                {"method": "TRANSFER", "amount": {"amount": "%s", "currency": "%s"}, %s}
                """
                        .formatted(amount, currency, fields));
    }
}
