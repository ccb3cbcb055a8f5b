package scrip.server.order;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import scrip.server.Caller;
import scrip.server.Hospital;
import scrip.server.catalog.ShippedCatalogs;
import tools.jackson.databind.json.JsonMapper;

/// What an agreement may set (C9), and that an order has one currency.
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
    void anAgreedPriceIsPerMonthWhereTheCatalogHasAMonthlyPriceAndAYearCostsTwelve() {
        sign("aimis", "\"prices\": {\"aimis/basic\": [{\"amount\": \"900.00\"}]}").is(201);
        order("{\"item\": \"aimis/basic\", \"months\": 2}").is(201).has("/total/amount", "1800.00");
        order("{\"item\": \"aimis/basic\", \"years\": 2}").is(201).has("/total/amount", "21600.00");
        sign(
                        "ipc",
                        "\"prices\": {\"ipc/pre-visit-checkup-assistant\": [{\"amount\": \"60000.00\"}]}")
                .is(201);
        order("{\"item\": \"ipc/pre-visit-checkup-assistant\", \"years\": 2}")
                .is(201)
                .has("/total/amount", "120000.00");
    }

    @Test
    void anAgreedPriceIsCompletedWhenSignedAndListedCompletely() {
        String prices =
                """
                "until": "2027-02-19", "prices": {
                    "aimis/basic": [{"amount": "900.00"}],
                    "aimis/delivery": [{"amount": "9000.00", "currency": "EUR"}],
                    "aimis/cloud-inspection": [
                        {"amount": "0.25"}, {"amount": "2.00", "storage_years": 5}]}
                """;
        for (Caller.Answer answer : List.of(sign("aimis", prices), hospital.get("/agreements"))) {
            String at = answer.status() == 201 ? "" : "/items/0";
            answer.has(at + "/until", "2027-02-19")
                    .has(at + "/prices/aimis~1basic/0/currency", "USD")
                    .has(at + "/prices/aimis~1basic/0/per", "MONTH")
                    .has(at + "/prices/aimis~1delivery/0/currency", "EUR")
                    .has(at + "/prices/aimis~1delivery/0/per", "UNIT")
                    .has(at + "/prices/aimis~1cloud-inspection/1/per", "UNIT")
                    .has(at + "/prices/aimis~1cloud-inspection/1/storage_years", "5");
        }
    }

    @Test
    void anAgreedPriceThatDoesNotApplyIsReportedWithTheReason() {
        String prices =
                """
                "prices": {"aimis/basic": [{"amount": "900.00", "per": "YEAR"}],
                    "aimis/delivery": [{"amount": "9000.00", "currency": "EUR"}]}
                """;
        sign("aimis", prices).is(201);
        String lines =
                "{\"lines\": [{\"item\": \"aimis/basic\", \"months\": 1}, {\"item\":"
                        + " \"aimis/delivery\"}, {\"item\": \"aimis/basic\", \"years\": 1}]";
        for (Caller.Answer answer :
                List.of(
                        hospital.post("/preview", lines + "}"),
                        hospital.post("/quotes", lines + "}"),
                        hospital.post("/orders", lines + ", \"terms_accepted\": true}"))) {
            answer.has("/lines/0/agreed_price_unused", "UNIT")
                    .has("/lines/0/total/amount", "2000.00")
                    .has("/lines/1/agreed_price_unused", "CURRENCY")
                    .has("/lines/1/total/amount", "15000.00")
                    .has("/lines/2/agreed_price_unused", "")
                    .has("/lines/2/total/amount", "900.00");
        }
    }

    @Test
    void faultsOfAnAgreedPriceAreReported() {
        String of = "\"prices\": {\"aimis/basic\": ";
        for (String wrong :
                List.of(
                        "[{\"amount\": \"1\", \"currency\": \"DEM\"}]",
                        "[{\"amount\": \"1\", \"currency\": \"usd\"}]",
                        "[{\"amount\": \"1\", \"currency\": \"XXX\"}]",
                        "[{\"amount\": \"1\", \"per\": \"WEEK\"}]",
                        "[{\"amount\": \"1\", \"per\": \"MONTH\", \"storage_years\": 5}]",
                        "[{\"amount\": \"1e9\"}]",
                        "[{\"amount\": 1}]",
                        "[{\"currency\": \"USD\"}]",
                        "[]",
                        "[\"900.00\"]",
                        "900",
                        "true",
                        "[{\"amount\": \"-1\"}]",
                        "[{\"amount\": \"1\", \"from\": \"2026-01-01\"}]")) {
            Caller.Answer answer = sign("aimis", of + wrong + "}").is(400, "INPUT_INVALID");
            assertTrue(
                    answer.at("/errors/0/pointer").startsWith("/prices/aimis~1basic"),
                    answer.text());
        }
        sign("aimis", "\"from\": \"2026-05-01\", \"until\": \"2026-04-30\"")
                .is(400, "INPUT_INVALID");
        sign("aimis", of + "[{\"amount\": \"1\"}, {\"amount\": \"2\", \"per\": \"MONTH\"}]}")
                .is(422, "PRICE_AGREED_TWICE");
    }

    @Test
    void anAmountTooLargeIsRefusedInOrderQuoteAndPreview() {
        sign("aimis", "\"prices\": {\"aimis/cloud-inspection\": [{\"amount\": \"999999999\"}]}")
                .is(201);
        String line =
                "{\"item\": \"aimis/cloud-inspection\", \"plan\": \"by-quantity\", \"quantity\":"
                        + " %d, \"storage_years\": 5}";
        String large = line.formatted(1_000_000_000);
        order(large).is(422, "AMOUNT_TOO_LARGE").has("/lines/0/code", "AMOUNT_TOO_LARGE");
        hospital.post("/quotes", "{\"lines\": [" + large + "]}").is(422, "AMOUNT_TOO_LARGE");
        hospital.post("/preview", "{\"lines\": [" + large + "]}").is(422, "AMOUNT_TOO_LARGE");
        String half = line.formatted(6_000);
        order(half).is(201);
        order(half, half).is(422, "AMOUNT_TOO_LARGE").has("/lines/1/line", "2");
        hospital.post("/preview", "{\"lines\": [" + half + ", " + half + "]}")
                .is(422, "AMOUNT_TOO_LARGE")
                .has("/lines/1/code", "AMOUNT_TOO_LARGE");
    }

    @Test
    void aBonusIsOnlyForItemsWithPacks() {
        sign("aimis", "\"bonus\": {\"aimis/cloud-inspection\": 100}").is(201);
        for (String item : new String[] {"aimis/basic", "aimis/delivery", "aimis/maintenance"}) {
            Caller.Answer refused =
                    sign("aimis", "\"bonus\": {\"" + item + "\": 100}")
                            .is(422, "BONUS_NOT_OFFERED");
            assertTrue(refused.at("/detail").contains(item + " has no packs"), refused.text());
        }
        sign("ipc", "\"bonus\": {\"ipc/checkup-knowledge-customization\": 1}")
                .is(422, "BONUS_NOT_OFFERED");
        hospital.get("/agreements").is(200).has("/items/0/bonus/aimis~1cloud-inspection", "100");
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
                .is(422, "CURRENCIES_DIFFER")
                .has("/lines/0/line", "1")
                .has("/lines/1/line", "2")
                .has("/lines/1/code", "CURRENCIES_DIFFER");
        hospital.post("/quotes", "{\"lines\": [" + software + ", " + basic + "]}")
                .is(422, "CURRENCIES_DIFFER");
        String euros = order(software).is(201).has("/total/currency", "EUR").at("/id");
        String both = "{\"orders\": [\"" + dollars + "\", \"" + euros + "\"], \"method\": ";
        hospital.post("/payments", both + "\"SANDBOX\"}").is(422, "CURRENCIES_DIFFER");
        hospital.post(
                        "/payments",
                        both
                                + "\"TRANSFER\", \"amount\": {\"amount\": \"1.00\", \"currency\":"
                                + " \"USD\"}}")
                .is(201)
                .has("/orders/0/due/amount", "5899.00")
                .has("/orders/1/due/amount", "5900.00")
                .has("/refusal/code", "CURRENCIES_DIFFER");
    }
}
