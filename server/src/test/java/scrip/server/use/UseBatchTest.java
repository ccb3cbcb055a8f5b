package scrip.server.use;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import scrip.server.Browser;
import scrip.server.Caller;
import scrip.server.Caller.Answer;
import scrip.server.Hospital;
import scrip.server.TestServer;
import scrip.server.role.TenantTest;

/// Many uses in one request: each is answered as if it had been sent alone.
class UseBatchTest {

    private static final String PATH = "/v1/uses/batch";
    private static final String SECOND = "second-hospital";

    private final Hospital hospital = Hospital.open();
    private final Caller vendor = hospital.caller();

    UseBatchTest() {
        hospital.buy(Hospital.INSPECTIONS);
        vendor.put(
                        "/v1/organizations/" + SECOND,
                        "{\"kind\": \"INSTITUTION\", \"name\": \"Second\", \"default_storage_years\": 5}")
                .is(200);
    }

    private static String use(String organization, long quantity, String key) {
        return """
        {"organization": "%s", "resource": "aimis/cloud-inspection", "quantity": %d,
         "key": "%s"}
        """
                .formatted(organization, quantity, key);
    }

    private static String use(long quantity, String key) {
        return use(Hospital.ID, quantity, key);
    }

    private static String batch(List<String> uses) {
        return "{\"uses\": [" + String.join(", ", uses) + "]}";
    }

    private static Answer body(Caller caller, String body) {
        return caller.send("POST", PATH, body, Map.of());
    }

    private static Answer send(Caller caller, String... uses) {
        return body(caller, batch(List.of(uses)));
    }

    private static String at(int index, String rest) {
        return "/answers/" + index + rest;
    }

    private static void problem(Answer answer, int index, int status, String code) {
        answer.has(at(index, "/index"), Integer.toString(index))
                .has(at(index, "/status"), Integer.toString(status))
                .has(at(index, "/problem/status"), Integer.toString(status))
                .has(at(index, "/problem/code"), code)
                .has(at(index, "/problem/request_id"), answer.header("X-Request-Id"))
                .has(at(index, "/answer"), "");
    }

    private static void booked(Answer answer, int index, String key, long available) {
        answer.has(at(index, "/index"), Integer.toString(index))
                .has(at(index, "/key"), key)
                .has(at(index, "/status"), "201")
                .has(at(index, "/answer/result"), "BOOKED")
                .has(at(index, "/answer/available"), Long.toString(available));
    }

    @Test
    void usesOfSeveralAccountsAreBookedInTheirOrder() {
        vendor.post(
                        "/v1/organizations/" + SECOND + "/grants",
                        "{\"resource\": \"aimis/cloud-inspection\", \"quantity\": 10}")
                .is(201);
        Answer answer =
                send(
                                vendor,
                                use(100, "a"),
                                use(SECOND, 1, "a"),
                                use(200, "b"),
                                use(SECOND, 2, "b"),
                                use(300, "c"))
                        .is(200);
        booked(answer, 0, "a", 900);
        booked(answer, 1, "a", 9);
        booked(answer, 2, "b", 700);
        booked(answer, 3, "b", 7);
        booked(answer, 4, "c", 400);
    }

    @Test
    void anElementIsAnsweredLikeARequestOfItsOwn() {
        Answer many = send(vendor, use(3, "k-1"), use(0, "k-2"), use(SECOND, 1, "k-3")).is(200);
        Answer one = hospital.use(3, "k-1").is(201);
        assertEquals(one.json(), many.json().at(at(0, "/answer")));
        for (int i = 1; i <= 2; i++) {
            String wanted = i == 1 ? use(0, "k-2") : use(SECOND, 1, "k-3");
            Answer alone = vendor.send("POST", "/v1/uses", wanted, Map.of());
            for (String field : List.of("/type", "/title", "/status", "/code", "/detail")) {
                many.has(at(i, "/problem" + field), alone.at(field));
            }
        }
    }

    @Test
    void oneRefusedOrFaultyStopsNoOther() {
        Answer answer =
                send(
                                vendor,
                                use(1, "a"),
                                use(SECOND, 1, "b"),
                                use(-1, "c"),
                                "{\"organization\": \"B!\", \"quantity\": 1.5, \"more\": 1, \"key\": \"d d\"}",
                                "7",
                                "{}",
                                "{\"organization\": \"first-hospital\", \"resource\": \"\\ud800\","
                                        + " \"quantity\": 1, \"key\": \"e\"}",
                                use("no-hospital", 1, "f"),
                                use(1, "g"))
                        .is(200);
        booked(answer, 0, "a", 999);
        problem(answer, 1, 402, "NOT_LICENSED");
        problem(answer, 2, 422, "QUANTITY_BELOW_MINIMUM");
        problem(answer, 3, 400, "INPUT_INVALID");
        List<String> pointers =
                IntStream.range(0, 9)
                        .mapToObj(i -> answer.at(at(3, "/problem/errors/" + i + "/pointer")))
                        .filter(pointer -> !pointer.isEmpty())
                        .toList();
        assertEquals(List.of("/organization", "/resource", "/quantity", "/key", "/more"), pointers);
        answer.has(at(3, "/key"), "");
        problem(answer, 4, 400, "JSON_MALFORMED");
        problem(answer, 5, 400, "INPUT_INVALID");
        assertTrue(answer.at(at(5, "/problem/detail")).startsWith("4 things"), answer.text());
        problem(answer, 6, 400, "INPUT_INVALID");
        answer.has(at(6, "/problem/errors/0/pointer"), "/resource").has(at(6, "/key"), "e");
        problem(answer, 7, 404, "UNKNOWN_ORGANIZATION");
        booked(answer, 8, "g", 998);
    }

    @Test
    void theSameKeyTwiceIsARepeatOrReused() {
        Answer answer = send(vendor, use(5, "a"), use(5, "a"), use(6, "a"), use(5, "b")).is(200);
        booked(answer, 0, "a", 995);
        booked(answer, 1, "a", 995);
        problem(answer, 2, 409, "KEY_REUSED");
        booked(answer, 3, "b", 990);
    }

    @Test
    void aRepeatOfTheWholeOrOfPartAnswersEachByItsKey() {
        String[] uses = {use(1, "a"), use(2, "b"), use(-1, "c"), use(3, "d")};
        Answer first = send(vendor, uses).is(200);
        send(vendor, use(7, "later")).is(200);
        Answer again = send(vendor, uses).is(200);
        for (int i : new int[] {0, 1, 3}) {
            assertEquals(first.json().at(at(i, "")), again.json().at(at(i, "")));
        }
        Answer part = send(vendor, use(3, "d"), use(4, "e")).is(200);
        assertEquals(first.json().at(at(3, "/answer")), part.json().at(at(0, "/answer")));
        booked(part, 1, "e", 1_000 - 6 - 7 - 4);
        hospital.use(2, "b").is(201).has("/available", first.at(at(1, "/answer/available")));
        hospital.get("/pools").is(200).has("/items/0/used", "17");
    }

    @Test
    void twoClientsThatSendTheSameBatchGetTheSameAnswers() {
        List<String> uses = IntStream.range(0, 200).mapToObj(i -> use(1, "k-" + i)).toList();
        List<CompletableFuture<Answer>> both = new ArrayList<>();
        for (int n = 0; n < 4; n++) {
            both.add(CompletableFuture.supplyAsync(() -> body(vendor, batch(uses))));
        }
        Answer one = both.getFirst().join().is(200);
        for (CompletableFuture<Answer> other : both) {
            assertEquals(one.json(), other.join().is(200).json());
        }
        booked(one, 199, "k-199", 800);
        hospital.get("/pools").is(200).has("/items/0/used", "200");
    }

    @Test
    void aThousandElementsOfAnyLengthAreTakenAndNotOneMore() {
        String long200 = "\\u4f60".repeat(199);
        List<String> uses = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            String number = "%04d".formatted(i);
            uses.add(
                    """
                    {"organization": "%s", "within": "%s", "resource": "%s", "quantity": -1000000000,
                     "key": "%s", "subject": "x%s", "storage_years": 100, "surface": "PATIENT",
                     "event_at": "2026-03-01T09:00:00.000000000+00:00", "reported": false}
                    """
                            .formatted(
                                    "o".repeat(63),
                                    "w".repeat(63),
                                    long200 + "x",
                                    "k".repeat(196) + number,
                                    long200));
        }
        String longest = batch(uses);
        assertTrue(longest.length() > 2_500_000, "only " + longest.length());
        Answer answer = body(vendor, longest).is(200);
        problem(answer, 999, 404, "UNKNOWN_ORGANIZATION");
        assertEquals(1_000, answer.json().at("/answers").size());

        List<String> many = IntStream.range(0, 1_000).mapToObj(i -> use(1, "k-" + i)).toList();
        booked(body(vendor, batch(many)).is(200), 999, "k-999", 0);
        List<String> more = new ArrayList<>(many);
        more.add(use(1, "k-1000"));
        body(vendor, batch(more)).is(400, "INPUT_INVALID").has("/errors/0/pointer", "/uses");
        hospital.get("/pools").is(200).has("/items/0/used", "1000").has("/items/0/arrears", "0");
        body(vendor, "{\"uses\": [" + " ".repeat(4_000_000) + "]}").is(413, "BODY_TOO_LARGE");
    }

    @Test
    void aBodyThatIsNoBatchIsRefusedAsAWhole() {
        for (String wrong : List.of("", "{", "[]", "7", "{\"uses\": [{\"key\": 1, \"key\": 2}]}")) {
            body(vendor, wrong).is(400, "JSON_MALFORMED");
        }
        for (String wrong :
                List.of(
                        "{}",
                        "{\"uses\": []}",
                        "{\"uses\": {}}",
                        "{\"uses\": null}",
                        "{\"uses\": \"all\"}",
                        "{\"questions\": [{}]}")) {
            body(vendor, wrong)
                    .is(400, "INPUT_INVALID")
                    .has("/errors/0/pointer", "/uses")
                    .has("/errors/0/in", "BODY");
        }
        String one = batch(List.of(use(1, "a")));
        body(vendor, one.replace("{\"uses\"", "{\"more\": 1, \"uses\"")).is(400, "INPUT_INVALID");
        vendor.send("POST", PATH + "?more=1", one, Map.of()).is(400, "INPUT_INVALID");
        assertEquals(
                "OPTIONS, POST", vendor.get(PATH).is(405, "METHOD_NOT_ALLOWED").header("Allow"));
        new Caller(TestServer.root(), TestServer.TOKEN, "no-such-realm")
                .send("POST", PATH, one, Map.of())
                .is(404, "UNKNOWN_REALM");
        hospital.get("/pools").is(200).has("/items/0/used", "0");
    }

    private Caller key(String path, String more) {
        Answer made =
                vendor.post(
                                path,
                                "{\"name\": \"k\", \"actions\": [\"uses.write\"], \"expires_at\": \"%s\"%s}"
                                        .formatted(TenantTest.nextYear(), more))
                        .is(201);
        return new Caller(TestServer.root(), made.at("/secret"), null);
    }

    @Test
    void eachElementNeedsThePermissionThatItWouldNeedAlone() {
        Caller own = key(Hospital.PATH + "/keys", "");
        Answer answer =
                send(own, use(1, "a"), use(SECOND, 1, "b"), use("no-hospital", 1, "b"), use(1, "c"))
                        .is(200);
        booked(answer, 0, "a", 999);
        problem(answer, 1, 404, "UNKNOWN_ORGANIZATION");
        problem(answer, 2, 404, "UNKNOWN_ORGANIZATION");
        assertEquals(
                answer.at(at(2, "/problem/detail")),
                answer.at(at(1, "/problem/detail")).replace(SECOND, "no-hospital"));
        booked(answer, 3, "c", 998);
        assertFalse(answer.text().contains("Second"), answer.text());

        Caller product = key("/v1/keys", ", \"product\": \"ipc\"");
        problem(send(product, use(1, "p")).is(200), 0, 403, "FORBIDDEN");
        Caller right = key("/v1/keys", ", \"product\": \"aimis\"");
        booked(send(right, use(1, "p")).is(200), 0, "p", 997);

        Browser viewer = Browser.member(Hospital.ID, "viewer", vendor.realm());
        viewer.post(PATH, batch(List.of(use(1, "v")))).is(403, "FORBIDDEN");
        Browser operator = Browser.member(Hospital.ID, "operator", vendor.realm());
        booked(operator.post(PATH, batch(List.of(use(1, "v")))).is(200), 0, "v", 996);
        new Caller(TestServer.root(), null, vendor.realm())
                .send("POST", PATH, batch(List.of(use(1, "n"))), Map.of())
                .is(401, "UNAUTHENTICATED");
    }

    @Test
    void anElementMayNameTheConsortiumThatPays() {
        vendor.put("/v1/organizations/union", "{\"kind\": \"CONSORTIUM\", \"name\": \"Union\"}")
                .is(200);
        Caller own = key(Hospital.PATH + "/keys", "");
        String within =
                use(1, "w")
                        .replace("\"key\"", "\"within\": \"union\", \"storage_years\": 5, \"key\"");
        problem(send(own, within).is(200), 0, 403, "NOT_MEMBER");
        problem(
                send(own, within.replace("union", "no-union"), use(1, "x")).is(200),
                0,
                403,
                "NOT_MEMBER");
        vendor.send("PUT", "/v1/organizations/union/members/" + Hospital.ID, null, Map.of())
                .is(200);
        vendor.post(
                        "/v1/organizations/union/grants",
                        "{\"resource\": \"aimis/cloud-inspection\", \"quantity\": 10, \"storage_years\": 5}")
                .is(201);
        Answer answer = send(own, within, use(1, "w")).is(200);
        booked(answer, 0, "w", 9);
        booked(answer, 1, "w", 998);
    }

    @Test
    void theCallersRequestIdIsThatOfEveryElement() {
        Answer answer =
                vendor.send(
                                "POST",
                                PATH,
                                batch(List.of(use(1, "a"), use(-1, "b"))),
                                Map.of("X-Request-Id", "my-batch.7"))
                        .is(200);
        assertEquals("my-batch.7", answer.header("X-Request-Id"));
        answer.has(at(1, "/problem/request_id"), "my-batch.7");
        String metrics = TestServer.live().get("/metrics").is(200).text();
        assertTrue(metrics.contains("http_server_requests"), metrics);
    }
}
