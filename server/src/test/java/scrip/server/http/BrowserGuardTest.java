package scrip.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import scrip.server.Browser;
import scrip.server.Caller;
import scrip.server.Caller.Answer;
import scrip.server.Hospital;
import scrip.server.Operation;
import scrip.server.TestServer;

/// What pages of other sites cannot do, and the security headers of every answer.
class BrowserGuardTest {

    private static final List<String> HEADERS =
            List.of(
                    "Content-Security-Policy",
                    "X-Content-Type-Options",
                    "X-Frame-Options",
                    "Referrer-Policy");

    private final Hospital hospital = Hospital.open();
    private final String realm = hospital.caller().realm();
    private final Browser owner = Browser.member(Hospital.ID, "owner", realm);

    private static boolean changesWithASession(Operation operation) {
        return !operation.isReading() && !operation.isOpen();
    }

    @Test
    void changesNeedTheTokenOfTheSession() {
        List<String> taken = new ArrayList<>();
        int asked = 0;
        for (Operation operation : Operation.all()) {
            if (!changesWithASession(operation)) {
                continue;
            }
            for (String token : List.of("", "another")) {
                Answer answer =
                        owner.send(
                                operation.method(),
                                operation.path(Map.of("organization", Hospital.ID)),
                                operation.body(Hospital.ID),
                                token.isEmpty() ? Map.of() : Map.of("X-CSRF-Token", token));
                asked++;
                if (answer.status() != 403 || !answer.at("/code").equals("CSRF_TOKEN_WRONG")) {
                    taken.add(operation + " answered " + answer.status() + " " + answer.text());
                }
            }
        }
        assertEquals(List.of(), taken);
        assertTrue(asked > 100, asked + " were asked");
        owner.get("/v1/session").is(200);
    }

    /// Applies even without a session: another site cannot sign anybody in.
    @Test
    void pagesOfOtherSitesCannotChangeAnything() {
        List<Map<String, String>> elsewhere =
                List.of(
                        Map.of("Sec-Fetch-Site", "cross-site"),
                        Map.of("Sec-Fetch-Site", "same-site"),
                        Map.of("Origin", "https://evil.example"),
                        Map.of("Origin", TestServer.root() + ".evil.example"),
                        Map.of("Origin", "null"));
        List<String> taken = new ArrayList<>();
        for (Map<String, String> headers : elsewhere) {
            // Each their own, since nobody asks for as much as all of them together.
            Browser person = Browser.member(Hospital.ID, "owner", realm);
            for (Operation operation : Operation.all()) {
                if (operation.isReading()) {
                    continue;
                }
                Answer answer =
                        person.with(headers)
                                .send(
                                        operation.method(),
                                        operation.path(Map.of("organization", Hospital.ID)),
                                        operation.body(Hospital.ID));
                if (answer.status() != 403 || !answer.at("/code").equals("CSRF_TOKEN_WRONG")) {
                    taken.add(headers + " " + operation + " answered " + answer.status());
                }
            }
        }
        assertEquals(List.of(), taken);
    }

    @Test
    void ourOwnPagesAndProgramsAreAccepted() {
        String body = "{\"name\": \"Wang Li\", \"locale\": \"en\"}";
        String host = TestServer.root();
        for (Map<String, String> headers :
                List.of(
                        Map.of("Sec-Fetch-Site", "same-origin", "Origin", host),
                        Map.of("Sec-Fetch-Site", "none"),
                        Map.of("Origin", host),
                        Map.of("Origin", host.replace("127.0.0.1", "localhost")),
                        Map.<String, String>of())) {
            owner.with(headers).send("PUT", "/v1/person", body).is(200);
        }
    }

    @Test
    void everyKindOfAnswerHasTheSecurityHeaders() throws IOException {
        Caller caller = hospital.caller();
        Answer page = caller.send("GET", "/", null, Map.of("Accept", "text/html")).is(200);
        Matcher script = Pattern.compile("src=\"(/assets/[^\"]+[.]js)\"").matcher(page.text());
        assertTrue(script.find());
        Answer asset = caller.get(script.group(1)).is(200);
        List<Answer> answers =
                List.of(
                        page,
                        asset,
                        caller.send(
                                        "GET",
                                        script.group(1),
                                        null,
                                        Map.of("If-None-Match", asset.header("ETag")))
                                .is(304),
                        caller.get("/docs").is(200),
                        caller.get("/openapi.yaml").is(200),
                        caller.get("/health").is(200),
                        new Caller(TestServer.root(), "x", null).get("/metrics").is(401),
                        caller.get("/nothing").is(404),
                        caller.get("/v1/nothing").is(404),
                        hospital.get("/orders").is(200),
                        hospital.get("/orders?format=csv").is(200),
                        hospital.get("/orders?limit=x").is(400),
                        new Caller(TestServer.root(), null, null).get("/v1/audit").is(401),
                        caller.send("DELETE", "/v1/uses", null, Map.of()).is(405),
                        hospital.use(1, "u-1").is(402),
                        hospital.access("aimis/basic", "API").is(200));
        for (Answer answer : answers) {
            for (String header : HEADERS) {
                String told = answer.header(header);
                assertEquals(page.header(header), told, answer.raw().uri() + " " + header);
            }
        }
        String policy = page.header("Content-Security-Policy");
        assertTrue(policy.contains("default-src 'none'"), policy);
        assertTrue(policy.contains("frame-ancestors 'none'"), policy);
        assertTrue(!policy.contains("unsafe-eval"), policy);
        assertTrue(!policy.matches(".*script-src[^;]*unsafe-inline.*"), policy);
    }

    /// Requests that the servlet container refuses before our code sees them.
    @Test
    void refusalsOfTheContainerHaveTheSecurityHeaders() throws IOException {
        for (String line :
                List.of("GET /v1/%zz HTTP/1.1", "GET /a\\b HTTP/1.1", "BAD", "GET / HTTP/9.9")) {
            String answer = raw(line);
            if (!answer.startsWith("HTTP/1.1")) {
                continue;
            }
            String low = answer.toLowerCase(Locale.ROOT);
            for (String header : HEADERS) {
                assertTrue(low.contains("\n" + header.toLowerCase(Locale.ROOT) + ": "), answer);
            }
        }
        assertTrue(raw("GET /v1/%zz HTTP/1.1").startsWith("HTTP/1.1 400"));
    }

    private static String raw(String line) throws IOException {
        URI root = URI.create(TestServer.root());
        try (Socket socket = new Socket(root.getHost(), root.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write(
                            (line + "\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                                    .getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
