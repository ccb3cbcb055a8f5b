package scrip.server.signin;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scrip.server.Browser;
import scrip.server.Caller;
import scrip.server.Caller.Answer;
import scrip.server.Server;
import scrip.server.ServerOptions;
import scrip.server.TestServer;
import scrip.server.database.Database;
import scrip.server.database.DatabaseLocation;
import scrip.server.database.TestDatabase;

/// The clock of the machine jumps: sessions, proofs, links and keys stay what they are, and two
/// servers of one database still hear of each other.
class SignInClockTest {

    private static final String PASSWORD = "seven green umbrellas";
    private static final String EMAIL = "first@vendor.example";

    @TempDir private static Path folder;
    private static TestDatabase test;
    private static Server server;
    private static Server standby;
    private static Instant begun = Instant.parse("2026-11-22T10:00:00Z");
    private static volatile Instant now = begun;

    @BeforeAll
    static void start() throws Exception {
        test = TestDatabase.fresh();
        server = start(test.database());
        standby = start(test.through(test.port()));
        String link =
                vendor().post(
                                "/v1/staff-invitations",
                                "{\"email\": \"%s\", \"roles\": [\"AUDITOR\"]}".formatted(EMAIL))
                        .is(201)
                        .at("/link");
        anybody(server).post("/v1/invitations/accept", accepting(link)).is(200);
    }

    private static String accepting(String link) {
        return """
        {"token": "%s", "name": "First", "password": "%s"}
        """
                .formatted(Browser.secret(link), PASSWORD);
    }

    private static Server start(Database database) throws Exception {
        return Server.start(
                new ServerOptions(
                        new DatabaseLocation.Scratch(),
                        "127.0.0.1",
                        0,
                        folder.resolve("token"),
                        TestServer.TOKEN),
                database,
                () -> now,
                Limits.standard());
    }

    @AfterAll
    static void stop() {
        standby.close();
        server.close();
        test.close();
    }

    /// Each test begins later than what any other has done.
    @BeforeEach
    void later() {
        begun = begun.plus(Duration.ofDays(40));
        now = begun;
    }

    private static Caller anybody(Server at) {
        return new Caller("http://127.0.0.1:" + at.port(), null, null);
    }

    private static Caller vendor() {
        return new Caller("http://127.0.0.1:" + server.port(), TestServer.TOKEN, null);
    }

    private static Map<String, String> signIn() {
        Answer session =
                anybody(server)
                        .post(
                                "/v1/session",
                                "{\"email\": \"%s\", \"password\": \"%s\"}"
                                        .formatted(EMAIL, PASSWORD))
                        .is(200);
        String cookie =
                session.raw().headers().allValues("Set-Cookie").stream()
                        .filter(c -> c.startsWith(Sessions.COOKIE + "="))
                        .findFirst()
                        .orElseThrow()
                        .split(";", 2)[0];
        return Map.of("Cookie", cookie, "X-CSRF-Token", session.at("/csrf_token"));
    }

    private static void jump(Duration by) {
        now = now.plus(by);
    }

    /// Something that asks for the password again.
    private static Answer addPasskey(Caller by) {
        return by.post("/v1/passkeys/options", "{}");
    }

    @Test
    void aProofLastsNoLongerWhenTheClockIsSetBack() {
        Caller person = anybody(server).with(signIn());
        addPasskey(person).is(200);
        jump(Duration.ofSeconds(-30));
        addPasskey(person).is(200);
        jump(Duration.ofDays(-1));
        person.get("/v1/session").is(200);
        addPasskey(person).is(403, "SIGN_IN_STALE");
        person.post("/v1/session/proof", "{\"password\": \"" + PASSWORD + "\"}").is(200);
        addPasskey(person).is(200);
        now = begun;
        addPasskey(person).is(403, "SIGN_IN_STALE");
    }

    @Test
    void aSessionEndsByTheClockThatBeganIt() {
        Caller person = anybody(server).with(signIn());
        jump(Duration.ofDays(-300));
        person.get("/v1/session").is(200);
        jump(Duration.ofDays(300));
        person.get("/v1/session").is(200);
        jump(Sessions.IDLE_MAX);
        person.get("/v1/session").is(401, "UNAUTHENTICATED");
        jump(Duration.ofDays(30));
        person.get("/v1/session").is(401, "UNAUTHENTICATED");
    }

    @Test
    void aSessionThatEndedOnAnotherServerEndsHereAlsoWhenTheClockWasSetBack() {
        Map<String, String> session = signIn();
        Caller here = anybody(server).with(session);
        here.get("/v1/session").is(200);
        jump(Duration.ofDays(-1));
        here.get("/v1/session").is(200);
        jump(Duration.ofDays(-1));
        anybody(standby).with(session).delete("/v1/session").is(200);
        here.get("/v1/session").is(401, "UNAUTHENTICATED");
    }

    @Test
    void aKeyThatEndedOnAnotherServerEndsHereAlsoWhenTheClockWasSetBack() {
        Answer made =
                vendor().post(
                                "/v1/keys",
                                """
                                {"name": "IPC", "product": "ipc", "actions": ["access.read"],
                                 "expires_at": "%s"}
                                """
                                        .formatted(begun.plus(Duration.ofDays(30))))
                        .is(201);
        Caller key = new Caller("http://127.0.0.1:" + server.port(), made.at("/secret"), null);
        String question =
                "/v1/access?organization=nobody&feature=ipc/checkup-report-summary&surface=API";
        key.get(question).is(404, "UNKNOWN_ORGANIZATION");
        jump(Duration.ofDays(-1));
        new Caller("http://127.0.0.1:" + standby.port(), TestServer.TOKEN, null)
                .delete("/v1/keys/" + made.at("/id"))
                .is(200);
        key.get(question).is(401, "UNAUTHENTICATED");
    }

    @Test
    void aLinkThatWasUsedIsNotOpenAgainWhenTheClockIsSetBack() {
        String link =
                vendor().post(
                                "/v1/staff-invitations",
                                "{\"email\": \"%s\", \"roles\": [\"AUDITOR\"]}"
                                        .formatted(Browser.freshEmail()))
                        .is(201)
                        .at("/link");
        jump(Duration.ofDays(30));
        anybody(server).post("/v1/invitations/accept", accepting(link)).is(404, "UNKNOWN_LINK");
        // The clock was wrong: the link is as open as it was.
        now = begun;
        anybody(server).post("/v1/invitations/accept", accepting(link)).is(200);
        jump(Duration.ofDays(-1));
        anybody(server).post("/v1/invitations/accept", accepting(link)).is(404, "UNKNOWN_LINK");
    }
}
