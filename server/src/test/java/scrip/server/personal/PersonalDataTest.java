package scrip.server.personal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import scrip.server.Authenticator;
import scrip.server.Browser;
import scrip.server.Caller;
import scrip.server.Caller.Answer;
import scrip.server.ledger.LedgerWorld;
import tools.jackson.databind.JsonNode;

/// What is kept about a person is theirs to see, and goes when they go.
class PersonalDataTest extends PersonalServer {

    @Test
    void aPersonGetsEverythingThatIsKeptAboutThem() {
        Browser wang = joined("wang.export@hospital.example", "Wang Export", "owner");
        new Authenticator().addTo(wang).is(201);
        wang.post(HOSPITAL + "/keys", key()).is(201);
        Answer mine = wang.get("/v1/person/export").is(200);
        mine.has("/person/email", "wang.export@hospital.example")
                .has("/person/name", "Wang Export")
                .has("/memberships/0/organization", "first-hospital")
                .has("/memberships/0/role", "OWNER")
                .has("/sessions/0/address", "127.0.0.1")
                .has("/links/0/kind", "INVITATION")
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
                .has("/items/0/subject", person(wang));
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
        String access = "/v1/access?organization=first-hospital&feature=aimis/basic&surface=API";
        program.get(access).is(200);
        vendor.post("/v1/staff-invitations", invitation("zhao.gone@hospital.example", "auditor"))
                .is(201);
        String before = everything();
        for (String word : List.of("zhao.gone@", "Zhao Gone", "Zhao Married")) {
            assertTrue(before.contains(word), word);
        }
        zhao.delete("/v1/person").is(200).has("/person", id).has("/keys/0", made.at("/id"));
        String after = everything();
        for (String word : List.of("zhao.gone@", "zhao gone", "zhao married")) {
            assertFalse(after.toLowerCase(Locale.ROOT).contains(word), word);
        }
        assertTrue(after.contains(id));
        zhao.get("/v1/session").is(401, "UNAUTHENTICATED");
        program.get(access).is(401, "UNAUTHENTICATED");
        browser().signIn("zhao.gone@hospital.example", Browser.PASSWORD).is(401, "SIGN_IN_REFUSED");
        Answer audit = vendor.get("/v1/audit?actor=" + id).is(200);
        audit.has("/items/0/action", "person.delete").has("/items/0/actor/name", "erased");
        assertFalse(audit.text().contains("127.0.0.1"), audit.text());
        vendor.delete("/v1/persons/" + id).is(404, "UNKNOWN_PERSON");
        administrator.get("/v1/persons/" + id + "/export").is(404, "UNKNOWN_PERSON");
        // The address is free again.
        joined("zhao.gone@hospital.example", "Zhao Anew", "viewer");
        verified();
    }

    @Test
    void whatTheyDidToOthersIsTheOthers() {
        Browser owner = joined("acting@hospital.example", "Acting", "owner");
        owner.post(HOSPITAL + "/invitations", invitation("of.another@hospital.example", "viewer"))
                .is(201);
        Answer mine = owner.get("/v1/person/export").is(200);
        assertFalse(mine.text().contains("of.another@"), mine.text());
        JsonNode invited =
                mine.json()
                        .at("/audit")
                        .valueStream()
                        .filter(e -> e.at("/action").asString().equals("invitations.post"))
                        .findFirst()
                        .orElseThrow();
        assertEquals("YOU", invited.at("/by").asString());
        assertEquals("127.0.0.1", invited.at("/address").asString());
        assertTrue(invited.at("/subject").isMissingNode(), invited.toString());
    }

    @Test
    void aFileIsGivenOutAFewTimesAnHour() {
        Browser often = joined("often@hospital.example", "Often", "viewer");
        for (int n = 0; n < 5; n++) {
            often.get("/v1/person/export").is(200);
        }
        Answer refused = often.get("/v1/person/export").is(429, "TOO_MANY_REQUESTS");
        assertTrue(Integer.parseInt(refused.header("Retry-After")) > 0);
    }

    /// A file that takes long to read holds up no change: here it waits for a table.
    @Test
    void nobodyWaitsForAFile() throws Exception {
        Browser slow = joined("slow@hospital.example", "Slow", "viewer");
        Browser other = joined("other@hospital.example", "Other", "viewer");
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Answer> file =
                    test.database()
                            .transact(sql -> {
                                sql.sql("lock table passkeys in access exclusive mode").update();
                                Future<Answer> waiting =
                                        threads.submit(() -> slow.get("/v1/person/export"));
                                LedgerWorld.until("the file to wait", () -> isWaitedFor(sql));
                                other.put("/v1/person", "{\"name\": \"Quick\", \"locale\": \"en\"}")
                                        .is(200);
                                assertFalse(waiting.isDone(), "the change waited for the file");
                                return waiting;
                            });
            file.get().is(200);
        }
    }

    private static boolean isWaitedFor(JdbcClient sql) {
        return sql.sql(
                        """
                        select exists (
                            select from pg_locks
                            where database = (
                                    select oid from pg_database where datname = current_database())
                                and relation = 'passkeys'::regclass
                                and not granted)
                        """)
                .query(Boolean.class)
                .single();
    }

    @Test
    void theLastOwnerAndTheLastAdministratorStay() {
        vendor.put("/v1/organizations/lonely", "{\"kind\": \"INSTITUTION\", \"name\": \"Lonely\"}")
                .is(200);
        Answer made =
                vendor.post(
                                "/v1/organizations/lonely/invitations",
                                "{\"email\": \"lone@lonely.example\", \"roles\": [\"OWNER\"]}")
                        .is(201);
        Browser lone = browser();
        lone.accept(Browser.secret(made.at("/link"))).is(200);
        Answer refused = lone.delete("/v1/person").is(409, "LAST_OWNER");
        assertTrue(refused.at("/detail").contains("lonely"), refused.text());
        administrator.delete("/v1/persons/" + person(lone)).is(409, "LAST_OWNER");
        administrator.delete("/v1/person").is(409, "LAST_ADMINISTRATOR");
        lone.get("/v1/session").is(200);
    }

    @Test
    void anAdministratorGivesUpTheirRolesAndLeaves() {
        Browser leaving = administrator("leaving@vendor.example");
        leaving.delete("/v1/person").is(403, "ANOTHER_ADMINISTRATOR_NEEDED");
        String id = person(leaving);
        leaving.delete("/v1/staff/" + id).is(200);
        leaving.get("/v1/staff").is(403, "FORBIDDEN");
        leaving.delete("/v1/person").is(200).has("/person", id);
        leaving.get("/v1/session").is(401, "UNAUTHENTICATED");
        vendor.get("/v1/audit?actor=" + id).is(200).has("/items/0/action", "person.delete");
        administrator.delete("/v1/staff/" + person(administrator)).is(409, "LAST_ADMINISTRATOR");
        administrator
                .put("/v1/staff/" + person(administrator), "{\"roles\": [\"SALES\"]}")
                .is(409, "LAST_ADMINISTRATOR");
        administrator.delete("/v1/person").is(409, "LAST_ADMINISTRATOR");
    }

    /// Each of them sees the other as the one who stays.
    @Test
    void ofTwoAdministratorsWhoLeaveAtOnceOneStays() throws Exception {
        Browser second = administrator("second@vendor.example");
        String one = person(administrator);
        String other = person(second);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Answer> first = threads.submit(() -> administrator.delete("/v1/staff/" + one));
            Future<Answer> last = threads.submit(() -> second.delete("/v1/staff/" + other));
            assertEquals(200 + 409, first.get().status() + last.get().status());
        }
        vendor.put("/v1/staff/" + other, "{\"roles\": [\"ADMINISTRATOR\"]}");
        boolean isFirst = administrator.get("/v1/staff").status() == 200;
        Browser stays = isFirst ? administrator : second;
        stays.delete("/v1/person").is(409, "LAST_ADMINISTRATOR");
        if (!isFirst) {
            Answer again =
                    stays.post(
                                    "/v1/staff-invitations",
                                    invitation("li@vendor.example", "administrator"))
                            .is(201);
            administrator
                    .post(
                            "/v1/invitations/accept",
                            "{\"token\": \"%s\", \"password\": \"%s\"}"
                                    .formatted(Browser.secret(again.at("/link")), Browser.PASSWORD))
                    .is(200);
            stays.delete("/v1/staff/" + other).is(200);
        }
    }

    private static Browser administrator(String email) {
        Answer made =
                vendor.post("/v1/staff-invitations", invitation(email, "administrator")).is(201);
        Browser browser = browser();
        browser.accept(Browser.secret(made.at("/link"))).is(200);
        return browser;
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
        // An id stays: who made a key, a link or an identity provider, or said which roles its
        // groups have; who let whom in; for whom a link was, and who took it.
        assertEquals(
                List.of(
                        "api_keys.maker",
                        "identity_providers.maker",
                        "let_in.maker",
                        "let_in.person",
                        "links.maker",
                        "links.person",
                        "links.taken_by",
                        "provider_roles.writer"),
                left);
    }
}
