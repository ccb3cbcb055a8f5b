package scrip.server.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import scrip.server.Caller;
import scrip.server.Hospital;
import scrip.server.TestServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// What the server serves and reports to the console.
class ConsoleTest {

    private static final String FIFTEEN_HUNDRED =
            """
            {"lines": [{"item": "aimis/cloud-inspection", "plan": "by-quantity",
              "quantity": 1500, "storage_years": 5},
             {"item": "aimis/cloud-film", "months": 12}]}
            """;
    private static final String OVERVIEW = "/overview";

    @Test
    void everyPageRequestOfABrowserGetsTheConsole() {
        Caller caller = TestServer.live();
        Caller.Answer page =
                caller.send("GET", "/o/any/orders", null, Map.of("Accept", "text/html")).is(200);
        assertTrue(page.header("Content-Type").startsWith("text/html"));
        assertEquals("no-cache", page.header("Cache-Control"));
        String policy = page.header("Content-Security-Policy");
        assertTrue(policy.contains("script-src 'self'"), policy);
        Matcher script = Pattern.compile("src=\"(/assets/[^\"]+[.]js)\"").matcher(page.text());
        assertTrue(script.find(), page.text());
        Caller.Answer asset = caller.get(script.group(1)).is(200);
        assertTrue(asset.header("Cache-Control").contains("immutable"));
        caller.send("GET", script.group(1), null, Map.of("If-None-Match", asset.header("ETag")))
                .is(304);
        caller.send("GET", "/v1/nothing", null, Map.of("Accept", "text/html")).is(404);
        caller.send("GET", "/nothing", null, Map.of("Accept", "application/json")).is(404);
    }

    @Test
    void aPreviewProposesValidChoices() {
        Hospital hospital = Hospital.open();
        hospital.post("/preview", FIFTEEN_HUNDRED)
                .is(200)
                .has("/lines/0/fault/code", "QUANTITY_NOT_MULTIPLE")
                .has("/lines/0/fault/quantities/0", "1000")
                .has("/lines/0/fault/quantities/1", "2000")
                .has("/lines/1/fault/code", "REQUIRES_MISSING")
                .has("/lines/1/fault/requires/0/item", "aimis/basic")
                .has("/total", "");
        hospital.post("/preview", "{\"lines\": [" + Hospital.INSPECTIONS + "]}")
                .is(200)
                .has("/total/amount", "2400.00")
                .has("/lines/0/last_day", "2027-03-01")
                .has("/lines/0/alternatives/0/plan", "by-quantity")
                .has("/lines/0/alternatives/1/total/amount", "3000.00");
    }

    @Test
    void aPreviewPaysArrearsFirstAndBooksNothing() {
        Hospital hospital = Hospital.open();
        hospital.buy(Hospital.INSPECTIONS);
        hospital.use(1400, "monday").is(201);
        String order = hospital.order(Hospital.INSPECTIONS);
        hospital.get("/orders/" + order + "/preview")
                .is(200)
                .has("/effects/0/repaid", "400")
                .has("/effects/0/available", "600")
                .has("/lines/0/first_day", "2026-03-01");
        hospital.get(OVERVIEW)
                .is(200)
                .has("/standing", "ARREARS")
                .has("/debts/0/subject/kind", "POOL")
                .has("/debts/0/subject/storage_years", "5")
                .has("/debts/0/units", "400")
                .has("/debts/0/top_up", "1000")
                .has("/glance/debts", "1")
                .has("/glance/due/0/amount", "2400.00")
                .has("/glance/least/percent", "0")
                .has("/tasks/0/action", "TOP_UP")
                .has("/tasks/0/subject/resource", "aimis/cloud-inspection")
                .has("/tasks/1/subject/id", order)
                .has("/open_orders/0/order", order);
        hospital.clock("2026-03-02T09:00:00Z");
        hospital.get(OVERVIEW)
                .is(200)
                .has("/standing", "SUSPENDED")
                .has("/debts/0/suspended", "true");
        hospital.caller().get("/v1/desk").is(200).has("/debts/0/debt/units", "400");
        hospital.pay(order).is(201);
        hospital.get(OVERVIEW).is(200).has("/debts/0/units", "").has("/stock/0/available", "600");
    }

    @Test
    void usageIsByLocalDayAndTheTimelineLooksAhead() {
        Hospital hospital = Hospital.open();
        String order = hospital.order(Hospital.INSPECTIONS);
        hospital.pay(order).is(201);
        hospital.use(100, "monday").is(201);
        hospital.get("/usage?resource=aimis/cloud-inspection&storage_years=5&days=2")
                .is(200)
                .has("/items/1/day", "2026-03-01")
                .has("/items/1/used", "100")
                .has("/items/0/used", "0");
        hospital.get("/timeline")
                .is(200)
                .has("/items/0/what", "USE_BOOKED")
                .has("/future/0/code", "ENDING_IN_30_DAYS");
        hospital.post(
                        "/sales-requests",
                        "{\"item\": \"aimis/mimi-ai-report-onsite\", \"contact\": \"Dr Li\", \"note\": \"One set.\"}")
                .is(201);
        hospital.get("/timeline?limit=1").is(200).has("/items/0/code", "SALE_REQUESTED");
        // The vendor's notices are not shown to the organization.
        hospital.get("/timeline?only=NOTICES")
                .is(200)
                .has("/items/0/code", "ACTIVATED")
                .has("/items/0/subject/kind", "ORDER")
                .has("/items/0/subject/id", order);
    }

    @Test
    void theTimelineShowsWhatComesInItsOrderAndNothingThatIsPastOrEmpty() {
        Hospital hospital = Hospital.open();
        for (int day = 1; day <= 3; day++) {
            hospital.clock("2026-03-0" + day + "T10:00:00Z");
            hospital.buy(Hospital.INSPECTIONS);
        }
        hospital.use(1400, "wednesday").is(201);
        // The first pack ended empty, and is closed an hour from now with the end of the second.
        hospital.clock("2027-03-02T15:00:00Z");
        assertEquals(
                List.of(
                        "PACK_ENDED 2027-03-02T16:00:00Z",
                        "NOTICED 2027-03-02T16:00:00Z",
                        "PACK_CLOSED 2027-03-02T16:00:00Z 600",
                        "PACK_ENDED 2027-03-03T16:00:00Z",
                        "PACK_CLOSED 2027-03-03T16:00:00Z 1000"),
                coming(hospital));
        // What is left of the second has expired by now, although late uses still draw on it for a
        // day.
        hospital.clock("2027-03-02T17:00:00Z");
        assertEquals(
                List.of("PACK_ENDED 2027-03-03T16:00:00Z", "PACK_CLOSED 2027-03-03T16:00:00Z 1000"),
                coming(hospital));
    }

    private static List<String> coming(Hospital hospital) {
        List<String> rows = new ArrayList<>();
        for (JsonNode entry : hospital.get("/timeline").is(200).json().at("/future")) {
            String row = entry.path("what").asString() + " " + entry.path("at").asString();
            JsonNode quantity = entry.path("quantity");
            rows.add(quantity.isMissingNode() ? row : row + " " + quantity.asString());
        }
        return rows;
    }

    @Test
    void listsAreAlsoExportedAsCsv() {
        Hospital hospital = Hospital.open();
        hospital.buy(Hospital.INSPECTIONS);
        hospital.order(Hospital.INSPECTIONS);
        String table = hospital.get("/packs?format=csv").is(200).text();
        assertTrue(table.startsWith("\uFEFFid,resource,"), table);
        Caller.Answer page = hospital.get("/orders?limit=1&format=csv").is(200);
        assertTrue(!page.header("Scrip-Next").isEmpty());
        hospital.get("/orders?state=ACTIVE").is(200).has("/items/0/state", "ACTIVE");
        hospital.get("/orders?sort=OLDEST").is(200).has("/items/0/state", "ACTIVE");
        hospital.caller()
                .get("/v1/organizations?search=FIRST")
                .is(200)
                .has("/items/0/id", Hospital.ID);
        hospital.caller().get("/v1/organizations?search=nobody").is(200).has("/items/0/id", "");
    }

    @Test
    void aCatalogCanBeCheckedBeforePublishing() {
        Caller caller = TestServer.sandbox("2026-03-01T09:00:00Z");
        String check = "/v1/catalogs/ipc/versions/check";
        caller.post(check, "{\"source\": \"product: ipc\"}").is(400);
        caller.post(check, ShippedSource.ipc("2026-06-01", "2026-06-01T00:00:00Z"))
                .is(200)
                .has("/from", "2026-03-24")
                .has("/version", "2026-06-01");
    }

    /// The shipped catalog as another version.
    private static final class ShippedSource {

        private static String ipc(String version, String effective) {
            try (var in = ConsoleTest.class.getResourceAsStream("/catalogs/ipc.yaml")) {
                String text =
                        new String(
                                Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
                String next =
                        text.replaceFirst("(?m)^version: \\S+", "version: " + version)
                                .replaceFirst("(?m)^effective: \\S+", "effective: " + effective);
                return "{\"source\": " + JsonNodeFactory.instance.stringNode(next) + "}";
            } catch (IOException broken) {
                throw new IllegalStateException(broken);
            }
        }
    }
}
