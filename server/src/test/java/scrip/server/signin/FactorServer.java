package scrip.server.signin;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.apache.commons.codec.binary.Base32;
import scrip.server.Authenticator;
import scrip.server.Browser;
import scrip.server.Caller;
import scrip.server.Caller.Answer;
import scrip.server.DeliveredServer;
import scrip.server.Server;
import scrip.server.TestServer;
import scrip.server.database.TestDatabase;

/// A server as it is delivered, on which administrators and finance need a second factor, and
/// people with authenticator apps. Its clock stands still unless a test moves it.
final class FactorServer {

    static final String NEW_PASSWORD = "eleven blue bicycles";

    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static volatile Instant now = Instant.parse("2026-11-22T10:00:00Z");
    private static final Server SERVER =
            DeliveredServer.start(DATABASE, () -> now, UnaryOperator.identity());

    private FactorServer() {}

    static Server server() {
        return SERVER;
    }

    static TestDatabase database() {
        return DATABASE;
    }

    static Instant now() {
        return now;
    }

    static void later(Duration time) {
        now = now.plus(time);
    }

    /// Lets the apps show another code.
    static void pass() {
        later(OneTimeCodes.STEP);
    }

    static Browser browser() {
        return Browser.at("http://127.0.0.1:" + SERVER.port());
    }

    static Caller vendor() {
        return new Caller("http://127.0.0.1:" + SERVER.port(), TestServer.TOKEN, null);
    }

    static String origin() {
        return "http://localhost:" + SERVER.port();
    }

    static Authenticator authenticator() {
        return new Authenticator(origin());
    }

    static String body(String name, String value) {
        return "{\"%s\": \"%s\"}".formatted(name, value);
    }

    static Answer give(Browser at, String code) {
        return at.post("/v1/session/second-factor", body("code", code));
    }

    static Answer recover(Browser at, String code) {
        return at.post("/v1/session/second-factor", body("recovery_code", code));
    }

    /// What everybody at the vendor may do who has their second factor, if they need one.
    static Answer work(Browser at) {
        return at.get("/v1/organizations");
    }

    /// Somebody with an authenticator app.
    static final class Someone {

        final String email = Browser.freshEmail();
        final Browser browser = browser();
        byte[] secret = new byte[0];
        List<String> recovery = new ArrayList<>();

        /// Invited with a role at the vendor.
        static Someone of(String role) {
            Someone one = new Someone();
            Answer made =
                    vendor().post(
                                    "/v1/staff-invitations",
                                    "{\"email\": \"%s\", \"roles\": [\"%s\"]}"
                                            .formatted(one.email, role.toUpperCase(Locale.ROOT)))
                            .is(201);
            one.browser.accept(Browser.secret(made.at("/link"))).is(200);
            return one;
        }

        static Someone withFactor(String role) {
            Someone one = of(role);
            one.begin(one.browser);
            one.complete(one.browser).is(200);
            return one;
        }

        void begin(Browser at) {
            secret = new Base32().decode(at.post("/v1/second-factor", "{}").is(201).at("/secret"));
        }

        Answer complete(Browser at) {
            Answer done = at.post("/v1/second-factor/complete", body("code", code()));
            if (done.status() == 200) {
                recovery =
                        done.json()
                                .at("/recovery_codes")
                                .valueStream()
                                .map(c -> c.asString())
                                .toList();
            }
            return done;
        }

        /// What the app shows.
        String code() {
            return OneTimeCodes.code(secret, OneTimeCodes.at(now));
        }

        /// Signed in with the password alone.
        Browser withPassword() {
            Browser fresh = browser();
            fresh.signIn(email, Browser.PASSWORD).is(200).has("/second_factor", "NEEDED");
            return fresh;
        }

        /// In a browser with a new password, by a link of the vendor's.
        Browser reset() {
            Answer made = vendor().post("/v1/staff/" + id() + "/password-reset", "{}").is(201);
            Browser back = browser();
            back.post(
                            "/v1/password-resets/complete",
                            "{\"token\": \"%s\", \"password\": \"%s\"}"
                                    .formatted(Browser.secret(made.at("/link")), NEW_PASSWORD))
                    .is(200)
                    .has("/second_factor", "TO_SET_UP");
            return back;
        }

        UUID id() {
            return UUID.fromString(browser.get("/v1/session").is(200).at("/person/id"));
        }
    }
}
