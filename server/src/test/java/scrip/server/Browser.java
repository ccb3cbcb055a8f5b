package scrip.server;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import scrip.server.Caller.Answer;
import scrip.server.signin.SetUp;

/// A person at a browser: keeps cookies, and sends the session's CSRF token with every change.
public final class Browser {

    public static final String PASSWORD = "seven green umbrellas";

    private static final String FIRST = "li@vendor.example";
    private static final AtomicInteger PEOPLE = new AtomicInteger();
    private static @Nullable String administrator;

    private final Caller caller;
    private final @Nullable String realm;
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private String csrf = "";

    public Browser(@Nullable String realm) {
        this(new Caller(TestServer.root(), null, realm), realm);
    }

    private Browser(Caller caller, @Nullable String realm) {
        this.caller = caller;
        this.realm = realm;
    }

    /// A browser at another server, in its live realm.
    public static Browser at(String root) {
        return new Browser(new Caller(root, null, null), null);
    }

    public static String freshEmail() {
        return "person-" + PEOPLE.incrementAndGet() + "@hospital.example";
    }

    /// The vendor's administrator, created by the link of the first start if there was none.
    public static synchronized Browser administrator(@Nullable String realm) {
        Browser browser = new Browser(realm);
        if (administrator == null) {
            browser.setUp(TestServer.server());
            administrator = FIRST;
        } else {
            browser.signIn(administrator, PASSWORD).is(200);
        }
        return browser;
    }

    /// Becomes the first administrator of a server, by the link of its first start.
    public void setUp(Server server) {
        String link = server.context().getBean(SetUp.class).link().orElseThrow();
        post(
                        "/v1/set-up",
                        """
                        {"token": "%s", "email": "%s", "name": "Li Na", "password": "%s"}
                        """
                                .formatted(secret(link), FIRST, PASSWORD))
                .is(200);
    }

    /// A new person with one role in an organization of the realm.
    public static Browser member(String organization, String role, @Nullable String realm) {
        return invited(
                "/v1/organizations/" + organization + "/invitations", role, realm, freshEmail());
    }

    /// A new person with one role at the vendor.
    public static Browser staff(String role, @Nullable String realm) {
        if (role.equals("administrator")) {
            // The first one comes by the link of the first start.
            administrator(realm);
        }
        return invited("/v1/staff-invitations", role, realm, freshEmail());
    }

    /// Where people are invited to a place: the path of an organization, or `/v1/staff`.
    public static String invitations(String place) {
        return place.equals("/v1/staff") ? "/v1/staff-invitations" : place + "/invitations";
    }

    public static Browser invited(String path, String role, @Nullable String realm, String email) {
        Answer made =
                new Caller(TestServer.root(), TestServer.TOKEN, realm)
                        .post(
                                path,
                                "{\"email\": \"%s\", \"roles\": [\"%s\"]}"
                                        .formatted(email, role.toUpperCase(Locale.ROOT)))
                        .is(201);
        Browser browser = new Browser(realm);
        browser.accept(secret(made.at("/link"))).is(200);
        return browser;
    }

    public Answer accept(String secret) {
        return post(
                "/v1/invitations/accept",
                """
                {"token": "%s", "name": "Wang Fang", "password": "%s", "locale": "zh"}
                """
                        .formatted(secret, PASSWORD));
    }

    /// The fragment of a link, after #.
    public static String secret(String link) {
        return link.substring(link.indexOf('#') + 1);
    }

    public Answer signIn(String email, String password) {
        return post(
                "/v1/session",
                "{\"email\": \"%s\", \"password\": \"%s\"}".formatted(email, password));
    }

    public Answer get(String path) {
        return send("GET", path, null);
    }

    public Answer post(String path, String body) {
        return send("POST", path, body);
    }

    public Answer put(String path, String body) {
        return send("PUT", path, body);
    }

    public Answer delete(String path) {
        return send("DELETE", path, null);
    }

    public Answer send(String method, String path, @Nullable String body) {
        return send(method, path, body, Map.of("X-CSRF-Token", csrf));
    }

    public Answer send(
            String method, String path, @Nullable String body, Map<String, String> headers) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.values().removeIf(String::isEmpty);
        if (!cookies.isEmpty()) {
            StringBuilder text = new StringBuilder();
            cookies.forEach((k, v) ->
                    text.append(text.isEmpty() ? "" : "; ").append(k).append("=").append(v));
            all.put("Cookie", text.toString());
        }
        if (!method.equals("GET")) {
            all.put("Idempotency-Key", "browser-" + PEOPLE.incrementAndGet());
        }
        Answer answer = caller.send(method, path, body, all);
        for (String cookie : answer.raw().headers().allValues("Set-Cookie")) {
            String[] parts = cookie.split(";", 2)[0].split("=", 2);
            cookies.put(parts[0], parts[1]);
        }
        if (answer.status() < 300
                && !method.equals("GET")
                && answer.text().contains("csrf_token")) {
            String own = answer.at("/csrf_token");
            csrf = own.isEmpty() ? answer.at("/session/csrf_token") : own;
        }
        return answer;
    }

    /// The same browser, with additional headers on each request.
    public Browser with(Map<String, String> headers) {
        Browser same = new Browser(caller.with(headers), realm);
        same.cookies.putAll(cookies);
        same.csrf = csrf;
        return same;
    }

    /// Sends a request to a realm other than its own.
    public Answer sendTo(String name, String method, String path, @Nullable String body) {
        return send(method, path, body, Map.of("X-CSRF-Token", csrf, "Scrip-Realm", name));
    }

    public String cookie(String name) {
        return cookies.getOrDefault(name, "");
    }

    public void forget(String name) {
        cookies.remove(name);
    }

    @Nullable String realm() {
        return realm;
    }
}
