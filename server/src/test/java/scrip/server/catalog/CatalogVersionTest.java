package scrip.server.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import scrip.server.Caller;
import scrip.server.Caller.Answer;
import scrip.server.Hospital;
import scrip.server.TestServer;
import scrip.server.database.Database;
import tools.jackson.databind.json.JsonMapper;

/// Versions of catalogs, published over HTTP (C1).
class CatalogVersionTest {

    private static final String VERSIONS = "/v1/catalogs/ipc/versions";
    private static final String ITEM = "ipc/pre-consultation-assistant";
    private static final String ORDER =
            "{\"lines\": [{\"item\": \"" + ITEM + "\", \"months\": 1}], \"terms_accepted\": true}";

    private static String ipc(String version, int price) {
        return new String(ShippedCatalogs.bytes("ipc"), StandardCharsets.UTF_8)
                .replace("version: 2026-03-24  ", "version: " + version + "  ")
                .replace("amount: 5900 ", "amount: " + price + " ");
    }

    private static Answer publish(Caller caller, String version, String source, String at) {
        String text = JsonMapper.builder().build().writeValueAsString(source);
        return caller.put(
                VERSIONS + "/" + version,
                "{\"source\": " + text + ", \"at\": \"" + at + "\", \"by\": \"Chen Jing\"}");
    }

    @Test
    void aVersionIsInForceFromItsInstantAndOldOrdersAndQuotesKeepTheirPrices() {
        Hospital hospital = Hospital.open();
        Caller caller = hospital.caller();
        publish(caller, "next", ipc("next", 6000), "2026-03-10T00:00:00Z")
                .is(200)
                .has("/in_force", "false")
                .has("/published_by", "Chen Jing")
                .has("/effective_from", "2026-03-10T00:00:00Z");
        String order =
                hospital.post("/orders", ORDER).is(201).has("/total/amount", "5900.00").at("/id");
        String quote =
                hospital.post(
                                "/quotes",
                                "{\"lines\": [{\"item\": \"" + ITEM + "\", \"months\": 1}]}")
                        .is(201)
                        .at("/id");

        hospital.clock("2026-03-09T23:59:59.999Z");
        caller.get(VERSIONS).is(200).has("/items/0/in_force", "true");
        hospital.clock("2026-03-10T00:00:00Z");
        caller.get(VERSIONS)
                .is(200)
                .has("/items/0/in_force", "false")
                .has("/items/1/version", "next")
                .has("/items/1/in_force", "true");
        hospital.post("/orders", ORDER)
                .is(201)
                .has("/total/amount", "6000.00")
                .has("/lines/0/catalog_version", "next");
        hospital.get("/orders/" + order).has("/total/amount", "5900.00");
        hospital.pay(order).is(201).has("/orders/0/state", "ACTIVE");
        String accept = "/quotes/" + quote + "/accept";
        hospital.clock("2026-03-31T08:59:59Z");
        hospital.post(accept, "{\"terms_accepted\": true}")
                .is(201)
                .has("/total/amount", "5900.00")
                .has("/lines/0/catalog_version", "2026-03-24");
        hospital.clock("2026-03-31T09:00:00Z");
        hospital.post(accept, "{\"terms_accepted\": true}").is(409, "QUOTE_EXPIRED");
    }

    @Test
    void aPublishedVersionNeverChanges() {
        Caller caller = TestServer.sandbox("2026-03-01T09:00:00Z");
        String at = "2026-04-01T00:00:00Z";
        String first = publish(caller, "next", ipc("next", 6000), at).is(200).text();
        assertEquals(first, publish(caller, "next", ipc("next", 6000), at).is(200).text());
        publish(caller, "next", ipc("next", 6001), at).is(409, "CATALOG_VERSION_EXISTS");
        publish(caller, "next", ipc("next", 6000), "2026-04-02T00:00:00Z")
                .is(409, "CATALOG_VERSION_EXISTS");
        publish(caller, "other", ipc("other", 6000), at).is(409, "CATALOG_VERSION_EXISTS");
        publish(caller, "late", ipc("late", 6000), "2026-03-01T09:00:00Z")
                .is(400, "INPUT_INVALID")
                .has(
                        "/errors/0/detail",
                        "a version takes effect after 2026-03-01T09:00:00Z, so that no past answer changes");
        TestServer.live().get(VERSIONS + "/next/difference").is(404, "UNKNOWN_CATALOG");
    }

    @Test
    void aFileIsCheckedCompletelyAndEveryFaultHasItsLine() {
        Caller caller = TestServer.sandbox("2026-03-01T09:00:00Z");
        String bad = ipc("next", -1).replace("currency: USD", "currency: EURO");
        Answer answer = publish(caller, "next", bad, "2026-04-01T00:00:00Z").is(400);
        assertTrue(answer.at("/errors/0/detail").startsWith("18:11: `currency`"), answer.text());
        assertTrue(answer.at("/errors/1/detail").contains("more than zero"), answer.text());
        publish(caller, "other", ipc("next", 1), "2026-04-01T00:00:00Z").is(400);
    }

    @Test
    void aVersionIsComparedWithTheOneBeforeOrAnother() {
        Caller caller = TestServer.sandbox("2026-03-01T09:00:00Z");
        publish(caller, "second", ipc("second", 6000), "2026-04-01T00:00:00Z").is(200);
        publish(caller, "third", ipc("third", 6100), "2026-05-01T00:00:00Z").is(200);
        Answer third = caller.get(VERSIONS + "/third/difference").is(200).has("/from", "second");
        assertTrue(third.text().contains("6000 USD -> 6100 USD"), third.text());
        Answer all = caller.get(VERSIONS + "/third/difference?from=2026-03-24").is(200);
        assertTrue(all.text().contains("5900 USD -> 6100 USD"), all.text());
    }

    @Test
    void aLiveVersionIsSeenInSandboxesByTheirClocksAndByOtherServers() {
        Database database = TestServer.server().database();
        Caller sandbox = TestServer.sandbox("2026-03-01T09:00:00Z");
        String at = Instant.now().plusSeconds(400_000_000).toString().substring(0, 19) + "Z";
        publish(TestServer.live(), "far", ipc("far", 7000), at).is(200).has("/in_force", "false");
        String there = sandbox.get(VERSIONS).is(200).text();
        assertTrue(there.contains("\"far\""), there);
        sandbox.post("/v1/sandboxes/" + sandbox.realm() + "/clock", "{\"now\": \"" + at + "\"}")
                .is(200);
        sandbox.get("/v1/catalogs/ipc").is(200).has("/version", "far");
        try (PublishedCatalogs other = new PublishedCatalogs(database)) {
            var versions = other.of(TestServer.server().ledger().realms().live()).versions();
            assertTrue(versions.stream().anyMatch(c -> c.version().equals("far")));
        }
        publish(TestServer.live(), "now", ipc("now", 1), Instant.now().toString())
                .is(400, "INPUT_INVALID");
    }

    /// A version in which the assistant is a perpetual license.
    private static String perpetual(String version) {
        return ipc(version, 1)
                .replaceFirst(
                        "(?s)(id: ipc/pre-consultation-assistant.*?)kind: subscription(.*?)scope: institution(.*?)\\{ per: month",
                        "$1kind: license$2scope: account$3{ per: once");
    }

    @Test
    void theMeaningOfAnIdNeverChanges() {
        Caller caller = TestServer.sandbox("2026-03-01T09:00:00Z");
        Answer refused =
                publish(caller, "next", perpetual("next"), "2026-04-01T00:00:00Z")
                        .is(409, "ITEM_CHANGED");
        assertTrue(
                refused.at("/errors/0/detail")
                        .startsWith(
                                "ipc/pre-consultation-assistant is a subscription in version 2026-03-24 and would be a perpetual license"),
                refused.text());
        String text = JsonMapper.builder().build().writeValueAsString(perpetual("next"));
        caller.post(VERSIONS + "/check", "{\"source\": " + text + "}").is(409, "ITEM_CHANGED");
        assertTrue(!caller.get(VERSIONS).text().contains("\"next\""));
    }

    @Test
    void aVersionPublishedBeforeALaterOneMustAlsoFitIt() {
        Caller caller = TestServer.sandbox("2026-03-01T09:00:00Z");
        String later = ipc("later", 1).replace("id: ipc/pre-consultation-assistant", "id: ipc/new");
        publish(caller, "later", later, "2026-06-01T00:00:00Z").is(200);
        String earlier =
                perpetual("earlier").replace("id: ipc/pre-consultation-assistant", "id: ipc/new");
        publish(caller, "earlier", earlier, "2026-05-01T00:00:00Z").is(409, "ITEM_CHANGED");
    }

    @Test
    void aSandboxKeepsTheVersionsItSeesAndItsOwn() {
        Caller sandbox = TestServer.sandbox("2026-03-01T09:00:00Z");
        String at = Instant.now().plusSeconds(500_000_000).toString().substring(0, 19) + "Z";
        String own = at.substring(0, 4) + "-own";
        // Names visible from the live realm are taken, whatever their content.
        publish(sandbox, "2026-03-24", ipc("2026-03-24", 1), at).is(409, "CATALOG_VERSION_EXISTS");
        // A sandbox's own version keeps its name when the live realm publishes another of that
        // name.
        String kept = ipc(own, 6000).replace("id: ipc/overseas-deployment", "id: ipc/kept");
        publish(sandbox, own, kept, at).is(200);
        publish(TestServer.live(), own, ipc(own, 7000), at).is(200);
        Answer seen = sandbox.get("/v1/catalogs/ipc?version=" + own).is(200);
        assertTrue(seen.text().contains("ipc/kept"), seen.text());
        // From one instant on its own version is in force, and the live one can still be looked up.
        String live = own + "-live";
        String other = own + "-other";
        String then = Instant.parse(at).plusSeconds(60).toString();
        publish(TestServer.live(), live, ipc(live, 7100), then).is(200);
        publish(sandbox, other, ipc(other, 6100), then).is(200);
        sandbox.get("/v1/catalogs/ipc?version=" + live).is(200);
        sandbox.post("/v1/sandboxes/" + sandbox.realm() + "/clock", "{\"now\": \"" + then + "\"}")
                .is(200);
        sandbox.get("/v1/catalogs/ipc").is(200).has("/version", other);
        // A live version that changes the meaning of one of its own ids is not visible.
        String odd = own + "-odd";
        String changed =
                perpetual(odd).replace("id: ipc/pre-consultation-assistant", "id: ipc/kept");
        publish(TestServer.live(), odd, changed, Instant.parse(at).plusSeconds(120).toString())
                .is(200);
        sandbox.get("/v1/catalogs/ipc?version=" + odd).is(404, "UNKNOWN_CATALOG");
        TestServer.live().get("/v1/catalogs/ipc?version=" + odd).is(200);
    }

    /// The JSON of a price check for the assistant: who holds it.
    private static Answer checked(Caller caller, String at) {
        String text = JsonMapper.builder().build().writeValueAsString(ipc("next", 6000));
        return caller.post(
                        VERSIONS + "/check", "{\"source\": " + text + ", \"at\": \"" + at + "\"}")
                .is(200);
    }

    private static void hasPrice(Answer answer, int held, int ordered, int quoted) {
        String counts =
                "\"code\":\"PRICE_CHANGED\",\"prices\":[{\"per\":\"SET_AND_MONTH\",\"before\":{\"amount\":\"5900\",\"currency\":\"USD\"},\"after\":{\"amount\":\"6000\",\"currency\":\"USD\"}}],\"accounts\":{\"held\":%d,\"ordered\":%d,\"quoted\":%d}"
                        .formatted(held, ordered, quoted);
        assertTrue(answer.text().contains(counts), answer.text());
    }

    @Test
    void eachChangeCountsTheAccountsAffected() {
        Hospital hospital = Hospital.open();
        Caller caller = hospital.caller();
        String line = "{\"item\": \"" + ITEM + "\", \"months\": 1}";
        String at = "2027-01-01T00:00:00Z";
        hasPrice(checked(caller, at), 0, 0, 0);
        hospital.post("/quotes", "{\"lines\": [" + line + "]}").is(201);
        hospital.post("/quotes", "{\"lines\": [" + line + "]}").is(201);
        hasPrice(checked(caller, at), 0, 0, 1);
        String order = hospital.order(line);
        hospital.order(line);
        hasPrice(checked(caller, at), 0, 1, 1);
        hospital.pay(order).is(201);
        hasPrice(checked(caller, at), 1, 1, 1);
        // The second order stays unpaid for 14 days; the quotes hold for 30.
        hospital.clock("2026-03-15T09:00:00Z");
        hasPrice(checked(caller, at), 1, 0, 1);
        hospital.clock("2026-03-31T09:00:00Z");
        hasPrice(checked(caller, at), 1, 0, 0);
        // In arrears and suspended it can still be renewed.
        hospital.clock("2026-06-01T00:00:00Z");
        Answer suspended = checked(caller, at);
        hasPrice(suspended, 1, 0, 0);
        suspended.has("/from", "2026-03-24").has("/effective_from", at);
        // It is compared with the version in force at its effective instant.
        publish(caller, "between", ipc("between", 5950), "2026-10-01T00:00:00Z").is(200);
        checked(caller, at).has("/from", "between");
        checked(caller, "2026-09-01T00:00:00Z").has("/from", "2026-03-24");
    }

    @Test
    void anItemEndedForGoodIsNotCountedAsHeld() {
        Hospital hospital = Hospital.open();
        hospital.buy("{\"item\": \"ipc/overseas-deployment\"}");
        hospital.buy("{\"item\": \"" + ITEM + "\", \"months\": 1}");
        String at = "2028-01-01T00:00:00Z";
        String text =
                JsonMapper.builder()
                        .build()
                        .writeValueAsString(
                                ipc("next", 6000).replace("amount: 70000", "amount: 70001"));
        String body = "{\"source\": " + text + ", \"at\": \"" + at + "\"}";
        String before = hospital.caller().post(VERSIONS + "/check", body).is(200).text();
        String held = "\"accounts\":{\"held\":1,\"ordered\":0,\"quoted\":0}";
        assertTrue(before.contains("70001"), before);
        String service = before.substring(before.indexOf("ipc/overseas-deployment"));
        assertTrue(service.contains(held), before);
        hospital.clock("2027-03-02T00:00:00Z");
        String after = hospital.caller().post(VERSIONS + "/check", body).is(200).text();
        String gone = after.substring(after.indexOf("ipc/overseas-deployment"));
        assertTrue(gone.contains("\"held\":0") && !gone.contains(held), after);
    }
}
