package scrip.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import scrip.server.Caller;
import scrip.server.Caller.Answer;
import scrip.server.Hospital;
import scrip.server.TestServer;

/// Whatever is sent, one clear answer comes back.
class BadInputTest {

    private static final Caller CALLER = TestServer.live();
    private static final String USE =
            "{\"organization\": \"nobody\", \"resource\": \"r\", \"quantity\": %s, \"key\": \"k\"}";

    private static Answer use(String body) {
        return CALLER.send("POST", "/v1/uses", body, Map.of());
    }

    private static Answer bytes(String path, byte[] body, String type) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Authorization", "Bearer " + TestServer.TOKEN);
        headers.put("Content-Type", type);
        headers.put("Idempotency-Key", "k");
        return CALLER.sendBytes("POST", path, body, headers);
    }

    @Test
    void allFaultsAreReportedAtOnceWithTheirPlaces() {
        Answer answer =
                CALLER.send(
                                "POST",
                                "/v1/organizations/UPPER/orders?extra=1",
                                """
                                {"lines": [{"item": "x", "quantity": "many", "for": "-"},
                                           {"quantity": 1.5, "colour": "red"}, 7],
                                 "terms_accepted": "yes", "note": null, "accepted_by": " "}
                                """,
                                Map.of())
                        .is(400, "INPUT_INVALID");
        for (String place :
                new String[] {
                    "PATH /organization", "QUERY /extra", "HEADER /Idempotency-Key",
                    "BODY /lines/0/quantity", "BODY /lines/0/for", "BODY /lines/1/item",
                    "BODY /lines/1/quantity", "BODY /lines/1/colour", "BODY /lines/2",
                    "BODY /terms_accepted", "BODY /accepted_by", "BODY /note"
                }) {
            String[] parts = place.split(" ", -1);
            String fault = "{\"in\":\"" + parts[0] + "\",\"pointer\":\"" + parts[1] + "\"";
            assertTrue(answer.text().contains(fault), place + " is not in " + answer.text());
        }
        assertEquals(12, answer.json().at("/errors").size(), answer.text());
    }

    @Test
    void numbersThatAreNotQuantitiesAreRefused() {
        for (String wrong :
                new String[] {
                    "1.0",
                    "1e3",
                    "\"7\"",
                    "true",
                    "null",
                    "[]",
                    "{}",
                    "9223372036854775808",
                    "-9223372036854775809",
                    "9223372036854775807",
                    "1000000001"
                }) {
            use(USE.formatted(wrong))
                    .is(400, "INPUT_INVALID")
                    .has("/errors/0/pointer", "/quantity");
        }
        use(USE.formatted("9".repeat(50))).is(400, "JSON_MALFORMED");
        use(USE.formatted("NaN")).is(400, "JSON_MALFORMED");
        Hospital hospital = Hospital.open();
        hospital.buy(Hospital.INSPECTIONS);
        hospital.use(-1, "negative").is(422, "QUANTITY_BELOW_MINIMUM");
        hospital.use(0, "none").is(422, "QUANTITY_BELOW_MINIMUM");
    }

    @Test
    void aBodyThatIsNotOneJsonObjectIsRefused() {
        for (String wrong :
                new String[] {
                    "",
                    "{",
                    "{}{}",
                    "{\"a\": 1,}",
                    "not json",
                    "{\"key\": \"a\", \"key\": \"b\"}",
                    "[".repeat(1000),
                    "\u0000",
                    "{\"a\": \"\u0001\"}"
                }) {
            use(wrong).is(400, "JSON_MALFORMED");
        }
        for (String wrong : new String[] {"[]", "7", "\"text\"", "null"}) {
            use(wrong).is(400, "JSON_MALFORMED");
        }
        byte[] broken = "{\"organization\": \"caf\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1);
        bytes("/v1/uses", broken, "application/json").is(400, "JSON_MALFORMED");
        bytes("/v1/organizations/a/orders", broken, "application/json").is(400, "JSON_MALFORMED");
    }

    @Test
    void aBodyThatIsTooLargeGetsOneClearAnswer() {
        byte[] large = new byte[10_000_000];
        Arrays.fill(large, (byte) ' ');
        for (String path : new String[] {"/v1/uses", "/v1/organizations/a/orders"}) {
            bytes(path, large, "application/json").is(413, "BODY_TOO_LARGE");
        }
    }

    /// A body of unknown length is read no further than the limit and not truncated there either.
    @Test
    void aBodyWithoutALengthHasTheSameLimit() throws Exception {
        byte[] large = new byte[1_000_001];
        Arrays.fill(large, (byte) ' ');
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(TestServer.root() + "/v1/uses"))
                        .header("Authorization", "Bearer " + TestServer.TOKEN)
                        .header("Content-Type", "application/json")
                        .POST(
                                HttpRequest.BodyPublishers.ofInputStream(
                                        () -> new ByteArrayInputStream(large)))
                        .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer =
                    client.send(request, HttpResponse.BodyHandlers.ofString());
            assertEquals(413, answer.statusCode(), answer.body());
        }
    }

    @Test
    void otherMediaTypesAreRefusedWithTheExpectedOne() {
        byte[] body = USE.formatted("1").getBytes(StandardCharsets.UTF_8);
        for (String type : new String[] {"text/plain", "application/xml", "nonsense"}) {
            bytes("/v1/uses", body, type).is(415, "MEDIA_TYPE_NOT_SUPPORTED");
        }
        bytes("/v1/uses", body, "application/json; charset=utf-8").is(404, "UNKNOWN_ORGANIZATION");
    }

    @Test
    void unknownPathsAndMethodsAreRefused() {
        CALLER.get("/v1/nothing").is(404, "UNKNOWN_PATH");
        CALLER.get("/v1/organizations/a/orders/1/2/3").is(404, "UNKNOWN_PATH");
        CALLER.get("/v1/uses/").is(404, "UNKNOWN_PATH");
        assertEquals(
                "OPTIONS, POST",
                CALLER.get("/v1/uses").is(405, "METHOD_NOT_ALLOWED").header("Allow"));
        assertEquals(
                "GET, HEAD, OPTIONS, PATCH, PUT",
                CALLER.delete("/v1/organizations/a").is(405, "METHOD_NOT_ALLOWED").header("Allow"));
        CALLER.post("/v1/access", "{}").is(405, "METHOD_NOT_ALLOWED");
    }

    @Test
    void keysAreChecked() {
        String order = "{\"lines\": [{\"item\": \"x\"}]}";
        CALLER.send("POST", "/v1/organizations/a/orders", order, Map.of())
                .is(400, "INPUT_INVALID")
                .has("/errors/0/pointer", "/Idempotency-Key");
        for (String wrong : new String[] {"k".repeat(201), "two words"}) {
            CALLER.post("/v1/organizations/a/orders", order, wrong)
                    .is(400, "INPUT_INVALID")
                    .has("/errors/0/in", "HEADER");
        }
        CALLER.post("/v1/uses", USE.formatted("1"), "other").is(400, "INPUT_INVALID");
        use(USE.formatted("1").replace(", \"key\": \"k\"", ""))
                .is(400, "INPUT_INVALID")
                .has("/errors/0/pointer", "/Idempotency-Key");
    }

    @Test
    void parametersAreChecked() {
        String access = "/v1/access?organization=a&feature=f&surface=";
        CALLER.get(access + "phone").is(400, "INPUT_INVALID").has("/errors/0/pointer", "/surface");
        CALLER.get(access + "api&surface=API").is(400, "INPUT_INVALID");
        CALLER.get(access + "api&storage_years=five").is(400, "INPUT_INVALID");
        CALLER.get(access + "api&as_of=yesterday").is(400, "INPUT_INVALID");
        CALLER.get(access + "api&as_of=2499-01-01T00:00:00Z").is(400, "INPUT_INVALID");
        CALLER.get(access + "api&feature=%ff").is(400, "INPUT_INVALID");
        CALLER.get(access + "api").is(404, "UNKNOWN_ORGANIZATION");
        CALLER.get("/v1/organizations?limit=0").is(400, "INPUT_INVALID");
        CALLER.get("/v1/organizations?limit=201").is(400, "INPUT_INVALID");
        CALLER.get("/v1/organizations/a/orders?cursor=1").is(400, "INPUT_INVALID");
        // One more than JavaScript keeps exactly.
        CALLER.get("/v1/organizations/a/history?after_seq=9007199254740992")
                .is(400, "INPUT_INVALID")
                .has("/errors/0/pointer", "/after_seq");
    }

    /// Whoever makes up a cursor hears so, whatever the list would have done with it.
    @Test
    void madeUpCursorsAreRefused() {
        for (String wrong :
                new String[] {
                    "",
                    "nothing",
                    "AAAA",
                    "_1_1",
                    "%00",
                    "2026-03-01T09:00:00Z_1_1",
                    "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                    "A".repeat(3_000)
                }) {
            for (String list : new String[] {"/v1/notices", "/v1/desk/debts", "/v1/audit"}) {
                CALLER.get(list + "?cursor=" + wrong)
                        .is(400, "INPUT_INVALID")
                        .has("/errors/0/pointer", "/cursor");
            }
        }
    }

    @Test
    void aRequestWithoutATokenIsRefused() {
        Caller nobody = new Caller(TestServer.root(), "wrong", null);
        assertTrue(
                nobody.get("/v1/organizations")
                        .is(401, "UNAUTHENTICATED")
                        .header("WWW-Authenticate")
                        .startsWith("Bearer"));
        CALLER.sendBytes("GET", "/v1/organizations", new byte[0], Map.of())
                .is(401, "UNAUTHENTICATED");
    }

    @Test
    void theCallersOwnRequestIdIsKept() {
        Answer own = CALLER.send("GET", "/v1/prices", null, Map.of("X-Request-Id", "my-request.7"));
        assertEquals("my-request.7", own.header("X-Request-Id"));
        Answer odd = CALLER.send("GET", "/v1/prices", null, Map.of("X-Request-Id", "<b>"));
        assertEquals(36, odd.header("X-Request-Id").length());
    }

    @Test
    void invalidHttpGetsAProblemToo() throws IOException {
        for (String line :
                new String[] {
                    "GET /v1/prices?a=<> HTTP/1.1",
                    "GET /v1/../../etc/passwd HTTP/1.1",
                    "GET /v1/organizations/a%2fb HTTP/1.1",
                    "NONSENSE"
                }) {
            String answer = raw(line + "\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            assertTrue(answer.startsWith("HTTP/1.1 4"), line + " -> " + answer);
            assertTrue(!answer.contains("\tat ") && !answer.contains("Apache"), answer);
            assertTrue(!answer.contains("<html"), answer);
        }
        String huge = "X-Big: " + "x".repeat(40_000);
        String answer = raw("GET / HTTP/1.1\r\nHost: localhost\r\n" + huge + "\r\n\r\n");
        assertTrue(answer.startsWith("HTTP/1.1 4"), answer);
        assertTrue(!answer.contains("<html"), answer);
    }

    private static String raw(String request) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), TestServer.server().port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            InputStream in = socket.getInputStream();
            byte[] answer = in.readNBytes(4_000);
            return new String(answer, StandardCharsets.UTF_8);
        } catch (SocketException reset) {
            return "HTTP/1.1 400 reset";
        }
    }
}
