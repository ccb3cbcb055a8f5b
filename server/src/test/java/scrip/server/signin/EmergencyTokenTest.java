package scrip.server.signin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scrip.server.Browser;
import scrip.server.Caller;
import scrip.server.Server;
import scrip.server.ServerOptions;
import scrip.server.TestServer;
import scrip.server.database.DatabaseLocation;
import scrip.server.database.TestDatabase;
import scrip.server.role.TenantTest;

/// The emergency token is for the beginning and for emergencies.
class EmergencyTokenTest {

    @TempDir private static Path folder;

    private static Server start(TestDatabase test, EmergencyUse use) throws Exception {
        return Server.start(
                new ServerOptions(
                                new DatabaseLocation.Scratch(),
                                "127.0.0.1",
                                0,
                                folder.resolve("token"),
                                TestServer.TOKEN)
                        .with(use)
                        .with(FactorDemand.NONE),
                test.database(),
                InstantSource.system(),
                Limits.standard());
    }

    private static Caller token(Server server) {
        return new Caller("http://127.0.0.1:" + server.port(), TestServer.TOKEN, null);
    }

    private static Browser setUp(Server server) {
        Browser browser = Browser.at("http://127.0.0.1:" + server.port());
        String link = server.context().getBean(SetUp.class).link().orElseThrow();
        browser.post(
                        "/v1/set-up",
                        """
                        {"token": "%s", "email": "li@vendor.example", "name": "Li Na",
                         "password": "%s"}
                        """
                                .formatted(Browser.secret(link), Browser.PASSWORD))
                .is(200);
        return browser;
    }

    @Test
    void itWorksUntilThereIsAnAdministrator() throws Exception {
        try (TestDatabase test = TestDatabase.fresh();
                Server server = start(test, EmergencyUse.UNTIL_ADMINISTRATOR)) {
            Caller token = token(server);
            token.get("/v1/organizations").is(200);
            assertEquals(200, token.get("/metrics").status());
            Browser administrator = setUp(server);
            token.get("/v1/organizations").is(401, "UNAUTHENTICATED");
            token.put("/v1/organizations/late", "{\"kind\": \"INSTITUTION\", \"name\": \"Late\"}")
                    .is(401, "UNAUTHENTICATED");
            assertEquals(401, token.get("/metrics").status());
            String secret =
                    administrator
                            .post(
                                    "/v1/keys",
                                    """
                                    {"vendor": true, "name": "CRM", "expires_at": "%s",
                                     "actions": ["organizations.write"]}
                                    """
                                            .formatted(TenantTest.nextYear()))
                            .is(201)
                            .at("/secret");
            new Caller("http://127.0.0.1:" + server.port(), secret, null)
                    .put(
                            "/v1/organizations/by-key",
                            "{\"kind\": \"INSTITUTION\", \"name\": \"By Key\"}")
                    .is(200);
        }
    }

    @Test
    void turnedOnItWorksAndEachUseIsInTheAuditLog() throws Exception {
        try (TestDatabase test = TestDatabase.fresh();
                Server server = start(test, EmergencyUse.ON)) {
            Browser administrator = setUp(server);
            token(server).get("/v1/staff").is(200);
            token(server).get("/v1/organizations/nobody").is(404);
            administrator
                    .get("/v1/audit?action=emergency-token.used")
                    .is(200)
                    .has("/items/0/subject", "GET /v1/organizations/nobody")
                    .has("/items/0/actor/kind", "PROGRAM")
                    .has("/items/0/address", "127.0.0.1")
                    .has("/items/1/subject", "GET /v1/staff")
                    .has("/items/2/seq", "");
        }
    }

    @Test
    void turnedOffItNeverWorks() throws Exception {
        try (TestDatabase test = TestDatabase.fresh();
                Server server = start(test, EmergencyUse.OFF)) {
            token(server).get("/v1/organizations").is(401, "UNAUTHENTICATED");
        }
    }

    @Test
    void theSettingIsOnOrOff() {
        assertEquals(EmergencyUse.UNTIL_ADMINISTRATOR, EmergencyUse.of(null));
        assertEquals(EmergencyUse.UNTIL_ADMINISTRATOR, EmergencyUse.of(" "));
        assertEquals(EmergencyUse.ON, EmergencyUse.of("on"));
        assertEquals(EmergencyUse.OFF, EmergencyUse.of("OFF"));
        assertThrows(IllegalArgumentException.class, () -> EmergencyUse.of("unrecorded"));
    }
}
