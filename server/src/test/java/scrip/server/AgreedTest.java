package scrip.server;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import scrip.server.catalog.ShippedCatalogs;
import tools.jackson.databind.json.JsonMapper;

/// What an agreement may set (C9), and that an order is in one currency.
class AgreedTest {

    private final Hospital hospital = Hospital.open();

    private Caller.Answer sign(String product, String more) {
        return hospital.post(
                "/agreements",
                """
                {"product": "%s", "number": "A-2", "signer": "Dr Li", "signed_on": "2026-02-20", %s}
                """
                        .formatted(product, more));
    }

    private Caller.Answer order(String... lines) {
        return hospital.post(
                "/orders",
                "{\"lines\": [" + String.join(", ", lines) + "], \"terms_accepted\": true}");
    }

    @Test
    void anAgreedPriceIsPerMonthWhereThereIsAMonthlyPriceAndAYearCostsTwelve() {
        sign("aimis", "\"prices\": {\"aimis/basic\": \"900.00\"}").is(201);
        order("{\"item\": \"aimis/basic\", \"months\": 2}").is(201).has("/total/amount", "1800.00");
        order("{\"item\": \"aimis/basic\", \"years\": 2}").is(201).has("/total/amount", "21600.00");
        sign("ipc", "\"prices\": {\"ipc/pre-visit-checkup-assistant\": \"60000.00\"}").is(201);
        order("{\"item\": \"ipc/pre-visit-checkup-assistant\", \"years\": 2}")
                .is(201)
                .has("/total/amount", "120000.00");
    }

    @Test
    void aBonusIsForPacksAlone() {
        sign("aimis", "\"bonus\": {\"aimis/cloud-inspection\": 100}").is(201);
        for (String item : new String[] {"aimis/basic", "aimis/delivery", "aimis/maintenance"}) {
            Caller.Answer refused =
                    sign("aimis", "\"bonus\": {\"" + item + "\": 100}")
                            .is(422, "BONUS_NOT_OFFERED");
            assertTrue(refused.at("/detail").contains(item + " has no packs"), refused.text());
        }
        sign("ipc", "\"bonus\": {\"ipc/checkup-knowledge-customization\": 1}")
                .is(422, "BONUS_NOT_OFFERED");
        hospital.get("/agreements")
                .is(200)
                .has("/agreements/0/bonus/aimis~1cloud-inspection", "100");
    }

    @Test
    void anOrderAcrossTwoCurrenciesIsRefusedWithBothLines() {
        String ipc =
                new String(ShippedCatalogs.bytes("ipc"), StandardCharsets.UTF_8)
                        .replace("version: 2026-03-24  ", "version: euro  ")
                        .replace("currency: USD", "currency: EUR");
        hospital.caller()
                .put(
                        "/v1/catalogs/ipc/versions/euro",
                        "{\"source\": "
                                + JsonMapper.builder().build().writeValueAsString(ipc)
                                + ", \"at\": \"2026-03-02T00:00:00Z\"}")
                .is(200);
        String dollars =
                hospital.order("{\"item\": \"ipc/pre-consultation-assistant\", \"months\": 1}");
        hospital.clock("2026-03-02T00:00:00Z");
        String software = "{\"item\": \"ipc/pre-consultation-assistant\", \"months\": 1}";
        String basic = "{\"item\": \"aimis/basic\", \"months\": 1}";
        order(software, basic)
                .is(400, "CURRENCIES_DIFFER")
                .has("/lines/0/line", "1")
                .has("/lines/1/line", "2")
                .has("/lines/1/code", "CURRENCIES_DIFFER");
        hospital.post("/quotes", "{\"lines\": [" + software + ", " + basic + "]}")
                .is(400, "CURRENCIES_DIFFER");
        String euros = order(software).is(201).has("/total/currency", "EUR").at("/id");
        String both = "{\"orders\": [\"" + dollars + "\", \"" + euros + "\"], \"method\": ";
        hospital.post("/payments", both + "\"sandbox\"}").is(400, "CURRENCIES_DIFFER");
        hospital.post(
                        "/payments",
                        both
                                + "\"transfer\", \"amount\": {\"amount\": \"1.00\", \"currency\":"
                                + " \"USD\"}}")
                .is(400, "CURRENCIES_DIFFER");
    }
}
