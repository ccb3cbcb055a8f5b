package scrip.server.personal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
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
import scrip.server.signin.SetUp;
import scrip.server.trail.AuditChain;
import scrip.server.verify.Verification;

/// What is kept about a person is theirs to see, and goes when they go.
class PersonalDataTest {

    private static final String HOSPITAL = "/v1/organizations/first-hospital";

    @TempDir private static Path folder;
    private static TestDatabase test;
    private static Server server;
    private static Browser administrator;
    private static Caller vendor;

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
        String link = server.context().getBean(SetUp.class).link().orElseThrow();
        administrator
                .post(
                        "/v1/set-up",
                        """
                        {"token": "%s", "email": "li@vendor.example", "name": "Li Na",
                         "password": "%s"}
                        """
                                .formatted(Browser.secret(link), Browser.PASSWORD))
                .is(200);
        vendor = new Caller(root(), TestServer.TOKEN, null);
        vendor.put(HOSPITAL, "{\"kind\": \"institution\", \"name\": \"First Hospital\"}").is(200);
    }

    @AfterAll
    static void stop() {
        server.close();
        test.close();
    }

    private static String root() {
        return "http://127.0.0.1:" + server.port();
    }

    private static Browser browser() {
        return Browser.at(root());
    }

    private static Browser joined(String email, String name, String role) {
        Answer made =
                vendor.post(
                                HOSPITAL + "/invitations",
                                "{\"email\": \"%s\", \"roles\": [\"%s\"]}".formatted(email, role))
                        .is(201);
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

    private static String person(Browser browser) {
        return browser.get("/v1/session").is(200).at("/person/id");
    }

    private static void verified() {
        List<String> found = new ArrayList<>();
        new Verification(test.database()).run(found::add);
        assertEquals(1, found.size(), found.toString());
        assertEquals(null, new AuditChain(test.database()).check().broken());
    }

    /// Every row of every table but facts, as text.
    private static String everything() {
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

    private static String key() {
        return "{\"name\": \"PACS\", \"actions\": [\"access.read\"], \"expires_at\": \"%s\"}"
                .formatted(TenantTest.nextYear());
    }

    @Test
    void aPersonGetsEverythingThatIsKeptAboutThem() {
        Browser wang = joined("wang.export@hospital.example", "Wang Export", "owner");
        new Authenticator().addTo(wang).is(201);
        wang.post(HOSPITAL + "/keys", key()).is(201);
        Answer mine = wang.get("/v1/person/export").is(200);
        mine.has("/person/email", "wang.export@hospital.example")
                .has("/person/name", "Wang Export")
                .has("/memberships/0/organization", "first-hospital")
                .has("/memberships/0/role", "owner")
                .has("/sessions/0/address", "127.0.0.1")
                .has("/links/0/kind", "invitation")
                .has("/keys/0/name", "PACS");
        assertEquals(1, mine.json().at("/browsers").size(), mine.text());
        assertEquals(1, mine.json().at("/passkeys").size(), mine.text());
        assertTrue(mine.text().contains("\"action\":\"keys.post\""), mine.text());
        assertTrue(
                mine.header("Content-Disposition").startsWith("attachment"),
                mine.header("Content-Disposition"));
        for (String secret : List.of("argon2", "hash", "csrf", "public_key", "credential")) {
            assertFalse(mine.text().contains(secret), secret + " in " + mine.text());
        }
        // What others did is told, but not who they are.
        assertFalse(mine.text().contains("Li Na"), mine.text());
        String same = "/v1/persons/" + person(wang) + "/export";
        administrator.get(same).is(200).has("/person/name", "Wang Export");
        administrator
                .get("/v1/audit?action=persons.export")
                .is(200)
                .has("/entries/0/subject", person(wang));
        wang.get(same).is(403, "FORBIDDEN");
    }

    @Test
    void anErasedPersonIsAnIdAndNothingElse() {
        joined("second.owner@hospital.example", "Second", "owner");
        Browser zhao = joined("zhao.gone@hospital.example", "Zhao Gone", "owner");
        String id = person(zhao);
        zhao.put("/v1/person", "{\"name\": \"Zhao Married\", \"locale\": \"en\"}").is(200);
        new Authenticator().addTo(zhao).is(201);
        Answer made = zhao.post(HOSPITAL + "/keys", key()).is(201);
        Caller program = new Caller(root(), made.at("/secret"), null);
        String access = "/v1/access?organization=first-hospital&feature=aimis/basic&surface=api";
        program.get(access).is(200);
        vendor.post(
                        "/v1/staff/invitations",
                        "{\"email\": \"zhao.gone@hospital.example\", \"roles\": [\"auditor\"]}")
                .is(201);
        String before = everything();
        for (String word : List.of("zhao.gone@", "Zhao Gone", "Zhao Married")) {
            assertTrue(before.contains(word), word);
        }
        zhao.delete("/v1/person").is(200).has("/person", id).has("/keys/0", made.at("/id"));
        String after = everything();
        for (String word : List.of("zhao.gone@", "zhao gone", "zhao married")) {
            assertFalse(after.toLowerCase(java.util.Locale.ROOT).contains(word), word);
        }
        assertTrue(after.contains(id));
        zhao.get("/v1/session").is(401, "UNAUTHENTICATED");
        program.get(access).is(401, "UNAUTHENTICATED");
        browser().signIn("zhao.gone@hospital.example", Browser.PASSWORD).is(401, "SIGN_IN_REFUSED");
        Answer audit = vendor.get("/v1/audit?actor=" + id).is(200);
        audit.has("/entries/0/action", "person.delete").has("/entries/0/actor/name", "erased");
        assertFalse(audit.text().contains("127.0.0.1"), audit.text());
        vendor.delete("/v1/persons/" + id).is(404, "UNKNOWN_PERSON");
        administrator.get("/v1/persons/" + id + "/export").is(404, "UNKNOWN_PERSON");
        // The address is free again.
        joined("zhao.gone@hospital.example", "Zhao Anew", "viewer");
        verified();
    }

    @Test
    void anotherOfTheSameNameKeepsIt() {
        joined("owner.of.names@hospital.example", "Same Name", "owner");
        Browser gone = joined("same.gone@hospital.example", "Same Name", "viewer");
        administrator.delete("/v1/persons/" + person(gone)).is(200);
        String all = everything();
        assertTrue(all.contains("Same Name"));
        assertTrue(all.contains("owner.of.names@hospital.example"));
        verified();
    }

    @Test
    void theLastOwnerAndTheLastAdministratorStay() {
        vendor.put("/v1/organizations/lonely", "{\"kind\": \"institution\", \"name\": \"Lonely\"}")
                .is(200);
        Answer made =
                vendor.post(
                                "/v1/organizations/lonely/invitations",
                                "{\"email\": \"lone@lonely.example\", \"roles\": [\"owner\"]}")
                        .is(201);
        Browser lone = browser();
        lone.accept(Browser.secret(made.at("/link"))).is(200);
        Answer refused = lone.delete("/v1/person").is(409, "LAST_OWNER");
        assertTrue(refused.at("/detail").contains("lonely"), refused.text());
        administrator.delete("/v1/persons/" + person(lone)).is(409, "LAST_OWNER");
        administrator.delete("/v1/person").is(409, "LAST_ADMINISTRATOR");
        lone.get("/v1/session").is(200);
    }

    /// A new table that names a person needs an answer: it is deleted with them, or said here.
    @Test
    void everyTableThatNamesAPersonHasAnAnswer() {
        List<String> deleted = test.database().readAll(PersonalStore::deletable);
        List<String> named =
                test.database()
                        .readAll(sql ->
                                sql.sql(
                                                """
                                                select distinct c.relname || '.' || a.attname
                                                from pg_constraint k
                                                join pg_class c on c.oid = k.conrelid
                                                join pg_attribute a
                                                    on a.attrelid = k.conrelid and a.attnum = any (k.conkey)
                                                where k.contype = 'f'
                                                    and k.confrelid = 'persons'::regclass
                                                order by 1
                                                """)
                                        .query(String.class)
                                        .list());
        List<String> left =
                named.stream()
                        .filter(n -> !deleted.contains(n.substring(0, n.indexOf('.'))))
                        .toList();
        // An id stays: who made a key or a link, for whom it was, and who took it.
        assertEquals(
                List.of("api_keys.maker", "links.maker", "links.person", "links.taken_by"), left);
    }
}
