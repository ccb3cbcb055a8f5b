package scrip.server.administration;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import scrip.server.http.Json;
import scrip.server.http.TerminalKey;
import scrip.server.terminal.CommandFault;
import scrip.server.terminal.WrongArguments;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// The operations of a server, asked with a pass for each request if it is on this machine, with an
/// API key if it is elsewhere.
final class Api implements AutoCloseable {

    private static final Duration ANSWER_MAX = Duration.ofSeconds(60);
    private static final Duration CONNECTION_MAX = Duration.ofSeconds(5);
    private static final int FAULTY = 400;
    private static final int UNKNOWN = 404;
    private static final int PAGES_MAX = 10_000;
    private static final int ROWS = 200;

    private final HttpClient client;
    private final URI root;
    private final Bearer bearer;
    private final String subcommand;

    /// What a request shows.
    @FunctionalInterface
    interface Bearer {
        /// What it shows.
        ///
        /// @param target path and query
        String of(String method, String target);
    }

    /// A pass for each request.
    ///
    /// @param user of the terminal, for the audit log
    static Bearer passes(TerminalKey key, InstantSource clock, String user) {
        return (method, target) -> key.pass(user, method, target, clock.instant());
    }

    /// @param certificate the file with the server's certificate; null for those that Java trusts
    Api(URI root, @Nullable Path certificate, Bearer bearer, String subcommand) throws IOException {
        HttpClient.Builder builder =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(CONNECTION_MAX);
        if (certificate != null) {
            builder.sslContext(OwnCertificate.context(certificate));
        }
        this.client = builder.build();
        this.root = root;
        this.bearer = bearer;
        this.subcommand = subcommand;
    }

    /// A text as a part of a path.
    static String part(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /// Whether anything answers there.
    boolean isThere() {
        try {
            HttpResponse<String> _ = send("GET", "/health/liveness", null, null);
            return true;
        } catch (ConnectException _) {
            return false;
        } catch (IOException failure) {
            throw broken(failure);
        }
    }

    JsonNode get(String path, @Nullable String realm) {
        return ask("GET", path, realm, null);
    }

    /// Whether there is something at a path.
    boolean has(String path, @Nullable String realm) {
        HttpResponse<String> answer = answer("GET", path, realm, null);
        if (answer.statusCode() != UNKNOWN) {
            checked(answer);
        }
        return answer.statusCode() != UNKNOWN;
    }

    /// All rows of a list.
    ///
    /// @param path with a query
    List<JsonNode> all(String path, @Nullable String realm) {
        List<JsonNode> rows = new ArrayList<>();
        String after = "";
        for (int page = 0; page < PAGES_MAX; page++) {
            JsonNode answer = get(path + "&limit=" + ROWS + after, realm);
            answer.get("items").forEach(rows::add);
            JsonNode next = answer.get("next");
            if (next == null || next.isNull()) {
                return rows;
            }
            after = "&cursor=" + part(next.asString());
        }
        throw new CommandFault("the list has no end");
    }

    JsonNode post(String path, @Nullable String realm, Map<String, Object> body) {
        return ask("POST", path, realm, body);
    }

    JsonNode put(String path, @Nullable String realm, Map<String, Object> body) {
        return ask("PUT", path, realm, body);
    }

    JsonNode delete(String path, @Nullable String realm) {
        return ask("DELETE", path, realm, null);
    }

    private JsonNode ask(
            String method,
            String path,
            @Nullable String realm,
            @Nullable Map<String, Object> body) {
        return checked(answer(method, path, realm, body));
    }

    private HttpResponse<String> answer(
            String method,
            String path,
            @Nullable String realm,
            @Nullable Map<String, Object> body) {
        try {
            return send(method, path, realm, body);
        } catch (IOException failure) {
            throw broken(failure);
        }
    }

    private HttpResponse<String> send(
            String method, String path, @Nullable String realm, @Nullable Map<String, Object> body)
            throws IOException {
        URI address = root.resolve(path);
        String query = address.getRawQuery();
        String target = address.getRawPath() + (query == null ? "" : "?" + query);
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address)
                        .timeout(ANSWER_MAX)
                        .header("Authorization", "Bearer " + bearer.of(method, target))
                        .header("User-Agent", "scrip " + subcommand);
        if (realm != null) {
            request.header("Scrip-Realm", realm);
        }
        if (!method.equals("GET")) {
            request.header("Idempotency-Key", UUID.randomUUID().toString());
        }
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        request.method(
                method,
                body == null
                        ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofByteArray(Json.bytes(body)));
        try {
            return client.send(
                    request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        }
    }

    private CommandFault broken(IOException failure) {
        return new CommandFault(
                "the server at " + root + " does not answer (" + failure + "): try again", failure);
    }

    private static JsonNode checked(HttpResponse<String> answer) {
        JsonNode problem = tree(answer);
        if (answer.statusCode() < FAULTY) {
            return problem;
        }
        List<String> faults = new ArrayList<>();
        problem.path("errors")
                .forEach(fault ->
                        faults.add(
                                fault.path("pointer").asString("").replaceFirst("^/", "")
                                        + ": "
                                        + fault.path("detail").asString("")));
        if (!faults.isEmpty()) {
            throw new WrongArguments(faults);
        }
        throw new CommandFault(
                problem.path("detail").asString("the server refused it")
                        + " ("
                        + problem.path("code").asString("" + answer.statusCode())
                        + ")");
    }

    private static JsonNode tree(HttpResponse<String> answer) {
        try {
            return Json.tree(answer.body().isEmpty() ? "{}" : answer.body());
        } catch (JacksonException foreign) {
            throw new CommandFault(
                    "what answers at "
                            + answer.uri().resolve("/")
                            + " is no server of Scrip: delete the file address in the data folder,"
                            + " and try again",
                    foreign);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
