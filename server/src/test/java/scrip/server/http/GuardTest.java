package scrip.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scrip.server.Browser;
import scrip.server.Caller;
import scrip.server.Caller.Answer;
import scrip.server.Perimeters;
import scrip.server.Server;
import scrip.server.ServerOptions;
import scrip.server.TestServer;
import scrip.server.database.Database;
import scrip.server.database.DatabaseLocation;
import scrip.server.database.TestDatabase;
import scrip.server.signin.EmergencyUse;
import scrip.server.signin.FactorDemand;
import scrip.server.signin.Limits;
import scrip.server.signin.SetUp;

/// A server behind a TLS proxy: which addresses it trusts, how long sessions last, what two servers
/// of one database share, and rate limits. Sessions use the test's clock.
class GuardTest {

    private static final String ORIGIN = "https://scrip.example";
    private static final String PASSWORD = "seven green umbrellas";
    private static final String SESSION = "__Host-scrip_session";
    private static final String EMAIL = "first@vendor.example";
    private static final AtomicInteger ADDRESSES = new AtomicInteger();
    private static final Limits FEW =
            new Limits(
                    Duration.ofDays(1),
                    new Limits.Rate(400, Duration.ofDays(1)),
                    new Limits.Rate(30, Duration.ofDays(1)),
                    new Limits.Rate(3, Duration.ofDays(1)),
                    new Limits.Rate(20, Duration.ofDays(1)));

    @TempDir private static Path folder;
    private static TestDatabase test;
    private static Server server;
    private static Server standby;
    private static volatile Instant now = Instant.parse("2026-11-22T10:00:00Z");

    @BeforeAll
    static void start() throws Exception {
        test = TestDatabase.fresh();
        server = start(test.database());
        standby = start(test.through(test.port()));
        String link = server.context().getBean(SetUp.class).link().orElseThrow();
        caller(server)
                .post(
                        "/v1/set-up",
                        """
                        {"token": "%s", "email": "%s", "name": "First", "password": "%s"}
                        """
                                .formatted(Browser.secret(link), EMAIL, PASSWORD))
                .is(200);
    }

    private static Server start(Database database) throws Exception {
        InstantSource clock = () -> now;
        return Server.start(
                new ServerOptions(
                                new DatabaseLocation.Scratch(),
                                "127.0.0.1",
                                0,
                                folder.resolve("token"),
                                TestServer.TOKEN,
                                ORIGIN,
                                false)
                        .with(Perimeters.behindProxy(ORIGIN))
                        .with(EmergencyUse.UNRECORDED)
                        .with(FactorDemand.NONE),
                database,
                clock,
                FEW);
    }

    @AfterAll
    static void stop() {
        standby.close();
        server.close();
        test.close();
    }

    /// An address that no other test uses, as the proxy reports it.
    private static String address() {
        return "203.0.113." + ADDRESSES.incrementAndGet();
    }

    private static Caller caller(Server at) {
        return caller(at, address());
    }

    private static Caller caller(Server at, String address) {
        return new Caller("http://127.0.0.1:" + at.port(), null, null)
                .with(Map.of("X-Forwarded-For", address, "X-Forwarded-Proto", "https"));
    }

    /// The proxy before the proxy may have ended TLS.
    @Test
    void cookiesOfASiteWithTlsAreSecureWhateverTheProxyIsAskedBy() {
        Caller plain =
                new Caller("http://127.0.0.1:" + server.port(), null, null)
                        .with(Map.of("X-Forwarded-For", address(), "X-Forwarded-Proto", "http"));
        Answer answer = signIn(plain, PASSWORD);
        answer.is(200);
        String cookies = answer.raw().headers().allValues("Set-Cookie").toString();
        assertTrue(cookies.contains("__Host-") && cookies.contains("Secure"), cookies);
    }

    private static Answer signIn(Caller caller, String password) {
        return signIn(caller, EMAIL, password);
    }

    private static Answer signIn(Caller caller, String email, String password) {
        return caller.post(
                "/v1/session",
                "{\"email\": \"%s\", \"password\": \"%s\"}".formatted(email, password));
    }

    private static Caller vendor() {
        return new Caller("http://127.0.0.1:" + server.port(), TestServer.TOKEN, null);
    }

    /// A person who has just signed in from their own address.
    private static Caller signedIn(Server at, String address) {
        Caller caller = caller(at, address);
        Answer session = signIn(caller, PASSWORD).is(200);
        return caller.with(headers(session));
    }

    private static Map<String, String> headers(Answer session) {
        return Map.of(
                "Cookie", cookie(session, SESSION), "X-CSRF-Token", session.at("/csrf_token"));
    }

    private static String cookie(Answer answer, String name) {
        return setCookie(answer, name).split(";", 2)[0];
    }

    private static String setCookie(Answer answer, String name) {
        return answer.raw().headers().allValues("Set-Cookie").stream()
                .filter(c -> c.startsWith(name + "="))
                .findFirst()
                .orElse("");
    }

    private static void later(Duration by) {
        now = now.plus(by);
    }

    @Test
    void cookiesAreSecureAndHttpOnly() {
        Answer session = signIn(caller(server), PASSWORD).is(200);
        for (String name : List.of(SESSION, "__Host-scrip_device")) {
            String cookie = setCookie(session, name);
            for (String part : List.of("; Secure", "; HttpOnly", "; SameSite=Lax", "; Path=/")) {
                assertTrue(cookie.contains(part), cookie);
            }
        }
        assertTrue(session.header("Strict-Transport-Security").startsWith("max-age="));
        Answer out = caller(server).with(headers(session)).delete("/v1/session").is(200);
        assertTrue(setCookie(out, SESSION).contains("Max-Age=0"));
        assertTrue(setCookie(out, SESSION).contains("; Secure"));
    }

    @Test
    void theCallersAddressIsTheOneAddedByTheProxy() {
        String address = address();
        Caller spoofer = signedIn(server, "198.51.100.9, " + address);
        String sessions = spoofer.get("/v1/sessions").is(200).text();
        assertTrue(sessions.contains("\"address\":\"" + address + "\""), sessions);
        assertFalse(sessions.contains("198.51.100.9"), sessions);
    }

    @Test
    void aSessionEndsAfterTwelveHoursWithoutUse() {
        Caller person = signedIn(server, address());
        later(Duration.ofHours(12).minusSeconds(1));
        person.get("/v1/session").is(200);
        later(Duration.ofHours(12).minusSeconds(1));
        person.get("/v1/session").is(200);
        later(Duration.ofHours(12));
        person.get("/v1/session").is(401, "UNAUTHENTICATED");
        later(Duration.ofHours(-1));
        person.get("/v1/session").is(200);
        later(Duration.ofHours(12));
        signIn(caller(server), PASSWORD).is(200);
        // Each sign-in deletes expired sessions.
        later(Duration.ofHours(-1));
        person.get("/v1/session").is(401, "UNAUTHENTICATED");
    }

    @Test
    void aSessionEndsAfterFourteenDaysEvenInUse() {
        Caller person = signedIn(server, address());
        Instant end = now.plus(Duration.ofDays(14));
        while (now.plus(Duration.ofHours(11)).isBefore(end)) {
            later(Duration.ofHours(11));
            person.get("/v1/session").is(200);
        }
        now = end.minusSeconds(1);
        person.get("/v1/session").is(200).has("/ends_at", end.toString());
        now = end;
        person.get("/v1/session").is(401, "UNAUTHENTICATED");
    }

    @Test
    void aPlantedCookieNeverBecomesASession() {
        Caller person = caller(server);
        Caller planted = person.with(Map.of("Cookie", SESSION + "=planted-by-somebody"));
        Answer session = signIn(planted, PASSWORD).is(200);
        assertNotEquals(SESSION + "=planted-by-somebody", cookie(session, SESSION));
        planted.get("/v1/session").is(401, "UNAUTHENTICATED");
        Answer again = signIn(person.with(headers(session)), PASSWORD).is(200);
        assertNotEquals(session.at("/csrf_token"), again.at("/csrf_token"));
        assertNotEquals(cookie(session, SESSION), cookie(again, SESSION));
        person.with(headers(session)).get("/v1/session").is(401, "UNAUTHENTICATED");
        person.with(headers(again)).get("/v1/session").is(200);
    }

    @Test
    void twoServersOfOneDatabaseShareSessions() {
        String address = address();
        Answer session = signIn(caller(server, address), PASSWORD).is(200);
        Caller there = caller(standby, address()).with(headers(session));
        there.get("/v1/session").is(200).has("/id", session.at("/id"));
        there.put("/v1/person", "{\"name\": \"First of All\", \"locale\": \"en\"}").is(200);
        // So that the second server caches it.
        there.get("/v1/session").is(200);
        Caller here = caller(server, address).with(headers(session));
        here.delete("/v1/session").is(200);
        here.get("/v1/session").is(401);
        later(Duration.ofSeconds(6));
        there.get("/v1/session").is(401, "UNAUTHENTICATED");
        Answer begunThere = signIn(caller(standby), PASSWORD).is(200);
        caller(server).with(headers(begunThere)).get("/v1/session").is(200);
    }

    /// Sends requests until it is slowed down; returns how many passed.
    private static int untilSlowed(Caller caller, String path, int expected) {
        for (int n = 0; n < 50; n++) {
            Answer answer = caller.get(path);
            if (answer.status() == 429) {
                answer.is(429, "TOO_MANY_REQUESTS");
                assertTrue(Integer.parseInt(answer.header("Retry-After")) >= 1);
                return n;
            }
            answer.is(expected);
        }
        return Integer.MAX_VALUE;
    }

    @Test
    void aThrottledCallerIsToldWhenToRetry() {
        assertEquals(30, untilSlowed(caller(server), "/v1/prices", 200), "an address");
        caller(server).get("/v1/prices").is(200);
        String path = "/v1/organizations/nobody-there";
        Caller guesser = caller(server);
        Caller wrong = guesser.with(Map.of("Authorization", "Bearer scrip_live_made-up"));
        assertEquals(3, untilSlowed(wrong, path, 401), "wrong tokens");
        guesser.with(Map.of("Authorization", "Bearer scrip_live_another"))
                .get(path)
                .is(429, "TOO_MANY_REQUESTS");
        Caller vendor = new Caller("http://127.0.0.1:" + server.port(), TestServer.TOKEN, "limits");
        vendor.put("/v1/sandboxes/limits", "{\"now\": \"2026-03-01T09:00:00Z\"}").is(200);
        vendor.put(
                        "/v1/organizations/limited",
                        "{\"kind\": \"INSTITUTION\", \"name\": \"Limited\"}")
                .is(200);
        List<String> secrets =
                List.of("one", "two").stream()
                        .map(name ->
                                vendor.post(
                                                "/v1/organizations/limited/keys",
                                                """
                                                {"name": "%s", "actions": ["stock.read"],
                                                 "units_per_second": 125, "expires_at": "%s"}
                                                """
                                                        .formatted(
                                                                name,
                                                                now.plus(Duration.ofDays(100))))
                                        .is(201)
                                        .at("/secret"))
                        .toList();
        String packs = "/v1/organizations/limited/packs";
        String root = "http://127.0.0.1:" + server.port();
        Caller key = new Caller(root, secrets.getFirst(), null);
        assertEquals(5, untilSlowed(key, packs, 200), "a key");
        new Caller(root, secrets.getLast(), null).get(packs).is(200);
        // The emergency token is not rate-limited.
        for (int n = 0; n < 20; n++) {
            vendor.get(packs).is(200);
        }
    }

    @Test
    void guessingAPasswordLocksNobodyElseOut() {
        Caller stranger = caller(server);
        for (int n = 0; n < 10; n++) {
            signIn(stranger, "guess number " + n).is(401, "SIGN_IN_REFUSED");
        }
        // Not even the right password works, and no answer reveals that it is right.
        Answer slowed = signIn(stranger, PASSWORD).is(429, "TOO_MANY_REQUESTS");
        assertTrue(Integer.parseInt(slowed.header("Retry-After")) >= 1);
        signIn(caller(server), PASSWORD).is(200);
        // Neighbours on the same address are not locked out either.
        signIn(stranger, "beside@vendor.example", PASSWORD).is(401, "SIGN_IN_REFUSED");
    }

    @Test
    void guessesForOneEmailFromManyAddressesAreLimited() {
        String email = "guessed@vendor.example";
        for (int n = 0; n < 20; n++) {
            signIn(caller(server), email, "guess number " + n).is(401, "SIGN_IN_REFUSED");
        }
        signIn(caller(server), email, PASSWORD).is(429, "TOO_MANY_REQUESTS");
    }

    @Test
    void aRightPasswordUsesUpNoTries() {
        for (int n = 0; n < 21; n++) {
            signIn(caller(server, n < 11 ? "198.51.100.7" : address()), PASSWORD).is(200);
        }
    }

    @Test
    void aWrongTokenIsRefusedEvenWithAValidSession() {
        Caller person = signedIn(server, address());
        person.get("/v1/session").is(200);
        person.with(Map.of("Authorization", "Bearer wrong"))
                .get("/v1/session")
                .is(401, "UNAUTHENTICATED");
    }

    @Test
    void theLastAdministratorCannotBeRemoved() {
        String id = signIn(caller(server), PASSWORD).is(200).at("/person/id");
        vendor().delete("/v1/staff/" + id).is(409, "LAST_ADMINISTRATOR");
    }

    @Test
    void anInvitationExpiresAtItsInstant() {
        Instant end = now.plus(Duration.ofDays(7));
        String link =
                vendor().post(
                                "/v1/staff-invitations",
                                "{\"email\": \"late@vendor.example\", \"roles\": [\"AUDITOR\"]}")
                        .is(201)
                        .at("/link");
        String look = "{\"token\": \"" + Browser.secret(link) + "\"}";
        now = end.minusSeconds(1);
        caller(server).post("/v1/invitations/look", look).is(200);
        now = end;
        caller(server).post("/v1/invitations/look", look).is(404, "UNKNOWN_LINK");
    }

    @Test
    void aKeyExpiresAtItsInstant() {
        Instant end = now.plus(Duration.ofDays(1));
        Answer made =
                vendor().post(
                                "/v1/keys",
                                """
                                {"name": "k", "product": "ipc", "actions": ["access.read"],
                                 "expires_at": "%s"}
                                """
                                        .formatted(end))
                        .is(201);
        Caller key = new Caller("http://127.0.0.1:" + server.port(), made.at("/secret"), null);
        String access = "/v1/access?organization=none&feature=ipc/x&surface=API";
        now = end.minusSeconds(1);
        key.get(access).is(404, "UNKNOWN_ORGANIZATION");
        now = end;
        key.get(access).is(401, "UNAUTHENTICATED");
        vendor().post("/v1/keys/" + made.at("/id") + "/rotate", "{}").is(409, "KEY_ENDED");
    }
}
