package scrip.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import scrip.server.Browser;
import scrip.server.Caller;
import scrip.server.Caller.Answer;
import scrip.server.Hospital;
import scrip.server.catalog.ShippedCatalogs;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Every list filters, sorts and pages on the server, and exports as CSV.
class ListsTest {

    private static final String ASSISTANT =
            "{\"item\": \"ipc/pre-consultation-assistant\", \"months\": 1}";
    private static final String SUMMARY =
            "{\"item\": \"ipc/checkup-report-summary\", \"months\": 2}";

    private final Hospital hospital = Hospital.open();
    private final Caller vendor = hospital.caller();

    /// A field of each row, read in pages of one row.
    private List<String> walk(String path, String field) {
        List<String> all = new ArrayList<>();
        String after = "";
        do {
            String more = path.contains("?") ? "&" : "?";
            Answer page = vendor.get(path + more + "limit=1" + after).is(200);
            if (!page.at("/items/0/" + field).isEmpty()) {
                all.add(page.at("/items/0/" + field));
            }
            assertEquals("", page.at("/items/1/" + field));
            String next = page.at("/next");
            after = next.isEmpty() ? "" : "&cursor=" + encoded(next);
        } while (!after.isEmpty());
        return all;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static long rowsOf(Answer table) {
        return table.is(200).text().lines().count() - 1;
    }

    private String grant(int quantity) {
        return hospital.post(
                        "/grants",
                        """
                        {"resource": "aimis/cloud-inspection", "quantity": %d, "storage_years": 5}
                        """
                                .formatted(quantity))
                .is(201)
                .at("/pack");
    }

    @Test
    void packsAreListedInDeductionOrderUnlessSortedOtherwise() {
        hospital.buy(Hospital.INSPECTIONS);
        grant(20);
        hospital.clock("2026-03-02T09:00:00Z");
        grant(30);
        String packs = Hospital.PATH + "/packs";
        assertEquals(List.of("20", "1000", "30"), walk(packs, "quantity"));
        assertEquals(List.of("30", "20", "1000"), walk(packs + "?sort=NEWEST", "quantity"));
        hospital.use(20, "first").is(201);
        assertEquals(List.of("20"), walk(packs + "?state=USED_UP", "quantity"));
        assertEquals(2, rowsOf(hospital.get("/packs?state=ACTIVE&format=csv")));
        hospital.get("/packs?cursor=nobody").is(400, "INPUT_INVALID");
        hospital.get("/packs?sort=BEAUTY").is(400, "INPUT_INVALID");
    }

    @Test
    void poolsCanBeSortedByRemainingUnits() {
        grant(20);
        hospital.post("/grants", "{\"resource\": \"aimis/mimi-ai-report\", \"quantity\": 5}")
                .is(201);
        String pools = Hospital.PATH + "/pools";
        assertEquals(
                List.of("aimis/mimi-ai-report", "aimis/cloud-inspection"),
                walk(pools + "?sort=LEAST_LEFT", "resource"));
        assertEquals(
                List.of("aimis/cloud-inspection", "aimis/mimi-ai-report"),
                walk(pools + "?state=ACTIVE", "resource"));
        assertEquals(List.of(), walk(pools + "?state=SUSPENDED", "resource"));
    }

    @Test
    void licensesAreFilteredByFeatureHolderAndState() {
        hospital.buy(SUMMARY);
        hospital.buy(ASSISTANT);
        String licenses = Hospital.PATH + "/licenses";
        assertEquals(
                List.of("ipc/checkup-report-summary", "ipc/pre-consultation-assistant"),
                walk(licenses, "item"));
        assertEquals(
                List.of("ipc/pre-consultation-assistant", "ipc/checkup-report-summary"),
                walk(licenses + "?sort=ENDING", "item"));
        assertEquals(
                List.of("ipc/checkup-report-summary"),
                walk(licenses + "?feature=checkup-report-summary", "item"));
        assertEquals(
                List.of("ipc/pre-consultation-assistant"),
                walk(licenses + "?search=" + encoded("预问诊"), "item"));
        assertEquals(2, walk(licenses + "?search=FIRST", "item").size());
        assertEquals(2, walk(licenses + "?renewable=true&sort=ENDING", "item").size());
        hospital.get("/licenses?renewable=true").has("/items/0/renewal/for", "first-hospital");
        assertEquals(List.of(), walk(licenses + "?for=somebody", "item"));
        hospital.clock("2026-04-02T09:00:00Z");
        assertEquals(
                List.of("ipc/pre-consultation-assistant"),
                walk(licenses + "?state=ARREARS", "item"));
        hospital.get("/licenses").is(200).has("/items/0/name/en", "Health checkup report summary");
    }

    @Test
    void ordersAndServicesAreSortedByAge() {
        List<String> orders = new ArrayList<>();
        for (String line : List.of(ASSISTANT, SUMMARY, ASSISTANT, Hospital.INSPECTIONS)) {
            orders.add(hospital.order(line));
        }
        hospital.pay(orders.get(1)).is(201);
        String path = Hospital.PATH + "/orders";
        assertEquals(orders.reversed(), walk(path, "id"));
        assertEquals(orders, walk(path + "?sort=OLDEST", "id"));
        String item = "item=ipc/pre-consultation-assistant";
        assertEquals(
                List.of(orders.get(0), orders.get(2)), walk(path + "?sort=OLDEST&" + item, "id"));
        assertEquals(
                List.of(orders.get(3), orders.get(2), orders.get(0)),
                walk(path + "?state=CONFIRMED", "id"));
        String first = hospital.buy("{\"item\": \"aimis/delivery\"}");
        String second = hospital.buy("{\"item\": \"aimis/delivery\"}");
        String services = Hospital.PATH + "/services";
        assertEquals(List.of(second, first), walk(services, "id"));
        assertEquals(List.of(first, second), walk(services + "?sort=OLDEST", "id"));
    }

    @Test
    void movementsAndUsesAreFiltered() {
        grant(20);
        String second = grant(30);
        hospital.use(5, "monday").is(201);
        hospital.use(25, "tuesday").is(201);
        String movements =
                Hospital.PATH + "/movements?resource=aimis/cloud-inspection&storage_years=5";
        assertEquals(
                List.of("20", "30", "5", "15", "10"), walk(movements + "&sort=OLDEST", "units"));
        assertEquals(List.of("10", "15", "5"), walk(movements + "&book=USED", "units"));
        assertEquals(List.of("10", "30"), walk(movements + "&pack=" + second, "units"));
        String uses = Hospital.PATH + "/uses";
        assertEquals(List.of("tuesday", "monday"), walk(uses, "key"));
        assertEquals(List.of("monday", "tuesday"), walk(uses + "?sort=OLDEST", "key"));
        assertEquals(List.of("monday"), walk(uses + "?search=MON", "key"));
        assertEquals(List.of(), walk(uses + "?until=2026-03-01T08:00:00Z", "key"));
        assertEquals(List.of(), walk(uses + "?resource=aimis/mimi-ai-report", "key"));
        assertEquals(2, rowsOf(hospital.get("/uses?format=csv")));
    }

    /// Also of a pack that is granted while the page is being read.
    @Test
    void everyMovementAndFactOfAPackNamesIt() {
        CompletableFuture<Void> granting =
                CompletableFuture.runAsync(() -> {
                    for (int quantity = 1; quantity <= 60; quantity++) {
                        grant(quantity);
                    }
                });
        String movements = "/movements?resource=aimis/cloud-inspection&storage_years=5&limit=3";
        boolean isLast;
        do {
            isLast = granting.isDone();
            for (JsonNode row : hospital.get(movements).is(200).json().at("/items")) {
                assertTrue(row.at("/pack").isString(), row.toString());
            }
            hospital.get("/history?limit=200").is(200);
        } while (!isLast);
        granting.join();
    }

    @Test
    void noticesAreFilteredByCodeIncludingThoseNotBookedYet() {
        hospital.buy(ASSISTANT);
        hospital.clock("2026-04-02T09:00:00Z");
        String notices = Hospital.PATH + "/notices";
        List<String> oldest = walk(notices, "code");
        assertEquals("ORDER_PAID", oldest.getFirst());
        assertEquals("ARREARS_STARTED", oldest.get(oldest.indexOf("ENDING_IN_1_DAY") + 1));
        assertEquals(oldest.reversed(), walk(notices + "?sort=NEWEST", "code"));
        assertEquals(List.of("ENDING_IN_7_DAYS"), walk(notices + "?code=ENDING_IN_7_DAYS", "code"));
        hospital.get("/notices?code=NOTHING").is(400, "INPUT_INVALID");
        assertEquals(
                List.of("ACTIVATED", "ORDER_PAID"),
                walk("/v1/notices?sort=NEWEST&organization=" + Hospital.ID, "code")
                        .reversed()
                        .stream()
                        .limit(2)
                        .sorted()
                        .toList());
    }

    @Test
    void organizationsAreFilteredByKindAndStanding() {
        for (String id : List.of("alpha", "beta")) {
            vendor.put(
                            "/v1/organizations/" + id,
                            "{\"kind\": \"CONSORTIUM\", \"name\": \"%s\"}"
                                    .formatted(id.equals("alpha") ? "Zeta Group" : "Delta Group"))
                    .is(200);
        }
        hospital.buy(ASSISTANT);
        assertEquals(List.of("alpha", "beta", Hospital.ID), walk("/v1/organizations", "id"));
        assertEquals(
                List.of("beta", Hospital.ID, "alpha"), walk("/v1/organizations?sort=NAME", "id"));
        assertEquals(
                List.of("beta", "alpha"),
                walk("/v1/organizations?sort=NEWEST&kind=CONSORTIUM", "id"));
        assertEquals(List.of(), walk("/v1/organizations?standing=ARREARS", "id"));
        hospital.clock("2026-04-02T09:00:00Z");
        String owing = "/v1/organizations?standing=ARREARS";
        assertEquals(List.of("ARREARS"), walk(owing, "standing"));
        assertEquals(List.of(), walk("/v1/organizations?standing=SUSPENDED", "id"));
        hospital.clock("2026-04-03T09:00:00Z");
        assertEquals(List.of("SUSPENDED"), walk(owing, "standing"));
        assertEquals(List.of(Hospital.ID), walk("/v1/organizations?standing=SUSPENDED", "id"));
        assertEquals(List.of("alpha", "beta"), walk("/v1/organizations?standing=GOOD", "id"));
    }

    @Test
    void keysPeopleAndInvitationsAreFiltered() {
        for (String name : List.of("PACS", "RIS")) {
            hospital.post(
                            "/keys",
                            """
                            {"name": "%s", "actions": ["uses.write"],
                             "expires_at": "2027-03-01T09:00:00Z"}
                            """
                                    .formatted(name))
                    .is(201);
            hospital.post(
                            "/invitations",
                            "{\"email\": \"%s@%s.example\", \"roles\": [\"VIEWER\"]}"
                                    .formatted(name, vendor.realm()))
                    .is(201);
        }
        String keys = Hospital.PATH + "/keys";
        assertEquals(List.of("RIS", "PACS"), walk(keys, "name"));
        assertEquals(List.of("PACS", "RIS"), walk(keys + "?sort=OLDEST", "name"));
        assertEquals(List.of("PACS"), walk(keys + "?search=pac", "name"));
        assertEquals(List.of(), walk(keys + "?state=REVOKED", "name"));
        String invitations = Hospital.PATH + "/invitations";
        String pacs = "pacs@" + vendor.realm() + ".example";
        String ris = "ris@" + vendor.realm() + ".example";
        assertEquals(List.of(ris, pacs), walk(invitations, "email"));
        assertEquals(List.of(pacs, ris), walk(invitations + "?sort=OLDEST", "email"));
        assertEquals(List.of(ris, pacs), walk(invitations + "?sort=NEWEST", "email"));
        assertEquals(List.of(ris), walk(invitations + "?search=RIS", "email"));
        assertEquals(List.of(), walk(invitations + "?state=ACCEPTED", "email"));
        assertEquals(List.of(ris, pacs), walk(invitations + "?state=OPEN", "email"));
        String last = hospital.get("/invitations").is(200).at("/items/0/id");
        hospital.caller().delete(invitations + "/" + last).is(200);
        assertEquals(List.of(pacs), walk(invitations + "?state=OPEN", "email"));
        assertEquals(List.of(ris), walk(invitations + "?state=REVOKED", "email"));
        assertTrue(rowsOf(hospital.get("/audit?format=csv&sort=OLDEST")) > 3);
    }

    @Test
    void peopleAreSortedByEmailUnlessByAge() {
        for (String person : List.of("b owner", "c viewer", "a buyer")) {
            String[] words = person.split(" ", -1);
            Browser.invited(
                    Hospital.PATH + "/invitations",
                    words[1],
                    vendor.realm(),
                    words[0] + "@" + vendor.realm() + ".example");
        }
        String people = Hospital.PATH + "/people";
        assertEquals(List.of("a", "b", "c"), names(people));
        assertEquals(List.of("a", "b", "c"), names(people + "?sort=EMAIL"));
        assertEquals(List.of("a", "c", "b"), names(people + "?sort=NEWEST"));
        assertEquals(List.of("b"), names(people + "?role=OWNER"));
        assertEquals(List.of("c"), names(people + "?role=VIEWER&sort=NEWEST"));
        assertEquals(List.of("a"), names(people + "?search=A@"));
    }

    /// The e-mail addresses of people without their domain.
    private List<String> names(String path) {
        return walk(path, "email").stream()
                .map(email -> email.substring(0, email.indexOf('@')))
                .toList();
    }

    @Test
    void agreementsVersionsAndRequestsArePaged() {
        assertEquals(List.of("A-1"), walk(Hospital.PATH + "/agreements", "number"));
        assertEquals(List.of(), walk(Hospital.PATH + "/agreements?product=ipc", "number"));
        String versions = "/v1/catalogs/ipc/versions";
        String source =
                new String(ShippedCatalogs.bytes("ipc"), StandardCharsets.UTF_8)
                        .replace("version: 2026-03-24  ", "version: of-lists  ");
        vendor.put(
                        versions + "/of-lists",
                        JsonMapper.builder()
                                .build()
                                .writeValueAsString(
                                        Map.of(
                                                "source", source,
                                                "at", "2026-03-10T00:00:00Z",
                                                "by", "Chen Jing")))
                .is(200);
        List<String> oldest = walk(versions, "version");
        assertEquals(List.of("2026-03-24", "of-lists"), oldest.subList(0, 2));
        assertEquals(oldest, walk(versions + "?sort=OLDEST", "version"));
        assertEquals(oldest.reversed(), walk(versions + "?sort=NEWEST", "version"));
        assertEquals(List.of("of-lists"), walk(versions + "?search=-list", "version"));
        String requests = Hospital.PATH + "/sales-requests";
        for (String note : List.of("one", "two")) {
            hospital.post(
                            "/sales-requests",
                            "{\"item\": \"aimis/mimi-ai-report-onsite\", \"note\": \"%s\"}"
                                    .formatted(note))
                    .is(201);
        }
        assertEquals(List.of("one", "two"), walk(requests, "note"));
        assertEquals(List.of("two", "one"), walk(requests + "?sort=NEWEST", "note"));
        assertEquals(List.of("two", "one"), walk("/v1/sales-requests", "note"));
        String first = hospital.get("/sales-requests").is(200).at("/items/0/id");
        hospital.post("/sales-requests/" + first + "/close", "{\"answer\": \"no\"}").is(200);
        assertEquals(List.of("two"), walk("/v1/sales-requests", "note"));
        assertEquals(List.of("two", "one"), walk("/v1/sales-requests?state=ALL", "note"));
        assertEquals(List.of("two"), walk(requests + "?state=OPEN", "note"));
    }
}
