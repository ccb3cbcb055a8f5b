package scrip.server.federation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import scrip.server.Browser;
import scrip.server.Caller;
import scrip.server.Caller.Answer;
import scrip.server.DeliveredServer;
import scrip.server.Server;
import scrip.server.TestServer;
import scrip.server.connection.Networks;
import scrip.server.database.TestDatabase;
import scrip.server.http.Json;

/// A server that takes providers on this machine, as it is delivered otherwise: administrators and
/// finance need a second factor.
final class SignOnServer {

    static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final AtomicInteger HOSPITALS = new AtomicInteger();
    private static final MovedClock CLOCK = new MovedClock();
    private static final Server SERVER =
            DeliveredServer.start(
                    DATABASE, CLOCK, options -> options.with(Networks.of(List.of("127.0.0.0/8"))));
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private SignOnServer() {}

    private static final class MovedClock implements InstantSource {

        private volatile Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

        @Override
        public Instant instant() {
            return now;
        }
    }

    static void later(Duration time) {
        CLOCK.now = CLOCK.now.plus(time);
    }

    static Instant now() {
        return CLOCK.now;
    }

    static String root() {
        return "http://127.0.0.1:" + SERVER.port();
    }

    static Caller vendor() {
        return new Caller("http://127.0.0.1:" + SERVER.port(), TestServer.TOKEN, null);
    }

    static Browser browser() {
        return Browser.at("http://127.0.0.1:" + SERVER.port());
    }

    /// A new organization; its path.
    static String hospital() {
        String id = "hospital-" + HOSPITALS.incrementAndGet();
        vendor().put(
                        "/v1/organizations/" + id,
                        "{\"kind\": \"INSTITUTION\", \"name\": \"%s\"}".formatted(id))
                .is(200);
        return "/v1/organizations/" + id;
    }

    /// Somebody invited to a place.
    ///
    /// @param place the path of an organization, or `/v1/staff`
    static Browser invited(String place, String email, String role) {
        Answer made =
                vendor().post(
                                Browser.invitations(place),
                                "{\"email\": \"%s\", \"roles\": [\"%s\"]}"
                                        .formatted(email, role.toUpperCase(Locale.ROOT)))
                        .is(201);
        Browser browser = browser();
        browser.accept(Browser.secret(made.at("/link"))).is(200);
        return browser;
    }

    static String wanted(LyingProvider provider, Map<String, Object> more) {
        Map<String, Object> all = new java.util.LinkedHashMap<>();
        all.put("name", "Hospital");
        all.put("issuer", provider.issuer());
        all.put("client_id", "scrip");
        all.put("client_secret", provider.secret);
        all.putAll(more);
        return new String(Json.bytes(all), java.nio.charset.StandardCharsets.UTF_8);
    }

    /// The id of a provider that the vendor makes.
    ///
    /// @param place the path of an organization, or `/v1` for the vendor's
    static String made(String place, LyingProvider provider, Map<String, Object> more) {
        provider.now = now();
        return vendor().post(place + "/identity-providers", wanted(provider, more))
                .is(201)
                .at("/id");
    }

    /// The id of a provider that makes people with that role, the next of whom it is about.
    static String madeWithPeople(String place, LyingProvider provider, String role) {
        String domain = place.substring(place.lastIndexOf('/') + 1) + ".example";
        provider.claims.put("email", "made@" + domain);
        provider.claims.put("email_verified", true);
        provider.claims.put("groups", List.of("all"));
        return made(
                place,
                provider,
                Map.of(
                        "domains",
                        List.of(domain),
                        "groups_claim",
                        "groups",
                        "makes_people",
                        true,
                        "roles",
                        List.of(Map.of("group", "all", "role", role.toUpperCase(Locale.ROOT)))));
    }

    /// What a provider sends a browser back with.
    static Map<String, String> visited(String location) {
        try {
            HttpResponse<String> answer =
                    CLIENT.send(
                            HttpRequest.newBuilder(URI.create(location)).build(),
                            HttpResponse.BodyHandlers.ofString());
            String back = answer.headers().firstValue("Location").orElseThrow();
            return LyingProvider.form(URI.create(back).getRawQuery());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    static Map<String, String> gone(Browser browser, String provider) {
        return visited(browser.post("/v1/sign-on/" + provider, "{}").is(200).at("/location"));
    }

    static Answer back(Browser browser, String provider, Map<String, String> returned) {
        return browser.post(
                "/v1/sign-on/" + provider + "/complete",
                new String(Json.bytes(returned), java.nio.charset.StandardCharsets.UTF_8));
    }

    /// Goes to a provider and comes back.
    static Answer signedOn(Browser browser, String provider) {
        return back(browser, provider, gone(browser, provider));
    }

    /// Links who somebody is at a provider.
    static Answer linked(Browser browser, String provider) {
        Answer begun =
                browser.post("/v1/identities", "{\"provider\": \"%s\"}".formatted(provider))
                        .is(200);
        return back(browser, provider, visited(begun.at("/location")));
    }

    static UUID person(Browser browser) {
        return UUID.fromString(browser.get("/v1/session").is(200).at("/person/id"));
    }

    static @Nullable String lastRefusal() {
        return vendor().get("/v1/audit?action=sign-on.refused&limit=1").text();
    }
}
