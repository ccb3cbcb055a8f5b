package scrip.server.order;

import org.junit.jupiter.api.Test;
import scrip.server.Caller;
import scrip.server.Hospital;

/// From when until when the lines of an order can be used, before it is placed (O1).
class PreviewsTest {

    private static final String BASIC = "{\"item\": \"aimis/basic\", \"months\": 1}";
    private static final String ANNUAL =
            """
            {"item": "aimis/cloud-inspection", "plan": "annual", "quantity": 1000, "years": 3}
            """;

    private static final String SETS =
            """
            {"item": "ipc/checkup-knowledge-customization", "quantity": 2, "months": 3}
            """;

    private final Hospital hospital = Hospital.open();

    private Caller.Answer preview(String... lines) {
        return hospital.post("/preview", "{\"lines\": [" + String.join(", ", lines) + "]}").is(200);
    }

    @Test
    void eachLineShowsTheDaysOfWhatItWouldBring() {
        hospital.buy(Hospital.INSPECTIONS);
        hospital.buy(BASIC);
        hospital.clock("2026-03-11T09:00:00Z");
        preview(
                        Hospital.INSPECTIONS,
                        ANNUAL,
                        BASIC,
                        "{\"item\": \"aimis/mobile\", \"months\": 2}",
                        "{\"item\": \"aimis/delivery\"}",
                        SETS)
                .has("/lines/0/storage_years", "5")
                .has("/lines/0/first_day", "2026-03-11")
                .has("/lines/0/until", "2027-03-11T16:00:00Z")
                .has("/lines/1/storage_years", "3")
                .has("/lines/1/first_day", "2026-03-11")
                .has("/lines/1/last_day", "2027-03-11")
                .has("/lines/2/first_day", "2026-03-01")
                .has("/lines/2/last_day", "2026-05-01")
                .has("/lines/3/from", "2026-03-11T09:00:00Z")
                .has("/lines/3/last_day", "2026-05-11")
                .has("/lines/4/first_day", "2026-03-11")
                .has("/lines/4/last_day", "2027-03-11")
                .has("/lines/5/first_day", "2026-03-11")
                .has("/lines/5/last_day", "2026-06-11");
    }

    @Test
    void anOrderPaidAgainShowsThePackThatItBroughtThen() {
        String order = hospital.order(Hospital.INSPECTIONS);
        String payment = hospital.pay(order).is(201).at("/payment");
        hospital.post("/payments/" + payment + "/recall", "{}").is(200);
        hospital.clock("2026-05-04T09:00:00Z");
        hospital.post("/payments/" + payment + "/reinstate", "{}").is(200);
        hospital.get("/orders/" + order + "/preview")
                .is(200)
                .has("/lines/0/first_day", "2026-05-04")
                .has("/lines/0/last_day", "2027-05-04");
    }
}
