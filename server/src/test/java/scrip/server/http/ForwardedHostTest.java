package scrip.server.http;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scrip.server.Caller;
import scrip.server.Caller.Answer;
import scrip.server.Perimeters;
import scrip.server.Server;
import scrip.server.ServerOptions;
import scrip.server.TestServer;
import scrip.server.database.DatabaseLocation;

/// The name that a proxy tells is checked, and is the only one that decides whether a page is of
/// this site.
class ForwardedHostTest {

    private static final String ORIGIN = "https://scrip.example";

    @TempDir private static Path folder;
    private static Server server;

    @BeforeAll
    static void start() throws Exception {
        server =
                Server.start(
                        new ServerOptions(
                                        new DatabaseLocation.Scratch(),
                                        "127.0.0.1",
                                        0,
                                        folder.resolve("token"),
                                        TestServer.TOKEN,
                                        ORIGIN,
                                        false)
                                .with(Perimeters.behindProxy(ORIGIN)));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String root() {
        return "http://127.0.0.1:" + server.port();
    }

    private static Caller told(String host, String origin) {
        return new Caller(root(), null, null)
                .with(
                        Map.of(
                                "X-Forwarded-For",
                                "203.0.113.9",
                                "X-Forwarded-Proto",
                                "https",
                                "X-Forwarded-Host",
                                host,
                                "Origin",
                                origin));
    }

    private static Answer signIn(Caller caller) {
        return caller.post(
                "/v1/session",
                "{\"email\": \"nobody@vendor.example\", \"password\": \"seven green umbrellas\"}");
    }

    @Test
    void theHostOfTheProxysOwnRequestMakesNoPageOfThisSite() {
        signIn(told("scrip.example", ORIGIN)).is(401, "SIGN_IN_REFUSED");
        signIn(told("scrip.example", root())).is(403, "CSRF_TOKEN_WRONG");
    }

    @Test
    void ofSeveralNamesTheProxysCountsAndIsChecked() {
        told("scrip.example, evil.example", ORIGIN).get("/v1/prices").is(421, "UNKNOWN_HOST");
        Caller proxys = told("evil.example, scrip.example", "https://evil.example");
        proxys.get("/v1/prices").is(200);
        signIn(proxys).is(403, "CSRF_TOKEN_WRONG");
    }
}
