package scrip.server.people;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import scrip.server.Browser;
import scrip.server.Caller;
import scrip.server.Caller.Answer;
import scrip.server.Hospital;
import scrip.server.TestServer;
import scrip.server.role.TenantTest;

/// Another server takes a role or ends a session, which this one remembers for some seconds: who
/// has just lost a right gives it to nobody.
class GiversTest {

    private final Hospital hospital = Hospital.open();
    private final String realm = hospital.caller().realm();
    private final Browser owner = Browser.member(Hospital.ID, "owner", realm);
    private final Browser other = Browser.member(Hospital.ID, "owner", realm);

    private static String person(Browser browser) {
        return browser.get("/v1/session").is(200).at("/person/id");
    }

    /// What another server of the same database does.
    private static void elsewhere(String statement, String person) {
        int rows =
                TestServer.server()
                        .database()
                        .transact(sql ->
                                sql.sql(statement)
                                        .param("person", UUID.fromString(person))
                                        .update());
        assertEquals(1, rows);
    }

    private static List<Answer> given(Caller.Answer... answers) {
        return List.of(answers);
    }

    private static String key(String action) {
        return "{\"name\": \"K\", \"actions\": [\"%s\"], \"expires_at\": \"%s\"}"
                .formatted(action, TenantTest.nextYear());
    }

    @Test
    void whoHasLostARoleGivesNothingFromThatMomentOn() {
        String second = person(other);
        owner.get(Hospital.PATH).is(200);
        elsewhere("delete from members where person = :person", person(owner));
        for (Answer answer :
                given(
                        owner.post(
                                Hospital.PATH + "/invitations",
                                "{\"email\": \"me@second.example\", \"roles\": [\"OWNER\"]}"),
                        owner.post(Hospital.PATH + "/keys", key("access.read")),
                        owner.put(Hospital.PATH + "/people/" + second, "{\"roles\": [\"VIEWER\"]}"),
                        owner.delete(Hospital.PATH + "/people/" + second),
                        owner.post(
                                Hospital.PATH + "/people/" + second + "/password-reset", "{}"))) {
            answer.is(404, "UNKNOWN_ORGANIZATION");
        }
        hospital.get("/people?search=second.example").is(200).has("/items/0/person", "");
    }

    @Test
    void aSessionThatHasEndedGivesNothing() {
        owner.get(Hospital.PATH).is(200);
        elsewhere("delete from sessions where person = :person", person(owner));
        owner.post(
                        Hospital.PATH + "/invitations",
                        "{\"email\": \"me@third.example\", \"roles\": [\"OWNER\"]}")
                .is(401, "UNAUTHENTICATED");
        owner.post(Hospital.PATH + "/keys", key("access.read")).is(401, "UNAUTHENTICATED");
    }

    @Test
    void whoLeftTheVendorInvitesNoAdministrator() {
        Browser administrator = Browser.staff("administrator", realm);
        administrator.get("/v1/staff").is(200);
        elsewhere("delete from staff where person = :person", person(administrator));
        administrator
                .post(
                        "/v1/staff-invitations",
                        "{\"email\": \"me@fourth.example\", \"roles\": [\"ADMINISTRATOR\"]}")
                .is(403, "FORBIDDEN");
        administrator
                .post(
                        "/v1/keys",
                        "{\"vendor\": true, \"name\": \"K\", \"actions\": [\"orders.read\"],"
                                + " \"expires_at\": \"%s\"}".formatted(TenantTest.nextYear()))
                .is(403, "FORBIDDEN");
    }
}
