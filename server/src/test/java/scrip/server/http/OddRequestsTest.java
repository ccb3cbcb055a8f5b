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

    private static final String HOST = "\r\nHost: localhost\r\n";
    private static final String END = "Connection: close\r\n\r\n";
    private static final Pattern TELLS =
            Pattern.compile("Exception|\\tat |Apache|Tomcat|Jackson|Spring|<html|org\\.|java\\.");

    static IntStream ports() {
        return IntStream.of(
                TestServer.server().port(), TestServer.server().meteringPort().orElseThrow());
    }

    private static String get(String target) {
        return "GET " + target + " HTTP/1.1" + HOST + END;
    }

    private static String with(String header) {
        return "GET /v1/prices HTTP/1.1" + HOST + header + "\r\n" + END;
    }

    private static String post(String headers, String body) {
        return "POST /v1/uses HTTP/1.1"
                + HOST
                + "Authorization: Bearer "
                + TestServer.TOKEN
                + "\r\nContent-Type: application/json\r\n"
                + headers
                + END
                + body;
    }

    /// Requests that nobody could answer otherwise.
    private static List<String> odd() {
        List<String> all = new ArrayList<>(lines());
        targets().forEach(t -> all.add(get(t)));
        headers().forEach(h -> all.add(with(h)));
        all.addAll(bodies());
        return all;
    }

    private static List<String> lines() {
        List<String> all = new ArrayList<>();
        for (String method :
                List.of(
                        "CONNECT",
                        "TRACE",
                        "TRACK",
                        "PATCH",
                        "PROPFIND",
                        "get",
                        "Get",
                        "G\u00cbT",
                        "DEBUG",
                        "*",
                        "X".repeat(300),
                        "GET/",
                        "G\tET",
                        "G(T",
                        "\u0000",
                        "HEAD,GET",
                        "LOCK",
                        "PURGE",
                        "SEARCH")) {
            all.add(method + " /v1/uses HTTP/1.1" + HOST + END);
        }
        for (String version :
                List.of(
                        "HTTP/2.0",
                        "HTTP/3",
                        "HTTP/1.2",
                        "HTTP/11",
                        "HTTP/1",
                        "HTTP/0.9",
                        "http/1.1",
                        "HTTP/1.1x",
                        "HTTPS/1.1",
                        "RTSP/1.0",
                        "SIP/2.0",
                        "\u0000",
                        "HTTP/1.1 HTTP/1.1",
                        "HTTP/-1.1",
                        "ICY")) {
            all.add("GET /v1/prices " + version + HOST + END);
        }
        all.addAll(
                List.of(
                        "NONSENSE\r\n\r\n",
                        "GET\r\n\r\n",
                        "GET /v1/prices\r\n",
                        " GET /v1/prices HTTP/1.1" + HOST + END,
                        "POST /v1/uses\r\n",
                        "CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example:443\r\n" + END,
                        "CONNECT localhost:443 HTTP/1.1" + HOST + END,
                        "TRACE / HTTP/1.1" + HOST + END,
                        "TRACE * HTTP/1.1" + HOST + END,
                        "GET * HTTP/1.1" + HOST + END,
                        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                        "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003\r\n\r\n",
                        "\u0000\u0000\u0000\u0000\r\n\r\n",
                        "SSH-2.0-OpenSSH_9.2\r\n\r\n",
                        "EHLO evil.example\r\n\r\n",
                        "{\"jsonrpc\": \"2.0\"}\r\n\r\n"));
        return all;
    }

    private static List<String> targets() {
        List<String> all =
                new ArrayList<>(
                        List.of(
                                "/%zz",
                                "/%",
                                "/%2",
                                "/%u0041",
                                "/%00",
                                "/v1/uses%00",
                                "/a%2fb",
                                "/a%5cb",
                                "/a\\b",
                                "/\u0000",
                                "/\u0001",
                                "/\u007f",
                                "/\u00ff",
                                "/<script>",
                                "/a b c",
                                "/\"",
                                "/{",
                                "/}",
                                "/|",
                                "/^",
                                "/`",
                                "/../../etc/passwd",
                                "/v1/../../x",
                                "/%2e%2e/%2e%2e/x",
                                "/..%2f..",
                                "/.;/v1/uses",
                                "/v1/..;/..;/..;/x",
                                "//%ff",
                                "/%c0%ae%c0%ae/",
                                "/%ff%fe",
                                "/%ed%a0%80",
                                "x",
                                "x/y",
                                "?a=b",
                                "#a",
                                "..",
                                "ftp://localhost/",
                                "javascript:alert(1)",
                                "localhost:8080",
                                "http://evil.example/v1/prices",
                                "http://a@localhost/nothing",
                                "http://",
                                "http:///",
                                "http://[::1/",
                                "http://localhost:x/",
                                "/v1/nothing?\u0000",
                                "/v1/nothing?%00",
                                "/v1/nothing?a=%zz",
                                "/v1/nothing?a=%",
                                "/v1/nothing?<>",
                                "/v1/prices?a=<>",
                                "/v1/prices?a=|",
                                "/v1/access?organization=%ff",
                                "/v1/access?organization=%00",
                                "/v1/access?a=%zz",
                                "/v1/access?%",
                                "/v1/access?" + "a&".repeat(2_000),
                                "/v1/access?&&&=&==&",
                                "/v1/access?organization=a;surface=b",
                                "/v1/uses;jsessionid=1",
                                "/v1/access;a=b?organization=%u0041"));
        all.add("/" + "x".repeat(20_000));
        all.add("/" + "x/".repeat(7_000));
        all.add("/v1/access?" + "x".repeat(20_000));
        all.add("/v1/access?" + "%41".repeat(5_000));
        all.add("/" + "%".repeat(5_000));
        all.add("/" + "../".repeat(3_000));
        all.add("/" + ";a".repeat(3_000));
        return all;
    }

    private static List<String> headers() {
        List<String> all =
                new ArrayList<>(
                        List.of(
                                "Host: localhost",
                                "Host: evil.example",
                                "Host : localhost",
                                "Transfer-Encoding: gzip",
                                "Transfer-Encoding: identity, gzip",
                                "Transfer-Encoding: chunked, gzip",
                                "Transfer-Encoding: x",
                                "Transfer-Encoding: chunked, chunked",
                                "Transfer-Encoding: ,;",
                                "Transfer-Encoding: \u000bchunked",
                                "Transfer-Encoding: \"chunked\"",
                                "Content-Length: -1",
                                "Content-Length: +1",
                                "Content-Length: 1e3",
                                "Content-Length: 0x10",
                                "Content-Length: 1 1",
                                "Content-Length: 99999999999999999999",
                                "Content-Length: \u0661",
                                "Content-Length: 1\r\nContent-Length: 2",
                                "Content-Length: 1, 2",
                                "Expect: 200-ok",
                                "Expect: nothing",
                                "X: a\u0000b",
                                "X\u0000: a",
                                "X: a\rb",
                                "X y: z",
                                "X(: y",
                                "\u00e4: b",
                                ": no name",
                                " folded: x"));
        all.add("X: " + "y".repeat(20_000));
        all.add("X".repeat(20_000) + ": y");
        all.add("X: y\r\n".repeat(1_000).strip());
        all.add("Cookie: " + "a=b; ".repeat(1_000));
        return all;
    }

    private static List<String> bodies() {
        List<String> all = new ArrayList<>();
        for (String chunks :
                List.of(
                        "zz\r\n{}\r\n0\r\n\r\n",
                        "-2\r\n{}\r\n0\r\n\r\n",
                        "2\r\n{}0\r\n\r\n",
                        "2{}\r\n0\r\n\r\n",
                        "fffffffffffffffff\r\n{}",
                        "2\r\n{}\r\n",
                        "\r\n\r\n",
                        "0x2\r\n{}\r\n0\r\n\r\n",
                        "2 2\r\n{}\r\n0\r\n\r\n",
                        "1\r\n{}\r\n0\r\n\r\n",
                        "2;" + "a".repeat(20_000) + "\r\n{}\r\n0\r\n\r\n",
                        "2\n{}\n0\n\n",
                        "",
                        "2\r\n{}\r\n0\r\n" + "X: y\r\n".repeat(3_000) + "\r\n",
                        "2\r\n{}\r\n0\r\nX\u0000: y\r\n\r\n",
                        "7fffffff\r\n{}\r\n0\r\n\r\n",
                        "80000000\r\n{}\r\n0\r\n\r\n",
                        "\u0000\r\n{}")) {
            all.add(post("Transfer-Encoding: chunked\r\n", chunks));
        }
        for (String body :
                List.of(
                        "{",
                        "\u0000",
                        "[1",
                        "{\"a\": \"\u0001\"}",
                        "\u00ef\u00bb\u00bf{}",
                        "\u00ff\u00fe{",
                        "'a'",
                        "{a: 1}",
                        "{\"a\": 01}",
                        "{\"a\": NaN}",
                        "{\"a\":1}}",
                        "// x",
                        "<a/>",
                        "{\"a\": \"\\ud800\"}",
                        "{\"a\": \"\\x\"}",
                        "[".repeat(5_000),
                        "9".repeat(5_000),
                        "{\"a\":".repeat(2_000),
                        "\"" + "a".repeat(5_000))) {
            all.add(post("Content-Length: " + body.length() + "\r\n", body));
        }
        all.add(post("Content-Length: 50\r\n", "{}"));
        all.add(post("Content-Length: 2\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"));
        all.add(post("Content-Encoding: gzip\r\nContent-Length: 2\r\n", "{}"));
        all.add(post("", ""));
        all.add(post("Expect: 100-continue\r\nContent-Length: 50000000\r\n", ""));
        return all;
    }

    private static String shown(String request) {
        String text = request.replace("\r\n", "|").replaceAll("[^ -~]", "?");
        return text.length() > 120 ? text.substring(0, 120) + "…" : text;
    }

    @ParameterizedTest
    @MethodSource("ports")
    void everyOddRequestGetsAProblem(int port) throws IOException {
        List<String> wrong = new ArrayList<>();
        List<String> odd = odd();
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
                && !answer.body().contains("\"type\":\"urn:scrip:problem:")) {
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
                        post("Content-Length: " + body.length() + "\r\n", body)
                                .replace(END, "\r\n"));
                Wire.Raw answer = wire.next().orElseThrow();
                assertEquals(400, answer.status(), answer.body());
                assertEquals("", answer.header("Connection"));
            }
            wire.send(get("/v1/access").replace(END, "\r\n"));
            assertEquals(401, wire.next().orElseThrow().status());
            // Two at once, as one that guessed wrong might send.
            String bad = post("Content-Length: 1\r\n", "{").replace(END, "\r\n");
            wire.send(bad + bad);
            assertEquals(400, wire.next().orElseThrow().status());
            assertEquals(400, wire.next().orElseThrow().status());
            wire.send(post("Content-Length: 1\r\n", "{"));
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
            String smuggled = get("/v1/smuggled");
            wire.send(
                    post("Transfer-Encoding: chunked\r\n", "zz\r\n").replace(END, "\r\n")
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
            Wire.Raw get = Wire.one(port, get(path));
            Wire.Raw head = Wire.one(port, get(path).replace("GET ", "HEAD "));
            assertEquals("", head.body(), path);
            assertEquals(headers(get), headers(head), path);
        }
        int metering = TestServer.server().meteringPort().orElseThrow();
        String access = get("/v1/access?organization=a");
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
        assertMethods(port, "/v1/organizations/a", "GET, HEAD, OPTIONS, PUT");
        assertMethods(port, "/v1/session", "DELETE, GET, HEAD, OPTIONS, POST");
        for (String path : List.of("/", "/docs", "/docs/site.css", "/openapi.yaml")) {
            assertMethods(port, path, read);
        }
        for (String path : List.of("/health", "/health/liveness")) {
            Wire.Raw refused = Wire.one(port, get(path).replace("GET ", "DELETE "));
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
        Wire.Raw refused = Wire.one(port, "PATCH " + path + " HTTP/1.1" + HOST + END);
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
