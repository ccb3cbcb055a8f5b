package scrip.server.personal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import scrip.server.Authenticator;
import scrip.server.Browser;
import scrip.server.Caller;
import scrip.server.Caller.Answer;
import scrip.server.Server;
import scrip.server.ServerOptions;
import scrip.server.TestServer;
import scrip.server.database.DatabaseLocation;
import scrip.server.database.TestDatabase;
import scrip.server.role.TenantTest;
import scrip.server.signin.EmergencyUse;
import scrip.server.signin.FactorDemand;
import scrip.server.signin.Limits;
import scrip.server.trail.AuditChain;
import scrip.server.verify.Verification;

/// A server with an administrator and a hospital, and what is kept of its people.
abstract class PersonalServer {

    static final String HOSPITAL = "/v1/organizations/first-hospital";

    @TempDir private static Path folder;
    static TestDatabase test;
    static Server server;
    static Browser administrator;
    static Caller vendor;

    @BeforeAll
    static void start() throws Exception {
        test = TestDatabase.fresh();
        server =
                Server.start(
                        new ServerOptions(
                                        new DatabaseLocation.Scratch(),
                                        "127.0.0.1",
                                        0,
                                        folder.resolve("token"),
                                        TestServer.TOKEN,
                                        Authenticator.origin(),
                                        false)
                                .with(EmergencyUse.UNRECORDED)
                                .with(FactorDemand.NONE),
                        test.database(),
                        InstantSource.system(),
                        Limits.standard());
        administrator = browser();
        administrator.setUp(server);
        vendor = new Caller(root(), TestServer.TOKEN, null);
        vendor.put(HOSPITAL, "{\"kind\": \"INSTITUTION\", \"name\": \"First Hospital\"}").is(200);
    }

    @AfterAll
    static void stop() {
        server.close();
        test.close();
    }

    static String root() {
        return "http://127.0.0.1:" + server.port();
    }

    static Browser browser() {
        return Browser.at(root());
    }

    static Browser joined(String email, String name, String role) {
        Answer made = vendor.post(HOSPITAL + "/invitations", invitation(email, role)).is(201);
        Browser browser = browser();
        browser.post(
                        "/v1/invitations/accept",
                        """
                        {"token": "%s", "name": "%s", "password": "%s", "locale": "zh"}
                        """
                                .formatted(
                                        Browser.secret(made.at("/link")), name, Browser.PASSWORD))
                .is(200);
        return browser;
    }

    static String person(Browser browser) {
        return browser.get("/v1/session").is(200).at("/person/id");
    }

    static void verified() {
        List<String> found = new ArrayList<>();
        new Verification(test.database()).run(found::add);
        assertEquals(1, found.size(), found.toString());
        assertEquals(null, new AuditChain(test.database()).check().broken());
    }

    /// Every row of every table but facts, as text.
    static String everything() {
        return test.database()
                .readAll(sql -> {
                    List<String> tables =
                            sql.sql(
                                            """
                                            select quote_ident(tablename)
                                            from pg_tables
                                            where schemaname = 'public'
                                                and tablename not like 'log%'
                                                and tablename not like 'flyway%'
                                            """)
                                    .query(String.class)
                                    .list();
                    StringBuilder all = new StringBuilder();
                    for (String table : tables) {
                        sql.sql("select t::text from " + table + " t")
                                .query(String.class)
                                .list()
                                .forEach(row ->
                                        all.append(table).append(' ').append(row).append('\n'));
                    }
                    return all.toString();
                });
    }

    static String key() {
        return "{\"name\": \"PACS\", \"actions\": [\"access.read\"], \"expires_at\": \"%s\"}"
                .formatted(TenantTest.nextYear());
    }

    static String invitation(String email, String role) {
        return "{\"email\": \"%s\", \"roles\": [\"%s\"]}"
                .formatted(email, role.toUpperCase(Locale.ROOT));
    }
}
