package scrip.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.SimpleValidationReportFormat;
import com.atlassian.oai.validator.report.ValidationReport;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Calls the server and checks every answer, and every request that succeeded, against the
/// contract.
public final class Caller {

    private static final OpenApiInteractionValidator CONTRACT =
            OpenApiInteractionValidator.createForInlineApiSpecification(ClosedContract.text())
                    .build();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final AtomicInteger KEYS = new AtomicInteger();

    private final String root;
    private final @Nullable String token;
    private final @Nullable String realm;
    private final Map<String, String> always;

    /// @param token null to send none
    public Caller(String root, @Nullable String token, @Nullable String realm) {
        this(root, token, realm, Map.of());
    }

    private Caller(
            String root,
            @Nullable String token,
            @Nullable String realm,
            Map<String, String> always) {
        this.root = root;
        this.token = token;
        this.realm = realm;
        this.always = always;
    }

    public String root() {
        return root;
    }

    public @Nullable String token() {
        return token;
    }

    /// An answer.
    public record Answer(int status, String text, HttpResponse<String> raw) {

        public Answer is(int expected) {
            assertEquals(expected, status, text);
            return this;
        }

        /// A problem with that status and code.
        public Answer is(int expected, String code) {
            is(expected);
            assertEquals(code, at("/code"), text);
            return this;
        }

        public JsonNode json() {
            return parsed(text);
        }

        public static JsonNode parsed(String json) {
            return JSON.readTree(json);
        }

        /// A value as text; empty if it is not there.
        public String at(String pointer) {
            JsonNode found = json().at(pointer);
            return found.isMissingNode() ? "" : found.asString();
        }

        public Answer has(String pointer, String expected) {
            assertEquals(expected, at(pointer), text);
            return this;
        }

        public String header(String name) {
            return raw.headers().firstValue(name).orElse("");
        }
    }

    public static String contract() {
        try (var in = Caller.class.getResourceAsStream("/openapi.yaml")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /// Whether the contract has such an answer to a `GET`.
    public static boolean isOfContract(String path, String body) {
        return !CONTRACT.validateResponse(
                        path,
                        Request.Method.GET,
                        SimpleResponse.Builder.ok()
                                .withContentType("application/json")
                                .withBody(body)
                                .build())
                .hasErrors();
    }

    /// The same caller, with additional headers on each request.
    public Caller with(Map<String, String> headers) {
        Map<String, String> all = new LinkedHashMap<>(always);
        all.putAll(headers);
        return new Caller(root, token, realm, all);
    }

    /// Buys inspections for an organization that has signed the agreement.
    public void buy(String organization, long quantity) {
        String order =
                post(
                                organization + "/orders",
                                """
                                {"terms_accepted": true, "lines": [{"item": "aimis/cloud-inspection",
                                 "plan": "by-quantity", "quantity": %d, "storage_years": 5}]}
                                """
                                        .formatted(quantity))
                        .is(201)
                        .at("/id");
        pay(organization, order).is(201).has("/orders/0/state", "ACTIVE");
    }

    /// Pays an order: by the sandbox provider, or by a transfer of the amount due.
    public Answer pay(String organization, String order) {
        String orders = "{\"orders\": [\"" + order + "\"], ";
        if (!isLive()) {
            return post(organization + "/payments", orders + "\"method\": \"SANDBOX\"}");
        }
        Answer due = get(organization + "/orders/" + order).is(200);
        return post(
                organization + "/payments",
                orders
                        + "\"method\": \"TRANSFER\", \"amount\": {\"amount\": \"%s\", \"currency\": \"%s\"}}"
                                .formatted(due.at("/due/amount"), due.at("/due/currency")));
    }

    public boolean isLive() {
        return realm == null;
    }

    public String realm() {
        return String.valueOf(realm);
    }

    public Answer get(String path) {
        return send("GET", path, null, Map.of());
    }

    public Answer delete(String path) {
        return send("DELETE", path, null, Map.of());
    }

    public Answer put(String path, String body) {
        return send("PUT", path, body, Map.of());
    }

    /// Sends a `POST` with a fresh key in the header.
    public Answer post(String path, String body) {
        return post(path, body, "test-key-" + KEYS.incrementAndGet());
    }

    public Answer post(String path, String body, String key) {
        return send("POST", path, body, Map.of("Idempotency-Key", key));
    }

    public Answer send(
            String method, String path, @Nullable String body, Map<String, String> headers) {
        Map<String, String> all = new LinkedHashMap<>(always);
        if (token != null) {
            all.put("Authorization", "Bearer " + token);
        }
        if (realm != null) {
            all.put("Scrip-Realm", realm);
        }
        if (body != null) {
            all.put("Content-Type", "application/json");
        }
        all.putAll(headers);
        byte[] bytes = body == null ? new byte[0] : body.getBytes(StandardCharsets.UTF_8);
        return sendBytes(method, path, bytes, all);
    }

    /// Sends a file.
    public Answer file(String path, String type, byte[] bytes) {
        Map<String, String> all = new LinkedHashMap<>();
        if (token != null) {
            all.put("Authorization", "Bearer " + token);
        }
        if (realm != null) {
            all.put("Scrip-Realm", realm);
        }
        all.put("Content-Type", type);
        return sendBytes("POST", path, bytes, all);
    }

    public Answer sendBytes(String method, String path, byte[] body, Map<String, String> headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(root + path))
                        .timeout(Duration.ofSeconds(60))
                        .method(
                                method,
                                body.length == 0
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        HttpResponse<String> raw;
        try {
            raw = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new IllegalStateException(method + " " + path, failure);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
        Answer answer = new Answer(raw.statusCode(), raw.body(), raw);
        if (path.startsWith("/v1")) {
            check(method, path, new String(body, StandardCharsets.UTF_8), headers, answer);
        }
        return answer;
    }

    private static void check(
            String method, String path, String body, Map<String, String> headers, Answer answer) {
        assertFalse(answer.header("X-Request-Id").isEmpty(), "no request id");
        assertFalse(answer.text().contains("\tat "), answer.text());
        assertFalse(answer.text().contains("Exception"), answer.text());
        if (answer.status() >= 400 && !method.equals("HEAD")) {
            assertEquals("application/problem+json", answer.header("Content-Type"), answer.text());
            assertEquals(answer.header("X-Request-Id"), answer.at("/request_id"));
            assertEquals(Integer.toString(answer.status()), answer.at("/status"));
        }
        String code = answer.status() >= 400 && !method.equals("HEAD") ? answer.at("/code") : "";
        if (code.equals("UNKNOWN_PATH")
                || code.equals("METHOD_NOT_ALLOWED")
                || method.equals("HEAD")
                || method.equals("OPTIONS")) {
            return;
        }
        String bare = path.replaceFirst("[?].*", "");
        SimpleResponse.Builder response =
                SimpleResponse.Builder.status(answer.status())
                        .withContentType(answer.header("Content-Type"))
                        .withBody(answer.text());
        expectClean(
                CONTRACT.validateResponse(
                        bare,
                        Request.Method.valueOf(method.toUpperCase(Locale.ROOT)),
                        response.build()),
                method + " " + path + " answered " + answer.status() + " " + answer.text());
        assertTrue(
                StatedRefusals.has(method.toUpperCase(Locale.ROOT), bare, answer.status()),
                () ->
                        method
                                + " "
                                + bare
                                + " does not name "
                                + answer.status()
                                + ": "
                                + answer.text());
        // A batch is taken though an element may not be of the contract.
        if (answer.status() < 400 && !answer.text().contains("\"status\":400")) {
            expectClean(
                    CONTRACT.validateRequest(request(method, path, body, headers)),
                    method + " " + path + " was taken: " + body);
        }
    }

    private static SimpleRequest request(
            String method, String path, String body, Map<String, String> headers) {
        SimpleRequest.Builder request =
                new SimpleRequest.Builder(method, path.replaceFirst("[?].*", ""));
        headers.forEach(request::withHeader);
        String query = URI.create(path).getQuery();
        if (query != null) {
            for (String pair : query.split("&", -1)) {
                String[] parts = pair.split("=", 2);
                request.withQueryParam(parts[0], parts[1]);
            }
        }
        if (!body.isEmpty()) {
            request.withBody(body);
        }
        return request.build();
    }

    private static void expectClean(ValidationReport report, String what) {
        assertTrue(
                !report.hasErrors(),
                () -> what + "\n" + SimpleValidationReportFormat.getInstance().apply(report));
    }
}
