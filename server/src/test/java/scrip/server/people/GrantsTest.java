package scrip.server.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import scrip.server.Browser;
import scrip.server.Caller.Answer;
import scrip.server.Hospital;

/// Nobody gives more than they have, and the vendor's people do not become the customer.
class GrantsTest {

    private final Hospital hospital = Hospital.open();
    private final String realm = hospital.caller().realm();

    private static String email(Browser browser) {
        return browser.get("/v1/session").is(200).at("/person/email");
    }

    private static Answer invite(Browser by, String email, String role) {
        return by.post(
                Hospital.PATH + "/invitations",
                "{\"email\": \"%s\", \"roles\": [\"%s\"]}"
                        .formatted(email, role.toUpperCase(Locale.ROOT)));
    }

    private String service() {
        String service = hospital.buy("{\"item\": \"aimis/delivery\"}");
        hospital.post("/services/" + service + "/deliver", "{\"mode\": \"REMOTE\"}").is(200);
        return service;
    }

    @Test
    void theVendorsAdministratorDoesNotBecomeAnOwner() {
        Browser administrator = Browser.staff("administrator", realm);
        String own = email(administrator);
        for (String role : new String[] {"owner", "viewer"}) {
            invite(administrator, own, role).is(403, "FORBIDDEN");
        }
        Browser colleague = Browser.staff("operations", realm);
        invite(administrator, email(colleague), "viewer").is(403, "FORBIDDEN");
    }

    /// The address was nobody's when it was invited, and is a colleague's when the link is used.
    @Test
    void anInvitationOfTheVendorIsNotTakenByItsOwnPeople() {
        Browser administrator = Browser.staff("administrator", realm);
        String address = Browser.freshEmail();
        String link = Browser.secret(invite(administrator, address, "viewer").is(201).at("/link"));
        Browser second = Browser.invited("/v1/staff-invitations", "operations", realm, address);
        second.accept(link).is(404, "UNKNOWN_LINK");
        second.get("/v1/session").is(200);
        assertEquals(0, second.get("/v1/session").json().at("/organizations").size());
    }

    @Test
    void theVendorBringsTheFirstOwnerAndNoFurtherOne() {
        Browser administrator = Browser.staff("administrator", realm);
        Browser sales = Browser.staff("sales", realm);
        String first =
                Browser.secret(invite(sales, Browser.freshEmail(), "owner").is(201).at("/link"));
        String second =
                Browser.secret(invite(sales, Browser.freshEmail(), "owner").is(201).at("/link"));
        Browser owner = new Browser(realm);
        owner.accept(first).is(200);
        new Browser(realm).accept(second).is(404, "UNKNOWN_LINK");
        invite(administrator, Browser.freshEmail(), "owner").is(403, "FORBIDDEN");
        invite(administrator, Browser.freshEmail(), "operator").is(403, "FORBIDDEN");
        invite(administrator, Browser.freshEmail(), "buyer").is(201);
        invite(sales, Browser.freshEmail(), "buyer").is(403, "FORBIDDEN");
        invite(sales, Browser.freshEmail(), "viewer").is(201);
        invite(owner, Browser.freshEmail(), "owner").is(201);
    }

    @Test
    void theVendorRaisesNobodyInAnOrganization() {
        Browser administrator = Browser.staff("administrator", realm);
        Browser.member(Hospital.ID, "owner", realm);
        Browser viewer = Browser.member(Hospital.ID, "viewer", realm);
        String path =
                Hospital.PATH + "/people/" + viewer.get("/v1/session").is(200).at("/person/id");
        administrator.put(path, "{\"roles\": [\"OWNER\"]}").is(403, "FORBIDDEN");
        administrator.put(path, "{\"roles\": [\"BUYER\"]}").is(200);
        administrator.delete(path).is(200);
    }

    /// Somebody of both sides keeps what the organization gave them, and takes no more by the
    /// vendor's hand.
    @Test
    void aMemberWhoWorksForTheVendorDoesNotRaiseThemselves() {
        Browser.member(Hospital.ID, "owner", realm);
        Browser both = Browser.staff("administrator", realm);
        String link =
                Browser.secret(
                        hospital.post(
                                        "/invitations",
                                        "{\"email\": \"%s\", \"roles\": [\"VIEWER\"]}"
                                                .formatted(email(both)))
                                .is(201)
                                .at("/link"));
        both.accept(link).is(200);
        String path = Hospital.PATH + "/people/" + both.get("/v1/session").is(200).at("/person/id");
        both.put(path, "{\"roles\": [\"OWNER\"]}").is(403, "FORBIDDEN");
        both.put(path, "{\"roles\": [\"VIEWER\", \"BUYER\"]}").is(403, "FORBIDDEN");
    }

    @Test
    void theVendorAcceptsNoServiceForItsCustomer() {
        String service = service();
        Browser administrator = Browser.staff("administrator", realm);
        String path = Hospital.PATH + "/services/" + service;
        administrator.post(path + "/accept", "{}").is(403, "FORBIDDEN");
        administrator.post(path + "/reject", "{\"note\": \"no\"}").is(403, "FORBIDDEN");
        Browser.member(Hospital.ID, "operator", realm).post(path + "/accept", "{}").is(200);
    }

    /// Who works for both sides would accept their own work.
    @Test
    void aMemberWhoWorksForTheVendorAcceptsNoService() {
        String service = service();
        Browser both = Browser.member(Hospital.ID, "operator", realm);
        String link =
                Browser.secret(
                        Browser.administrator(null)
                                .post(
                                        "/v1/staff-invitations",
                                        "{\"email\": \"%s\", \"roles\": [\"OPERATIONS\"]}"
                                                .formatted(email(both)))
                                .is(201)
                                .at("/link"));
        both.accept(link).is(200);
        String path = Hospital.PATH + "/services/" + service;
        both.post(path + "/accept", "{}").is(403, "FORBIDDEN");
        both.post(path + "/reject", "{\"note\": \"no\"}").is(403, "FORBIDDEN");
        String session = both.get("/v1/session").is(200).text();
        assertTrue(session.contains("orders.read") && !session.contains("services.accept"));
    }

    @Test
    void anAddressThatNobodyHasProvenIsMarked() {
        Browser owner = Browser.member(Hospital.ID, "owner", realm);
        Answer people = owner.get(Hospital.PATH + "/people").is(200);
        assertTrue(people.json().at("/items/0/email_proven").isBoolean(), people.text());
        people.has("/items/0/email_proven", "false");
        owner.get("/v1/session").is(200).has("/person/email_proven", "false");
        invite(owner, Browser.freshEmail(), "viewer").is(201).has("/email_proven", "false");
        Browser.administrator(null).get("/v1/staff").is(200).has("/items/0/email_proven", "false");
    }
}
