package scrip.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import scrip.server.Caller;
import scrip.server.Hospital;

/// Text is well-formed everywhere, and a name is visible (X3).
final class CharactersTest {

    private static String use(String subject) {
        return """
        {"organization": "first-hospital", "resource": "aimis/mimi-ai-report", "quantity": 1,
         "subject": "%s"}
        """
                .formatted(subject);
    }

    @Test
    void aLoneSurrogateBooksNothingAndIsReportedWithItsPlace() {
        Hospital hospital = Hospital.open();
        Caller caller = hospital.caller();
        caller.post(
                        Hospital.PATH + "/grants",
                        "{\"resource\": \"aimis/mimi-ai-report\", \"quantity\": 10}")
                .is(201);
        for (String subject :
                new String[] {"\\ud800", "\\udfff", "a\\ude00b", "\\ud83d\\ud83d\\ude00"}) {
            caller.post("/v1/uses", use(subject))
                    .is(400, "INPUT_INVALID")
                    .has("/errors/0/in", "BODY")
                    .has("/errors/0/pointer", "/subject");
        }
        caller.post("/v1/uses", use("?")).is(201).has("/result", "BOOKED");
        caller.post("/v1/uses", use("\\ud83d\\ude00")).is(201).has("/result", "BOOKED");
    }

    @Test
    void everyLoneSurrogateIsReportedTogetherWithOtherFaults() {
        Caller.Answer answer =
                Hospital.open()
                        .caller()
                        .put(
                                "/v1/organizations/n3",
                                "{\"kind\": \"bank\", \"name\": \"\\ud800x\", \"\\udfff\": [{\"a\": \"\\ud800\"}]}")
                        .is(400, "INPUT_INVALID");
        String text = answer.text();
        for (String pointer : new String[] {"/name", "/\\uDFFF", "/\\uDFFF/0/a", "/kind"}) {
            assertTrue(
                    answer.json()
                            .at("/errors")
                            .valueStream()
                            .anyMatch(e -> e.at("/pointer").asString().equals(pointer)),
                    pointer + " in " + text);
        }
        assertFalse(text.contains("\uFFFD"), text);
    }

    @Test
    void bytesThatAreNotUtf8AreRefusedWithTheirPlace() throws IOException {
        String body = "{\"kind\": \"INSTITUTION\",\n \"name\": \"";
        byte[] bytes = (body + "\u00ED\u00A0\u0080\"}").getBytes(StandardCharsets.ISO_8859_1);
        String answer = raw("PUT /v1/organizations/n4 HTTP/1.1", "", bytes);
        assertTrue(answer.startsWith("HTTP/1.1 400"), answer);
        assertTrue(
                answer.contains("JSON_MALFORMED") && answer.contains("line 2, column 11"), answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Idempotency-Key", "Scrip-Realm", "X-Request-Id", "If-Match"})
    void aHeaderThatIsNotUtf8IsRefused(String header) throws IOException {
        String answer =
                raw(
                        "PUT /v1/organizations/n4/members/n5 HTTP/1.1",
                        header + ": a\u00ED\u00A0\u0080\r\n",
                        "{}".getBytes(StandardCharsets.UTF_8));
        assertTrue(answer.startsWith("HTTP/1.1 400"), answer);
        assertTrue(
                answer.toLowerCase(Locale.ROOT).contains("/" + header.toLowerCase(Locale.ROOT)),
                answer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/organizations?search=%ED%A0%80",
                "/v1/organizations?search=%FF",
                "/v1/organizations?search=%E4%B8",
                "/v1/organizations?%ED%BF%BF=1",
                "/v1/organizations/%ED%A0%80",
                "/v1/catalogs/%ED%A0%80",
                "/v1/catalogs/a%FF/versions"
            })
    void whatIsBehindTheHostIsPercentEncodedUtf8(String path) {
        Hospital.open().caller().get(path).is(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u200B\u200B",
                "\u3000",
                "\u202E",
                "a\u202Eb",
                "\u0301",
                "\u3164",
                "\u2800",
                "\uFE0F",
                "\uE000",
                "a\\nb",
                "a\\u0000b",
                "a\\rb",
                "a\u2028b",
                ""
            })
    void aNameThatDoesNotShowIsNone(String name) {
        Caller caller = Hospital.open().caller();
        caller.put(
                        "/v1/organizations/z1",
                        "{\"kind\": \"INSTITUTION\", \"name\": \"" + name + "\"}")
                .is(400, "INPUT_INVALID")
                .has("/errors/0/pointer", "/name");
        caller.get("/v1/organizations/z1").is(404);
        caller.put(Hospital.PATH, "{\"name\": \"" + name + "\"}").is(400, "INPUT_INVALID");
        caller.post(
                        "/v1/keys",
                        "{\"product\": \"aimis\", \"name\": \"" + name + "\", \"permissions\": []}")
                .is(400, "INPUT_INVALID");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SystemV/PST8",
                "Etc/GMT+5",
                "+08:00",
                "GMT",
                "EST5EDT",
                "Asia/shanghai",
                "Japan",
                ""
            })
    void aZoneIsAnAreaAndLocation(String zone) {
        Caller caller = Hospital.open().caller();
        caller.put(Hospital.PATH, "{\"zone\": \"" + zone + "\"}")
                .is(400, "INPUT_INVALID")
                .has("/errors/0/pointer", "/zone");
        caller.get(Hospital.PATH).is(200).has("/zone", "Asia/Shanghai");
    }

    /// The answer to bytes that no HTTP client would send.
    private static String raw(String first, String headers, byte[] body) throws IOException {
        Caller caller = Hospital.open().caller();
        URI root = URI.create(caller.root());
        String head =
                first
                        + "\r\nHost: "
                        + root.getAuthority()
                        + "\r\nAuthorization: Bearer "
                        + caller.token()
                        + "\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: "
                        + body.length
                        + "\r\n"
                        + headers
                        + "\r\n";
        try (Socket socket = new Socket(root.getHost(), root.getPort());
                InputStream in = socket.getInputStream()) {
            socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().write(body);
            socket.getOutputStream().flush();
            String answer = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            assertEquals("HTTP/1.1 ", answer.substring(0, 9));
            return answer;
        }
    }
}
