package scrip.server.signin;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import scrip.server.Browser;
import scrip.server.Caller;
import scrip.server.Caller.Answer;
import scrip.server.Hospital;
import scrip.server.TestServer;
import scrip.server.database.Database;
import scrip.server.http.ProblemException;
import scrip.server.key.Secret;
import scrip.server.people.Persons;

/// A link speaks for its moment: it does what its maker may do, to the person as they are, when it
/// is used.
class LinkRightsTest {

    private final Hospital hospital = Hospital.open();
    private final String realm = hospital.caller().realm();
    private final Caller staff = new Caller(TestServer.root(), TestServer.TOKEN, null);

    private static String id(Browser browser) {
        return browser.get("/v1/session").is(200).at("/person/id");
    }

    private static String email(Browser browser) {
        return browser.get("/v1/session").is(200).at("/person/email");
    }

    private static String reset(Browser owner, String person) {
        return Browser.secret(
                owner.post(Hospital.PATH + "/people/" + person + "/password-reset", "{}")
                        .is(201)
                        .at("/link"));
    }

    private static Answer complete(String secret) {
        return new Browser(null)
                .post(
                        "/v1/password-resets/complete",
                        "{\"token\": \"%s\", \"password\": \"eleven blue bicycles\"}"
                                .formatted(secret));
    }

    private static Answer invite(Browser by, String path, String email, String role) {
        return by.post(
                Browser.invitations(path),
                "{\"email\": \"%s\", \"roles\": [\"%s\"]}"
                        .formatted(email, role.toUpperCase(Locale.ROOT)));
    }

    /// Gives a person who exists a role at the vendor.
    private void hire(Browser person, String role) {
        Browser.administrator(null);
        Answer made =
                staff.post(
                                "/v1/staff-invitations",
                                "{\"email\": \"%s\", \"roles\": [\"%s\"]}"
                                        .formatted(email(person), role.toUpperCase(Locale.ROOT)))
                        .is(201);
        person.accept(Browser.secret(made.at("/link"))).is(200);
    }

    @Test
    void aResetLinkEndsWhenItsPersonBecomesTheVendorsAdministrator() {
        Browser owner = Browser.member(Hospital.ID, "owner", realm);
        Browser viewer = Browser.member(Hospital.ID, "viewer", realm);
        String link = reset(owner, id(viewer));
        hire(viewer, "administrator");
        complete(link).is(404, "UNKNOWN_LINK");
        viewer.get("/v1/staff").is(200);
        owner.post(Hospital.PATH + "/people/" + id(viewer) + "/password-reset", "{}")
                .is(403, "FORBIDDEN");
    }

    @Test
    void aResetLinkEndsWhenItsPersonJoinsAnotherOrganization() {
        Browser owner = Browser.member(Hospital.ID, "owner", realm);
        Browser viewer = Browser.member(Hospital.ID, "viewer", realm);
        String link = reset(owner, id(viewer));
        Hospital other = Hospital.open();
        Answer made =
                other.post(
                                "/invitations",
                                "{\"email\": \"%s\", \"roles\": [\"OWNER\"]}"
                                        .formatted(email(viewer)))
                        .is(201);
        viewer.accept(Browser.secret(made.at("/link"))).is(200);
        complete(link).is(404, "UNKNOWN_LINK");
    }

    @Test
    void aResetLinkEndsWhenTheRolesOfItsPersonChangeOrEnd() {
        Browser owner = Browser.member(Hospital.ID, "owner", realm);
        for (String removed : List.of("false", "true")) {
            String viewer = id(Browser.member(Hospital.ID, "viewer", realm));
            String link = reset(owner, viewer);
            String path = Hospital.PATH + "/people/" + viewer;
            if (removed.equals("true")) {
                owner.delete(path).is(200);
            } else {
                owner.put(path, "{\"roles\": [\"BUYER\"]}").is(200);
            }
            complete(link).is(404, "UNKNOWN_LINK");
        }
    }

    @Test
    void whatAnOwnerMadeEndsWithTheirRole() {
        Browser owner = Browser.member(Hospital.ID, "owner", realm);
        Browser second = Browser.member(Hospital.ID, "owner", realm);
        Browser viewer = Browser.member(Hospital.ID, "viewer", realm);
        String reset = reset(owner, id(viewer));
        String invitation =
                Browser.secret(
                        invite(owner, Hospital.PATH, Browser.freshEmail(), "owner")
                                .is(201)
                                .at("/link"));
        String kept =
                Browser.secret(
                        invite(second, Hospital.PATH, Browser.freshEmail(), "viewer")
                                .is(201)
                                .at("/link"));
        second.put(Hospital.PATH + "/people/" + id(owner), "{\"roles\": [\"VIEWER\"]}").is(200);
        new Browser(realm)
                .post("/v1/invitations/look", "{\"token\": \"" + invitation + "\"}")
                .is(404, "UNKNOWN_LINK");
        new Browser(realm).accept(invitation).is(404, "UNKNOWN_LINK");
        complete(reset).is(404, "UNKNOWN_LINK");
        new Browser(realm).accept(kept).is(200);
    }

    @Test
    void anInvitationOfTheVendorEndsWithTheRoleOfItsMaker() {
        Browser administrator = Browser.staff("administrator", null);
        String link =
                Browser.secret(
                        invite(administrator, "/v1/staff", Browser.freshEmail(), "administrator")
                                .is(201)
                                .at("/link"));
        staff.put("/v1/staff/" + id(administrator), "{\"roles\": [\"AUDITOR\"]}").is(200);
        new Browser(null).accept(link).is(404, "UNKNOWN_LINK");
    }

    @Test
    void theSetUpEndsWhenThereIsAnAdministrator() {
        Browser.administrator(null);
        String secret = Secret.fresh();
        Database database = TestServer.server().context().getBean(Database.class);
        Instant now = Instant.now();
        database.transact(sql -> {
            LinkStore.add(
                    sql,
                    new Link(
                            UuidCreator.getTimeOrderedEpoch(),
                            Link.Kind.SET_UP,
                            null,
                            null,
                            null,
                            List.of(),
                            now,
                            "server",
                            null,
                            null,
                            false,
                            now.plus(Duration.ofDays(1)),
                            null,
                            null),
                    Secret.hash(secret),
                    null);
            return null;
        });
        new Browser(null)
                .post(
                        "/v1/set-up",
                        """
                        {"token": "%s", "email": "%s", "name": "A",
                         "password": "seven green umbrellas"}
                        """
                                .formatted(secret, Browser.freshEmail()))
                .is(404, "UNKNOWN_LINK");
    }

    /// The password was right when it was checked, and was reset before the session began.
    @Test
    void aPasswordThatWasResetMeanwhileSignsNobodyIn() {
        String address = email(Browser.member(Hospital.ID, "viewer", realm));
        Database database = TestServer.server().context().getBean(Database.class);
        SignIn.Checked checked =
                database.readAll(sql -> {
                    var person = Persons.byEmail(sql, address).orElseThrow();
                    return new SignIn.Checked(
                            person, String.valueOf(Persons.password(sql, person.id())));
                });
        database.readAll(checked::still);
        database.transact(sql -> {
            Persons.setPassword(sql, checked.person().id(), "another");
            return null;
        });
        assertThrows(ProblemException.class, () -> database.readAll(checked::still));
    }

    /// Who invites somebody chooses the address that the mail goes to; a mailed link for a password
    /// is seen by the person alone.
    @Test
    void aMailedInvitationLetsSomebodyInToo() {
        UUID maker = UUID.fromString(id(Browser.member(Hospital.ID, "owner", realm)));
        UUID invited = UUID.fromString(id(Browser.member(Hospital.ID, "viewer", realm)));
        UUID other = UUID.fromString(id(Browser.member(Hospital.ID, "viewer", realm)));
        Database database = TestServer.server().context().getBean(Database.class);
        database.transact(sql -> {
            addUsed(sql, mailed(Link.Kind.INVITATION, maker, null), invited);
            addUsed(sql, mailed(Link.Kind.RESET, maker, other), null);
            assertTrue(LinkStore.isLetIn(sql, maker, invited));
            assertTrue(LinkStore.isLetIn(sql, invited, maker));
            assertFalse(LinkStore.isLetIn(sql, maker, other));
            return null;
        });
    }

    private static Link mailed(Link.Kind kind, UUID maker, @Nullable UUID person) {
        Instant now = Instant.now();
        return new Link(
                UuidCreator.getTimeOrderedEpoch(),
                kind,
                person == null ? Browser.freshEmail() : null,
                person,
                null,
                person == null ? List.of("finance") : List.of(),
                now,
                "Wang Fang",
                maker,
                null,
                true,
                now.plus(Links.RESET),
                null,
                null);
    }

    private static void addUsed(JdbcClient sql, Link link, @Nullable UUID by) {
        LinkStore.add(sql, link, Secret.hash(Secret.fresh()), null);
        LinkStore.use(sql, link.id(), Instant.now());
        if (by != null) {
            LinkStore.taken(sql, link.id(), by);
        }
    }
}
