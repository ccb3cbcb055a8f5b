package scrip.client;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/// Sends requests, again if that may help. Each has a key in its body or reads only, so that
/// repeating it does no harm.
final class Calls {

    private static final int REQUEST_TIMEOUT = 408;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int CLIENT_ERROR = 400;
    private static final int SERVER_ERROR = 500;
    private static final int NOT_IMPLEMENTED = 501;
    private static final int VERSION_NOT_SUPPORTED = 505;
    private static final long BACKOFF_MILLIS = 50;
    private static final long BACKOFF_MILLIS_MAX = 2_000;
    private static final Duration RETRY_AFTER_MAX = Duration.ofMinutes(5);

    private final ClientOptions options;
    private final HttpClient http;
    private final Breaker breaker;

    Calls(ClientOptions options) {
        this.options = options;
        this.http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(options.connectMax())
                        .build();
        this.breaker = new Breaker(System::nanoTime, options.metrics());
    }

    /// What the server answered to one try.
    ///
    /// @param retryAfter what it asks to wait; null if nothing
    record Answer(int status, JsonObject body, @Nullable Duration retryAfter) {

        boolean isSuccess() {
            return status < CLIENT_ERROR;
        }

        Problem problem() {
            return Problem.of(status, body);
        }
    }

    /// The body of a success, after as many tries as the time allows.
    ///
    /// @throws RefusedException if the server has refused it
    /// @throws UnavailableException if no try was answered
    JsonObject ask(Request request) {
        long deadline = System.nanoTime() + options.callMax().toNanos();
        for (int attempt = 0; ; attempt++) {
            try {
                return asked(request);
            } catch (UnavailableException away) {
                long wait =
                        Math.max(
                                backoff(attempt),
                                away.retryAfter().orElse(Duration.ZERO).toMillis());
                if (TimeUnit.MILLISECONDS.toNanos(wait) > deadline - System.nanoTime()) {
                    throw away;
                }
                rest(wait);
            }
        }
    }

    /// The body of a success by one try.
    JsonObject asked(Request request) {
        Answer answer = once(request);
        if (answer.isSuccess()) {
            return answer.body();
        }
        throw new RefusedException(answer.problem());
    }

    /// One try.
    ///
    /// @return a success or a refusal
    /// @throws UnavailableException if there is neither
    Answer once(Request request) {
        if (!breaker.lets()) {
            throw new UnavailableException(
                    "the server has not answered lately", null, breaker.left(), false);
        }
        boolean answered = false;
        try {
            Answer answer = sent(request);
            answered = !isTemporary(answer.status()) || answer.status() == TOO_MANY_REQUESTS;
            if (isTemporary(answer.status())) {
                throw new UnavailableException(
                        answer.problem().toString(), null, answer.retryAfter(), false);
            }
            return answer;
        } finally {
            if (answered) {
                breaker.answered();
            } else {
                breaker.failed();
            }
        }
    }

    private Answer sent(Request request) {
        long begun = System.nanoTime();
        int status = 0;
        try {
            HttpResponse<String> response =
                    http.send(
                            built(request),
                            HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            status = response.statusCode();
            return new Answer(status, body(response), retryAfter(response));
        } catch (IOException failure) {
            throw new UnavailableException("no answer: " + failure, failure, null, true);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new UnavailableException("interrupted", interrupted, null, true);
        } finally {
            options.metrics()
                    .tried(
                            request.operation(),
                            status,
                            Duration.ofNanos(System.nanoTime() - begun));
        }
    }

    private HttpRequest built(Request request) {
        String root = options.server().toString();
        String base = root.endsWith("/") ? root.substring(0, root.length() - 1) : root;
        HttpRequest.Builder builder =
                HttpRequest.newBuilder(URI.create(base + request.path()))
                        .timeout(options.tryMax())
                        .header("Accept", "application/json, application/problem+json");
        if (!request.open()) {
            builder.header("Authorization", "Bearer " + options.key());
        }
        String realm = options.realm();
        if (realm != null) {
            builder.header("Scrip-Realm", realm);
        }
        String body = request.body();
        return body == null
                ? builder.build()
                : builder.header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8))
                        .build();
    }

    /// An answer that is no JSON, of a proxy for example, is told by its status alone; but nothing
    /// was booked by a success that says nothing.
    private static JsonObject body(HttpResponse<String> response) throws IOException {
        try {
            return Json.object(response.body());
        } catch (Json.Malformed malformed) {
            if (response.statusCode() < CLIENT_ERROR) {
                throw new IOException("the answer is not JSON", malformed);
            }
            return JsonObject.EMPTY;
        }
    }

    private static @Nullable Duration retryAfter(HttpResponse<?> response) {
        String text = response.headers().firstValue("Retry-After").orElse("");
        if (!text.matches("[0-9]{1,9}")) {
            return null;
        }
        Duration asked = Duration.ofSeconds(Long.parseLong(text));
        return asked.compareTo(RETRY_AFTER_MAX) > 0 ? RETRY_AFTER_MAX : asked;
    }

    /// Whether the same request may be answered otherwise later.
    static boolean isTemporary(int status) {
        return status == REQUEST_TIMEOUT
                || status == TOO_MANY_REQUESTS
                || (status >= SERVER_ERROR
                        && status != NOT_IMPLEMENTED
                        && status != VERSION_NOT_SUPPORTED);
    }

    /// How long to wait before the next try: longer each time, and not all at the same moment.
    static long backoff(int attempt) {
        long most = Math.min(BACKOFF_MILLIS_MAX, BACKOFF_MILLIS << Math.min(attempt, 10));
        return most / 2 + ThreadLocalRandom.current().nextLong(most / 2 + 1);
    }

    private static void rest(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new UnavailableException("interrupted", interrupted, null, false);
        }
    }
}
