package scrip.server.payment;

import org.junit.jupiter.api.Test;
import scrip.server.Authenticator;
import scrip.server.Browser;
import scrip.server.Caller;
import scrip.server.Caller.Answer;
import scrip.server.Hospital;
import scrip.server.TestServer;
import scrip.server.database.Database;
import scrip.server.people.Persons;

/// The two people of a return are two people (M1).
class FourEyesTest {

    private static final String STAFF = "/v1/staff-invitations";

    private final Hospital hospital = Hospital.open();
    private final String realm = hospital.caller().realm();
    private final Caller vendor = new Caller(TestServer.root(), TestServer.TOKEN, null);

    private static Answer approve(Browser by, String id) {
        return by.post(Hospital.PATH + "/returns/" + id + "/approve", "{\"by\": \"me\"}");
    }

    /// Somebody of the vendor with a passkey.
    private Browser proven(String role) {
        Browser browser = Browser.staff(role, realm);
        new Authenticator().addTo(browser).is(201);
        return browser;
    }

    private static String person(Browser browser) {
        return browser.get("/v1/session").is(200).at("/person/id");
    }

    @Test
    void twoPeopleWithPasskeysReturnMoney() {
        hospital.overpay();
        Browser finance = Browser.staff("finance", realm);
        Browser second = Browser.staff("finance", realm);
        String id = Hospital.proposeReturn(finance);
        approve(second, id).is(403, "PERSON_NOT_PROVEN");
        new Authenticator().addTo(second).is(201);
        approve(second, id).is(403, "PERSON_NOT_PROVEN");
        new Authenticator().addTo(finance).is(201);
        approve(second, id).is(200).has("/money_return/state", "RETURNED");
    }

    @Test
    void aProvenAddressIsAsGoodAsAPasskey() {
        hospital.overpay();
        Browser finance = Browser.staff("finance", realm);
        TestServer.server()
                .context()
                .getBean(Database.class)
                .transact(sql -> {
                    Persons.prove(
                            sql,
                            java.util.UUID.fromString(person(finance)),
                            Persons.EmailProof.MAIL,
                            java.time.Instant.now());
                    return null;
                });
        approve(proven("finance"), Hospital.proposeReturn(finance)).is(200);
    }

    @Test
    void anotherNameIsNotAnotherPerson() {
        hospital.overpay();
        Browser finance = proven("finance");
        String id = Hospital.proposeReturn(finance);
        finance.put("/v1/person", "{\"name\": \"Liu Yang\", \"locale\": \"en\"}").is(200);
        approve(finance, id).is(403, "SAME_PERSON");
    }

    /// Who invites somebody may have opened the link.
    @Test
    void whoeverInvitedTheOtherIsNoSecondPerson() {
        hospital.overpay();
        Browser administrator = proven("administrator");
        String secret =
                Browser.secret(
                        administrator
                                .post(
                                        STAFF,
                                        "{\"email\": \"%s\", \"roles\": [\"FINANCE\"]}"
                                                .formatted(Browser.freshEmail()))
                                .is(201)
                                .at("/link"));
        Browser invited = new Browser(realm);
        invited.accept(secret).is(200);
        new Authenticator().addTo(invited).is(201);
        approve(invited, Hospital.proposeReturn(administrator)).is(403, "NOT_INDEPENDENT");
        approve(administrator, Hospital.proposeReturn(invited)).is(403, "NOT_INDEPENDENT");
        approve(proven("finance"), Hospital.proposeReturn(invited)).is(200);
    }

    /// Who makes a link for a new password may have chosen it.
    @Test
    void whoeverResetThePasswordOfTheOtherIsNoSecondPerson() {
        hospital.overpay();
        Browser administrator = proven("administrator");
        Browser finance = proven("finance");
        Answer made =
                administrator
                        .post("/v1/staff/" + person(finance) + "/password-reset", "{}")
                        .is(201);
        Browser back = new Browser(realm);
        back.post(
                        "/v1/password-resets/complete",
                        "{\"token\": \"%s\", \"password\": \"eleven blue bicycles\"}"
                                .formatted(Browser.secret(made.at("/link"))))
                .is(200);
        new Authenticator().addTo(back).is(201);
        approve(administrator, Hospital.proposeReturn(back)).is(403, "NOT_INDEPENDENT");
    }

    @Test
    void aProposalEndsWithTheRightOfWhoMadeIt() {
        hospital.overpay();
        Browser finance = proven("finance");
        String id = Hospital.proposeReturn(finance);
        vendor.put("/v1/staff/" + person(finance), "{\"roles\": [\"AUDITOR\"]}").is(200);
        approve(proven("finance"), id).is(403, "NOT_INDEPENDENT");
    }

    /// A passkey that stopped with a reset tells nothing until it is confirmed.
    @Test
    void aStoppedPasskeyIsNoProof() {
        hospital.overpay();
        Browser finance = proven("finance");
        String id = Hospital.proposeReturn(finance);
        Answer made = vendor.post("/v1/staff/" + person(finance) + "/password-reset", "{}").is(201);
        new Browser(realm)
                .post(
                        "/v1/password-resets/complete",
                        "{\"token\": \"%s\", \"password\": \"eleven blue bicycles\"}"
                                .formatted(Browser.secret(made.at("/link"))))
                .is(200);
        approve(proven("finance"), id).is(403, "PERSON_NOT_PROVEN");
    }
}
