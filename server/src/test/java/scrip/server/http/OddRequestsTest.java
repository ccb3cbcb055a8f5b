package scrip.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import scrip.server.Caller.Answer;
import scrip.server.TestServer;

/// Whatever comes over a socket gets a problem of its caller's, in the one form.
@Timeout(300)
class OddRequestsTest {

    private static final String HOST = Odd.HOST;
    private static final String END = Odd.END;
    private static final Pattern TELLS =
            Pattern.compile("Exception|\\tat |Apache|Tomcat|Jackson|Spring|<html|org\\.|java\\.");

    static IntStream ports() {
        return IntStream.of(
                TestServer.server().port(), TestServer.server().meteringPort().orElseThrow());
    }

    private static String shown(String request) {
        String text = request.replace("\r\n", "|").replaceAll("[^ -~]", "?");
        return text.length() > 120 ? text.substring(0, 120) + "…" : text;
    }

    @ParameterizedTest
    @MethodSource("ports")
    void everyOddRequestGetsAProblem(int port) throws IOException {
        List<String> wrong = new ArrayList<>();
        List<String> odd = Odd.requests();
        for (String request : odd) {
            Wire.Raw answer = Wire.one(port, request);
            String why = fault(answer);
            if (!why.isEmpty()) {
                wrong.add(why + ": " + shown(request) + " -> " + shown(answer.head()));
            }
        }
        assertEquals(List.of(), wrong, wrong.size() + " of " + odd.size());
        assertTrue(odd.size() > 150, odd.size() + " requests");
    }

    private static String fault(Wire.Raw answer) {
        int status = answer.status();
        boolean theirs = (status >= 400 && status < 500) || status == 501 || status == 505;
        if (!theirs) {
            return "status " + status;
        }
        if (TELLS.matcher(answer.body()).find()) {
            return "tells too much " + answer.body();
        }
        if (!answer.head().contains("application/problem+json")
                && !answer.body().contains("\"type\":\"/docs/problems/")) {
            return "no problem";
        }
        String json = answer.body().substring(Math.max(0, answer.body().indexOf('{')));
        boolean whole = json.endsWith("}") && !json.contains("\nHTTP/1.1 ");
        return whole && Answer.parsed(json).path("status").asInt() == status
                ? ""
                : "another answer " + shown(json);
    }

    @ParameterizedTest
    @MethodSource("ports")
    void afterA400TheConnectionGoesOn(int port) throws IOException {
        try (Wire wire = new Wire(port)) {
            for (String body : List.of("{", "[]", "{\"quantity\": 1.5}")) {
                wire.send(
                        Odd.post("Content-Length: " + body.length() + "\r\n", body)
                                .replace(END, "\r\n"));
                Wire.Raw answer = wire.next().orElseThrow();
                assertEquals(400, answer.status(), answer.body());
                assertEquals("", answer.header("Connection"));
            }
            wire.send(Odd.get("/v1/access").replace(END, "\r\n"));
            assertEquals(401, wire.next().orElseThrow().status());
            // Two at once, as one that guessed wrong might send.
            String bad = Odd.post("Content-Length: 1\r\n", "{").replace(END, "\r\n");
            wire.send(bad + bad);
            assertEquals(400, wire.next().orElseThrow().status());
            assertEquals(400, wire.next().orElseThrow().status());
            wire.send(Odd.post("Content-Length: 1\r\n", "{"));
            Wire.Raw last = wire.next().orElseThrow();
            assertEquals(400, last.status());
            assertEquals("close", last.header("Connection"));
            assertTrue(wire.next().isEmpty());
        }
    }

    /// What cannot be told from the next request is not read on.
    @ParameterizedTest
    @MethodSource("ports")
    void afterABodyThatCannotBeReadTheConnectionEnds(int port) throws IOException {
        try (Wire wire = new Wire(port)) {
            String smuggled = Odd.get("/v1/smuggled");
            wire.send(
                    Odd.post("Transfer-Encoding: chunked\r\n", "zz\r\n").replace(END, "\r\n")
                            + smuggled);
            assertEquals(400, wire.next().orElseThrow().status());
            assertTrue(wire.next().isEmpty());
        }
    }

    @Test
    void headTellsWhatGetWould() throws IOException {
        int port = TestServer.server().port();
        for (String path :
                List.of(
                        "/v1/prices",
                        "/v1/access?organization=a",
                        "/v1/catalogs",
                        "/docs",
                        "/",
                        "/docs/site.css",
                        "/openapi.yaml",
                        "/health",
                        "/metrics",
                        "/v1/nothing",
                        "/v1/organizations",
                        "/health/liveness",
                        "/docs/swagger-ui-bundle.js")) {
            Wire.Raw get = Wire.one(port, Odd.get(path));
            Wire.Raw head = Wire.one(port, Odd.get(path).replace("GET ", "HEAD "));
            assertEquals("", head.body(), path);
            assertEquals(headers(get), headers(head), path);
        }
        int metering = TestServer.server().meteringPort().orElseThrow();
        String access = Odd.get("/v1/access?organization=a");
        assertEquals(
                headers(Wire.one(metering, access)),
                headers(Wire.one(metering, access.replace("GET ", "HEAD "))));
    }

    private static List<String> headers(Wire.Raw answer) {
        return answer.head()
                .lines()
                .filter(l ->
                        !l.startsWith("Date:")
                                && !l.startsWith("X-Request-Id:")
                                // How it is sent, which nothing is.
                                && !l.startsWith("Transfer-Encoding:"))
                .toList();
    }

    @Test
    void everyPathTellsItsMethods() throws IOException {
        int port = TestServer.server().port();
        int metering = TestServer.server().meteringPort().orElseThrow();
        String read = "GET, HEAD, OPTIONS";
        assertMethods(port, "/v1/uses", "OPTIONS, POST");
        assertMethods(metering, "/v1/uses", "OPTIONS, POST");
        assertMethods(port, "/v1/access", read);
        assertMethods(metering, "/v1/access", read);
        assertMethods(port, "/v1/organizations/a", "GET, HEAD, OPTIONS, PATCH, PUT");
        assertMethods(port, "/v1/session", "DELETE, GET, HEAD, OPTIONS, POST");
        for (String path : List.of("/", "/docs", "/docs/site.css", "/openapi.yaml")) {
            assertMethods(port, path, read);
        }
        for (String path : List.of("/health", "/health/liveness")) {
            Wire.Raw refused = Wire.one(port, Odd.get(path).replace("GET ", "DELETE "));
            assertEquals(405, refused.status(), path);
            assertTrue(refused.header("Allow").contains("GET"), refused.head());
            assertTrue(refused.body().contains("METHOD_NOT_ALLOWED"), refused.body());
        }
        assertEquals(404, Wire.one(port, "OPTIONS /v1/nothing HTTP/1.1" + HOST + END).status());
        Wire.Raw all = Wire.one(port, "OPTIONS * HTTP/1.1" + HOST + END);
        assertEquals(200, all.status());
        assertFalse(all.header("Allow").contains("TRACE"), all.head());
    }

    private static void assertMethods(int port, String path, String allowed) throws IOException {
        Wire.Raw told = Wire.one(port, "OPTIONS " + path + " HTTP/1.1" + HOST + END);
        assertEquals(204, told.status(), path);
        assertEquals(allowed, told.header("Allow"), path);
        assertEquals("", told.body());
        assertEquals("", told.header("Access-Control-Allow-Origin"));
        String other = allowed.contains("PATCH") ? "DELETE " : "PATCH ";
        Wire.Raw refused = Wire.one(port, other + path + " HTTP/1.1" + HOST + END);
        assertEquals(405, refused.status(), path);
        assertEquals(allowed, refused.header("Allow"), path);
    }

    @Test
    void aServerIsAskedUnderItsOwnNamesOnly() throws IOException {
        int port = TestServer.server().port();
        for (String name :
                List.of("localhost", "localhost:1", "127.0.0.1", "LOCALHOST.", "[::1]")) {
            assertEquals(200, Wire.one(port, prices(name)).status(), name);
        }
        for (String name : List.of("evil.example", "192.0.2.1", "localhost.evil.example:8080")) {
            Wire.Raw refused = Wire.one(port, prices(name));
            assertEquals(421, refused.status(), name);
            assertTrue(refused.body().contains("\"code\":\"UNKNOWN_HOST\""), refused.body());
            assertFalse(refused.body().contains("evil"), refused.body());
            assertFalse(refused.header("X-Request-Id").isEmpty());
        }
        assertEquals(200, Wire.one(port, "GET /v1/prices HTTP/1.0\r\n\r\n").status());
    }

    private static String prices(String host) {
        return "GET /v1/prices HTTP/1.1\r\nHost: " + host + "\r\n" + END;
    }
}
