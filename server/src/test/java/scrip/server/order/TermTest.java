package scrip.server.order;

import org.junit.jupiter.api.Test;
import scrip.server.Caller;
import scrip.server.Hospital;

/// The terms that an order takes (C3, C8), and where input ends and the rules begin.
class TermTest {

    private final Hospital hospital = Hospital.open();

    private Caller.Answer years(String years) {
        return order("ipc/pre-visit-checkup-assistant", "years", years);
    }

    private Caller.Answer months(String months) {
        return order("ipc/pre-consultation-assistant", "months", months);
    }

    private Caller.Answer order(String item, String unit, String term) {
        return hospital.post(
                "/orders",
                """
                {"lines": [{"item": "%s", "%s": %s}], "terms_accepted": true}
                """
                        .formatted(item, unit, term));
    }

    @Test
    void aTermOfMoreThanAHundredYearsIsSold() {
        years("101").is(201).has("/lines/0/months", "1212");
        months("1201").is(201).has("/lines/0/months", "1201");
    }

    @Test
    void aTermThatEndsAfterTheLastYearIsRefusedWithThatReason() {
        years("475")
                .is(422, "TERM_NOT_OFFERED")
                .has(
                        "/lines/0/detail",
                        "ipc/pre-visit-checkup-assistant would end after the year 2500, the last in"
                                + " which a term can end: choose a shorter term");
        years("600").is(422, "TERM_NOT_OFFERED");
        months("7200").is(422, "TERM_NOT_OFFERED");
    }

    @Test
    void aTermBelowOneIsTooLittle() {
        years("0").is(422, "QUANTITY_BELOW_MINIMUM");
        months("-1").is(422, "QUANTITY_BELOW_MINIMUM");
    }

    @Test
    void whatIsNoWholeNumberOfTheContractIsFaultyInput() {
        years("1.5").is(400, "INPUT_INVALID");
        years("\"1\"").is(400, "INPUT_INVALID");
        years("601").is(400, "INPUT_INVALID");
        months("7201").is(400, "INPUT_INVALID");
    }

    @Test
    void whatAPackOfMoreThanAHundredYearsPaysForCanBeUsedAndRead() {
        hospital.buy(
                """
                {"item": "aimis/cloud-inspection", "plan": "annual", "quantity": 1000, "years": 101}
                """);
        hospital.get("/packs?resource=aimis/cloud-inspection&storage_years=101")
                .is(200)
                .has("/items/0/storage_years", "101");
        hospital.caller()
                .post(
                        "/v1/uses",
                        """
                        {"organization": "first-hospital", "resource": "aimis/cloud-inspection",
                         "storage_years": 101, "quantity": 1}
                        """,
                        "study-1")
                .is(201)
                .has("/available", "999");
    }
}
