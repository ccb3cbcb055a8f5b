package scrip.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import scrip.server.TestServer;

/// Every parser that meets strangers is sent what nearly is what it expects: whatever that is, the
/// server does not fail. The seed is printed with each failure, and by `-Dscrip.seed` another one
/// is taken.
@Timeout(300)
class StrangersTest {

    private static final long SEED = Long.getLong("scrip.seed", 20_261_130L);
    private static final int ROUNDS = Integer.getInteger("scrip.rounds", 250);
    private static final List<String> TOKENS =
            List.of(
                    "\"",
                    "\\",
                    "{",
                    "}",
                    "[",
                    "]",
                    ":",
                    ",",
                    "null",
                    "true",
                    "-",
                    "1e999",
                    "-0",
                    "9".repeat(40),
                    "\\ud800",
                    "\\u0000",
                    "\u0000",
                    "\u00ff\u00fe",
                    "\u00ed\u00a0\u0080",
                    "%",
                    "%00",
                    "%ff",
                    "&",
                    "=",
                    ";",
                    "\t",
                    "\n",
                    " ",
                    "_",
                    "..",
                    "/",
                    "0x1",
                    "1.5",
                    "2026-02-30T25:61:61Z",
                    "+999999999-01-01T00:00:00Z",
                    "[".repeat(400),
                    "- ",
                    "!!java.lang.Thread {}",
                    "&a [*a, *a]",
                    "<<: *a",
                    "? ",
                    "|\n",
                    "#");

    private static final String USE =
            "{\"organization\": \"a\", \"resource\": \"aimis/cloud-inspection\", \"quantity\": 1,"
                    + " \"storage_years\": 5, \"event_time\": \"2026-03-01T09:00:00Z\","
                    + " \"subject\": \"s\", \"key\": \"k\", \"reported\": true}";

    /// A request, and which part of it is mutated.
    private record Kind(
            boolean metering,
            String front,
            String middle,
            String back,
            UnaryOperator<String> packed) {

        Kind(boolean metering, String front, String middle, String back) {
            this(metering, front, middle, back, UnaryOperator.identity());
        }

        String with(UnaryOperator<String> mutation) {
            String sent = packed.apply(mutation.apply(middle));
            return front.replace("LENGTH", Integer.toString(sent.length())) + sent + back;
        }
    }

    /// A catalog file in JSON, each of whose bytes is a character.
    private static String source(String yaml) {
        String json = String.valueOf(Json.textOrNull(Map.of("source", yaml)));
        return new String(json.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private static String head(String line, String headers) {
        return line + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n";
    }

    private static String token() {
        return "Authorization: Bearer " + TestServer.TOKEN + "\r\n";
    }

    private static Kind body(boolean metering, String path, String json) {
        String headers =
                token()
                        + "Content-Type: application/json\r\nIdempotency-Key: strange\r\n"
                        + "Content-Length: LENGTH\r\n";
        return new Kind(metering, head("POST " + path, headers), json, "");
    }

    private static Kind kind(String name) throws IOException {
        return switch (name) {
            case "use" -> body(false, "/v1/uses", USE);
            case "metered use" -> body(true, "/v1/uses", USE);
            case "batch" -> body(true, "/v1/uses/batch", "{\"uses\": [" + USE + ", " + USE + "]}");
            case "questions" ->
                    body(
                            true,
                            "/v1/access/batch",
                            "{\"questions\": [{\"organization\": \"a\", \"feature\": \"aimis/basic\","
                                    + " \"surface\": \"API\", \"storage_years\": 5}]}");
            case "order" ->
                    body(
                            false,
                            "/v1/organizations/a/orders",
                            "{\"lines\": [{\"item\": \"aimis/basic\", \"term\": {\"months\": 3},"
                                    + " \"for\": \"a\"}], \"terms_accepted\": true, \"note\": \"n\"}");
            case "sign-in" ->
                    body(false, "/v1/session", "{\"email\": \"a@b.example\", \"password\": \"p\"}");
            case "catalog" ->
                    new Kind(
                            false,
                            body(false, "/v1/catalogs/ipc/versions/check", "").front(),
                            Files.readString(Path.of("../catalogs/ipc.yaml")),
                            "",
                            StrangersTest::source);
            case "query" ->
                    new Kind(
                            true,
                            "GET /v1/access?",
                            "organization=a&feature=aimis/basic&surface=API&storage_years=5",
                            " HTTP/1.1\r\nHost: localhost\r\n" + token() + "\r\n");
            case "cursor" ->
                    new Kind(
                            false,
                            "GET /v1/notices?cursor=",
                            "2026-03-01T09:00:00.123456Z_1_1",
                            " HTTP/1.1\r\nHost: localhost\r\n" + token() + "\r\n");
            case "debts" ->
                    new Kind(
                            false,
                            "GET /v1/desk/debts?format=csv&cursor=",
                            "2026-03-01T09:00:00Z_1_money:USD",
                            " HTTP/1.1\r\nHost: localhost\r\n" + token() + "\r\n");
            case "key" ->
                    new Kind(
                            true,
                            "GET /v1/access?organization=a HTTP/1.1\r\nHost: localhost\r\n"
                                    + "Authorization: ",
                            "Bearer scrip_live_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                            "\r\n\r\n");
            case "cookie" ->
                    new Kind(
                            false,
                            "GET /v1/session HTTP/1.1\r\nHost: localhost\r\nCookie: ",
                            "a=b; scrip_session=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa; scrip_device=c",
                            "\r\n\r\n");
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static String mutated(String text, Random random) {
        StringBuilder mutated = new StringBuilder(text);
        for (int n = 1 + random.nextInt(3); n > 0; n--) {
            int at = random.nextInt(mutated.length() + 1);
            int until = Math.min(mutated.length(), at + random.nextInt(12));
            switch (random.nextInt(5)) {
                case 0 -> mutated.insert(at, TOKENS.get(random.nextInt(TOKENS.size())));
                case 1 -> mutated.delete(at, until);
                case 2 -> mutated.insert(at, mutated.substring(at, until));
                case 3 -> mutated.replace(at, until, TOKENS.get(random.nextInt(TOKENS.size())));
                default -> mutated.insert(at, (char) random.nextInt(256));
            }
        }
        return mutated.toString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "use",
                "metered use",
                "batch",
                "questions",
                "order",
                "sign-in",
                "catalog",
                "query",
                "cursor",
                "debts",
                "key",
                "cookie"
            })
    void nothingMakesTheServerFail(String name) throws IOException {
        Kind kind = kind(name);
        Random random = new Random(SEED + name.hashCode());
        int port =
                kind.metering()
                        ? TestServer.server().meteringPort().orElseThrow()
                        : TestServer.server().port();
        List<String> failed = new ArrayList<>();
        Wire wire = new Wire(port);
        try {
            for (int round = 0; round < ROUNDS; round++) {
                String request = kind.with(text -> mutated(text, random));
                wire.send(request);
                Optional<Wire.Raw> answer = wire.next();
                int status = answer.map(Wire.Raw::status).orElse(0);
                if (status == 0 || status == 500) {
                    failed.add(status + " " + request);
                }
                // What follows a line end of the mutation may be half a request.
                wire.close();
                wire = new Wire(port);
            }
        } finally {
            wire.close();
        }
        assertEquals(List.of(), failed, "seed " + SEED);
    }
}
