package scrip.server.personal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import scrip.server.Browser;
import scrip.server.Caller;
import scrip.server.Caller.Answer;
import scrip.server.TestServer;
import scrip.server.role.TenantTest;

/// A sandbox that was removed is nowhere any more, and what was booked in it is still proven.
class SandboxRemovedTest extends PersonalServer {

    private static final String UNKNOWN = "UNKNOWN_REALM";
    private static final String NOW = "{\"now\": \"2026-03-01T09:00:00Z\"}";
    private static final String ACCESS =
            "/v1/access?organization=first-hospital&feature=aimis/basic&surface=API";

    private static Caller sandbox(String name) {
        Caller caller = new Caller(root(), TestServer.TOKEN, name);
        caller.put("/v1/sandboxes/" + name, NOW).is(200);
        caller.put(HOSPITAL, "{\"kind\": \"INSTITUTION\", \"name\": \"Rehearsed\"}").is(200);
        return caller;
    }

    private static Answer key(Caller by, String path, String more) {
        return by.post(
                        path,
                        "{\"name\": \"PACS\", \"actions\": [\"access.read\"], \"expires_at\": \"%s\"%s}"
                                .formatted(TenantTest.nextYear(), more))
                .is(201);
    }

    private static Caller program(Answer made) {
        return new Caller(root(), made.at("/secret"), null);
    }

    private static Answer use(Caller by, String key) {
        return by.send(
                "POST",
                "/v1/uses",
                """
                {"organization": "first-hospital", "resource": "aimis/cloud-inspection",
                 "storage_years": 5, "quantity": 1, "reported": true, "key": "%s"}
                """
                        .formatted(key),
                Map.of());
    }

    private static Browser owner(Caller by, String email) {
        Answer made = by.post(HOSPITAL + "/invitations", invitation(email, "owner")).is(201);
        Browser browser = browser();
        browser.accept(Browser.secret(made.at("/link"))).is(200);
        return browser;
    }

    private static long count(String query, Object value) {
        return test.database()
                .readAll(sql -> sql.sql(query).param("value", value).query(Long.class).single());
    }

    @Test
    void nothingIsAskedOrBookedThereAnyMore() {
        Caller box = sandbox("gone");
        Caller product = program(key(box, "/v1/keys", ", \"product\": \"aimis\""));
        Caller hospital = program(key(box, HOSPITAL + "/keys", ""));
        use(box, "before").is(201);
        hospital.get(ACCESS).is(200);
        String path = "/v1/sandboxes/gone";
        administrator.delete(path).is(200);
        administrator.delete(path).is(200);
        for (String read : List.of(ACCESS, HOSPITAL + "/uses", HOSPITAL, "/v1/organizations")) {
            box.get(read).is(404, UNKNOWN);
        }
        use(box, "after").is(404, UNKNOWN);
        box.put(HOSPITAL, "{\"kind\": \"INSTITUTION\", \"name\": \"Again\"}").is(404, UNKNOWN);
        product.get(ACCESS).is(401, "UNAUTHENTICATED");
        hospital.get(ACCESS).is(401, "UNAUTHENTICATED");
        vendor.get(path).is(404, UNKNOWN);
        vendor.post(path + "/clock", "{\"now\": \"2027-03-01T09:00:00Z\"}").is(404, UNKNOWN);
        assertFalse(vendor.get("/v1/sandboxes").is(200).text().contains("\"gone\""));
        vendor.put(path, NOW).is(409, "SANDBOX_REMOVED");
        // The organization of the same id in the live realm is another one.
        vendor.get(HOSPITAL).is(200).has("/name", "First Hospital");
        verified();
    }

    @Test
    void whatGaveAWayIntoItEnds() {
        Caller box = sandbox("left");
        Browser alone = owner(box, "alone@rehearsal.example");
        Browser both = owner(box, "both@rehearsal.example");
        Answer live =
                vendor.post(
                                HOSPITAL + "/invitations",
                                invitation("both@rehearsal.example", "viewer"))
                        .is(201);
        both.post(
                        "/v1/invitations/accept",
                        "{\"token\": \"%s\", \"password\": \"%s\"}"
                                .formatted(Browser.secret(live.at("/link")), Browser.PASSWORD))
                .is(200);
        Answer open =
                box.post(HOSPITAL + "/invitations", invitation("late@rehearsal.example", "viewer"))
                        .is(201);
        administrator.delete("/v1/sandboxes/left").is(200);
        alone.get("/v1/session").is(401, "UNAUTHENTICATED");
        both.get("/v1/session")
                .is(200)
                .has("/organizations/0/realm", "live")
                .has("/organizations/1/realm", "");
        browser().accept(Browser.secret(open.at("/link"))).is(404, "UNKNOWN_LINK");
        // A person stays a person, with a place nowhere.
        browser()
                .signIn("alone@rehearsal.example", Browser.PASSWORD)
                .is(200)
                .has("/items/0/realm", "");
        Answer log = vendor.get("/v1/audit?action=sandboxes.delete").is(200);
        assertTrue(log.text().contains("\"subject\":\"left\""), log.text());
        assertTrue(log.text().contains("\"people\":2"), log.text());
        verified();
    }

    @Test
    void itsProvidersSignNobodyInAnyMore() {
        Caller box = sandbox("signed-on");
        String id =
                box.post(
                                HOSPITAL + "/identity-providers",
                                """
                                {"name": "Rehearsed", "issuer": "https://id.rehearsal.example",
                                 "client_id": "scrip", "client_secret": "secret"}
                                """)
                        .is(201)
                        .at("/id");
        String find = "/v1/sign-on?provider=" + id;
        vendor.get(find).is(200).has("/items/0/id", id);
        administrator.delete("/v1/sandboxes/signed-on").is(200);
        vendor.get(find).is(200).has("/items/0/id", "");
        browser().post("/v1/sign-on/" + id, "{}").is(404, "UNKNOWN_PROVIDER");
        verified();
    }

    @Test
    void anAdministratorAloneRemovesASandboxAndNeverTheLiveRealm() {
        sandbox("kept");
        for (String role : List.of("sales", "operations", "catalog", "finance")) {
            String email = role + "@vendor.example";
            Answer made = vendor.post("/v1/staff-invitations", invitation(email, role)).is(201);
            Browser other = browser();
            other.accept(Browser.secret(made.at("/link"))).is(200);
            other.delete("/v1/sandboxes/kept").is(403, "FORBIDDEN");
        }
        administrator.delete("/v1/sandboxes/live").is(404, UNKNOWN);
        administrator.delete("/v1/sandboxes/never-there").is(404, UNKNOWN);
        vendor.get("/v1/sandboxes/kept").is(200);
        vendor.get(HOSPITAL).is(200);
        assertThrows(
                DataAccessException.class,
                () ->
                        test.database()
                                .transact(sql ->
                                        sql.sql(
                                                        "update realms set removed_at = now() where realm = 1")
                                                .update()));
    }

    /// What waits there for its instant stays as it is: the loop books what is due elsewhere, which
    /// was due later.
    @Test
    void theDeadlineLoopPassesItOver() {
        Caller box = sandbox("still");
        administrator.delete("/v1/sandboxes/still").is(200);
        test.database().transact(SandboxRemovedTest::makeDue);
        Caller other = sandbox("ticking");
        other.post(
                        HOSPITAL + "/orders",
                        """
                        {"terms_accepted": true,
                         "lines": [{"item": "ipc/pre-consultation-assistant", "months": 1}]}
                        """)
                .is(201);
        assertEquals(0, due("ticking"));
        other.post("/v1/sandboxes/ticking/clock", "{\"now\": \"2027-03-01T09:00:00Z\"}").is(200);
        while (due("ticking") > 0) {
            Thread.onSpinWait();
        }
        assertEquals(1, due("still"));
        box.get(HOSPITAL).is(404, UNKNOWN);
        test.database().transact(SandboxRemovedTest::makeNotDue);
        verified();
    }

    private static long due(String sandbox) {
        return count(
                """
                select count(*)
                from accounts a
                join realms r using (realm)
                where r.name = :value
                    and a.next_due_at <= r.clock_at
                """,
                sandbox);
    }

    private static int makeDue(JdbcClient sql) {
        return due(sql, "'2026-01-01T00:00:00Z'");
    }

    private static int makeNotDue(JdbcClient sql) {
        return due(sql, "null");
    }

    private static int due(JdbcClient sql, String at) {
        return sql.sql(
                        "update accounts set next_due_at = "
                                + at
                                + " where realm = (select realm from realms where name = 'still')")
                .update();
    }

    /// A place that somebody got in the same moment leads nowhere.
    @Test
    void aPlaceThatIsLeftOverIsNone() {
        Caller box = sandbox("race");
        Browser late = owner(box, "late.owner@rehearsal.example");
        UUID id = UUID.fromString(person(late));
        administrator.delete("/v1/sandboxes/race").is(200);
        test.database()
                .transact(sql ->
                        sql.sql(
                                        """
                                        insert into members (account, person, role, since)
                                        select a.account, :person, 'OWNER', now()
                                        from accounts a
                                        join realms r using (realm)
                                        where r.name = 'race'
                                        """)
                                .param("person", id)
                                .update());
        late.signIn("late.owner@rehearsal.example", Browser.PASSWORD)
                .is(200)
                .has("/items/0/realm", "");
        late.send("GET", HOSPITAL, null, Map.of("Scrip-Realm", "race")).is(404, UNKNOWN);
    }
}
