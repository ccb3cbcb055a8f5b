package scrip.proof.fuzz;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import scrip.server.Server;
import tools.jackson.databind.json.JsonMapper;

/// Requests that are answered well, from which others are made: every operation of the contract
/// with the example of its body, and what else is on the wire.
final class Examples {

    private static final String JSON = " application/json\n";
    private static final String HOSPITAL = "/v1/organizations/first-hospital";
    private static final String ID = "01930000-0000-7000-8000-000000000001";

    /// What is there before anything is fed.
    static final List<String> BEGINNING =
            List.of(
                    "PUT /v1/sandboxes/fuzz" + JSON + "{\"now\": \"2026-03-01T09:00:00Z\"}",
                    "PUT "
                            + HOSPITAL
                            + JSON
                            + "{\"kind\": \"INSTITUTION\", \"name\": \"First Hospital\", \"zone\":"
                            + " \"Asia/Shanghai\", \"default_storage_years\": 5}",
                    "POST "
                            + HOSPITAL
                            + "/agreements"
                            + JSON
                            + "{\"product\": \"aimis\", \"number\": \"A-1\", \"signer\": \"Dr Li\","
                            + " \"signed_on\": \"2026-02-20\"}",
                    "POST "
                            + HOSPITAL
                            + "/grants"
                            + JSON
                            + "{\"resource\": \"aimis/cloud-inspection\", \"quantity\": 100000,"
                            + " \"storage_years\": 5}");

    private static final String FORWARDED =
            """
            X-Forwarded-For: 192.0.2.7, 127.0.0.1
            X-Forwarded-Proto: https
            X-Forwarded-Host: scrip.example
            """;
    private static final String CHUNKED =
            """
            Content-Type: application/json
            Transfer-Encoding: chunked
            Origin: http://localhost
            Sec-Fetch-Site: same-origin
            """;
    private static final String EXPECTED =
            """
            Content-Type: application/json
            Content-Length: 14
            Expect: 100-continue
            """;
    private static final String MULTIPART =
            """
            Content-Type: multipart/form-data; boundary=b
            Content-Length: 80
            """;

    private static final JsonMapper MAPPER = JsonMapper.shared();

    private Examples() {}

    /// Every operation of the contract: a line with method, path and type, and a body.
    static List<byte[]> operations() {
        List<String> all = new ArrayList<>();
        Map<?, ?> paths = (Map<?, ?>) Objects.requireNonNull(part(contract(), "paths"));
        paths.forEach((path, operations) ->
                ((Map<?, ?>) operations)
                        .forEach((method, operation) -> {
                            if (operation instanceof Map<?, ?> promise) {
                                all.add(
                                        method.toString().toUpperCase(Locale.ROOT)
                                                + " "
                                                + filled(path.toString(), method.toString())
                                                + JSON
                                                + body(promise));
                            }
                        }));
        all.add(
                "POST "
                        + HOSPITAL
                        + "/services/"
                        + ID
                        + "/documents?name=a.pdf multipart/form-data; boundary=b\n--b\r\n"
                        + "Content-Disposition: form-data; name=\"f\"; filename=\"a.pdf\"\r\n\r\n"
                        + "%PDF-1.7\r\n--b--\r\n");
        return FileParsers.texts(all.toArray(String[]::new));
    }

    /// A path with ids in it; a list also gets the parameters that lists have.
    private static String filled(String path, String method) {
        String filled =
                path.replace("{organization}", "first-hospital")
                        .replace("{member}", "second-hospital")
                        .replace("{product}", "aimis")
                        .replace("{section}", "debts")
                        .replace("{sandbox}", "other")
                        .replace("{version}", "v1")
                        .replaceAll("[{][a-z_]+[}]", ID);
        if (!method.equals("get") || path.contains("/access")) {
            return filled;
        }
        return filled + "?limit=2&cursor=2026-03-01T09:00:00Z_1_1&format=csv&search=a&sort=OLDEST";
    }

    private static String body(Map<?, ?> promise) {
        Object body = part(promise, "requestBody");
        Object example = part(part(part(body, "content"), "application/json"), "example");
        if (example != null) {
            return MAPPER.writeValueAsString(example);
        }
        return body == null ? "" : "{\"reason\": \"r\"}";
    }

    private static @Nullable Object part(@Nullable Object of, String name) {
        return of instanceof Map<?, ?> map ? map.get(name) : null;
    }

    private static Object contract() {
        try (InputStream in = Server.class.getResourceAsStream("/openapi.yaml")) {
            if (in == null) {
                throw new IllegalStateException("the contract is not on the class path");
            }
            return new Load(LoadSettings.builder().build()).loadFromInputStream(in);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// Requests to the main port, as they are on the wire.
    static List<byte[]> requests(String token) {
        String bearer = "Authorization: Bearer " + token + "\r\n";
        return FileParsers.texts(
                head("GET " + HOSPITAL + "/pools?limit=2&as_of=2026-02-01T00:00:00Z", bearer),
                head(
                        "GET /v1/session",
                        "Cookie: a=b; scrip_session=" + "a".repeat(43) + "; scrip_device=c\r\n"),
                head(
                        "GET /v1/notices",
                        "Authorization: Bearer scrip_live_" + "a".repeat(43) + "\r\n"),
                head(
                        "GET /",
                        "Accept-Language: zh-CN,zh;q=0.9,en;q=0.8\r\nAccept: text/html;q=0.9,*/*\r\n"
                                + "If-None-Match: W/\"a\"\r\nIf-Modified-Since: Sun, 06 Nov 1994"
                                + " 08:49:37 GMT\r\nRange: bytes=0-9\r\n"),
                head("GET /v1/session", lines(FORWARDED)),
                head(
                        "GET /v1/session",
                        "Forwarded: for=\"[2001:db8::1]:80\";proto=https;host=scrip.example,"
                                + " for=127.0.0.1\r\n"),
                head("POST /v1/session", lines(CHUNKED))
                        + "5;a=b\r\n{\"a\":\r\n3\r\n 1}\r\n0\r\nTrailer: t\r\n\r\n",
                head("POST /v1/invitations/look", lines(EXPECTED)) + "{\"token\": \"a\"}",
                head(
                                "POST "
                                        + HOSPITAL
                                        + "/services/"
                                        + ID
                                        + "/documents?name=%E4%B8%AD.pdf",
                                bearer + lines(MULTIPART))
                        + lines(
                                """
                                --b
                                Content-Disposition: form-data; name="f"; filename="a"

                                %PDF-1.7
                                --b--
                                """),
                head("OPTIONS *", "Upgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\n"));
    }

    /// Requests to the metering port.
    static List<byte[]> meteredRequests(String token) {
        String bearer = "Authorization: Bearer " + token + "\r\nScrip-Realm: fuzz\r\n";
        String use =
                "{\"organization\": \"first-hospital\", \"resource\": \"aimis/cloud-inspection\","
                        + " \"quantity\": 1, \"storage_years\": 5, \"key\": \"k\"}";
        return FileParsers.texts(
                posted("/v1/uses", bearer, use),
                posted("/v1/uses/batch", bearer, "{\"uses\": [" + use + "]}"),
                posted(
                        "/v1/access/batch",
                        bearer,
                        "{\"questions\": [{\"organization\": \"first-hospital\", \"feature\":"
                                + " \"aimis/basic\", \"surface\": \"API\"}]}"),
                head(
                        "GET /v1/access?organization=first-hospital&feature=aimis/basic&surface=API",
                        bearer),
                head("GET /health", ""));
    }

    private static String posted(String path, String headers, String body) {
        String more = "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n";
        return head("POST " + path, headers + more) + body;
    }

    /// Lines as they end on the wire.
    private static String lines(String text) {
        return text.replace("\n", "\r\n");
    }

    private static String head(String line, String headers) {
        return line + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n";
    }
}
