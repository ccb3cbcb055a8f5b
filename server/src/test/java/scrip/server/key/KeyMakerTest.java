package scrip.server.key;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import scrip.server.Authenticator;
import scrip.server.Browser;
import scrip.server.Caller;
import scrip.server.Caller.Answer;
import scrip.server.Hospital;
import scrip.server.TestServer;
import scrip.server.role.TenantTest;

/// A key does every job that its maker may do, and stops when they may not.
class KeyMakerTest {

    private final Hospital hospital = Hospital.open();
    private final String realm = hospital.caller().realm();

    private static String wanted(String actions, String more) {
        return "{\"name\": \"ERP\", \"actions\": [%s], \"expires_at\": \"%s\"%s}"
                .formatted(actions, TenantTest.nextYear(), more);
    }

    private static Answer made(Browser by, String actions, String more) {
        return by.post(Hospital.PATH + "/keys", wanted(actions, more));
    }

    private static Answer madeOfVendor(Browser by, String actions) {
        return by.post("/v1/keys", wanted(actions, ", \"vendor\": true"));
    }

    private static Caller program(Answer made) {
        return new Caller(TestServer.root(), made.is(201).at("/secret"), null);
    }

    private static String person(Browser browser) {
        return browser.get("/v1/session").is(200).at("/person/id");
    }

    @Test
    void aKeyGivesWhatItsMakerMayNow() {
        Browser owner = Browser.member(Hospital.ID, "owner", realm);
        Browser maker = Browser.member(Hospital.ID, "owner", realm);
        String who = Hospital.PATH + "/people/" + person(maker);
        Answer made = made(maker, "\"stock.read\", \"orders.write\"", "");
        assertEquals(person(maker), made.at("/maker"));
        Caller program = program(made);
        String order = "{\"lines\": [" + Hospital.INSPECTIONS + "], \"terms_accepted\": true}";
        program.post(Hospital.PATH + "/orders", order).is(201);
        owner.put(who, "{\"roles\": [\"VIEWER\"]}").is(200);
        program.post(Hospital.PATH + "/orders", order).is(403, "FORBIDDEN");
        program.get(Hospital.PATH + "/pools").is(200);
        owner.get(Hospital.PATH + "/keys").is(200).has("/items/0/lost_actions/0", "orders.write");
        owner.put(who, "{\"roles\": [\"BUYER\"]}").is(200);
        program.post(Hospital.PATH + "/orders", order).is(201);
        owner.delete(who).is(200);
        program.get(Hospital.PATH + "/pools").is(401, "UNAUTHENTICATED");
        owner.get(Hospital.PATH + "/keys").is(200).has("/items/0/lost_actions/1", "orders.write");
    }

    @Test
    void aKeyThatTheTokenMadeIsBoundToNobodyAndSaysSo() {
        Answer made = hospital.post("/keys", wanted("\"stock.read\"", "")).is(201);
        made.has("/maker", "").has("/maker_key", "").has("/created_by", "admin");
        program(made).get(Hospital.PATH + "/pools").is(200);
    }

    /// An ERP orders and reads, a bank import records transfers, a CRM manages organizations.
    @Test
    void aKeyOfTheVendorDoesEachJobAlone() {
        Browser administrator = Browser.staff("administrator", realm);
        Caller erp =
                program(
                        madeOfVendor(administrator, "\"orders.read\", \"orders.write\"")
                                .has("/vendor", "true"));
        Caller bank = program(madeOfVendor(administrator, "\"payments.record\", \"orders.pay\""));
        Caller crm =
                program(
                        madeOfVendor(
                                administrator, "\"organizations.write\", \"organization.read\""));
        String order =
                erp.post(
                                Hospital.PATH + "/orders",
                                "{\"lines\": ["
                                        + Hospital.INSPECTIONS
                                        + "], \"terms_accepted\": true}")
                        .is(201)
                        .at("/id");
        String transfer =
                """
                {"orders": ["%s"], "method": "TRANSFER",
                 "amount": {"amount": "2400.00", "currency": "USD"}}
                """
                        .formatted(order);
        erp.post(Hospital.PATH + "/payments", transfer).is(403, "FORBIDDEN");
        bank.post(Hospital.PATH + "/payments", transfer).is(201);
        bank.get(Hospital.PATH + "/orders").is(403, "FORBIDDEN");
        crm.put(
                        "/v1/organizations/from-the-crm",
                        "{\"kind\": \"INSTITUTION\", \"name\": \"From the CRM\"}")
                .is(200);
        crm.get("/v1/organizations").is(200);
        crm.get(Hospital.PATH + "/orders").is(403, "FORBIDDEN");
        administrator
                .get("/v1/keys?vendor=true")
                .is(200)
                .has("/items/2/actions/0", "orders.read")
                .has("/items/3/id", "");
    }

    @Test
    void aKeyOfTheVendorGivesNoMoreThanItsMakerHas() {
        Browser operations = Browser.staff("operations", realm);
        madeOfVendor(operations, "\"services.deliver\"").is(201);
        madeOfVendor(operations, "\"payments.record\"").is(403, "FORBIDDEN");
        Browser administrator = Browser.staff("administrator", realm);
        // Never the vendor's, whoever makes the key.
        madeOfVendor(administrator, "\"services.accept\"").is(400, "INPUT_INVALID");
        hospital.caller()
                .post("/v1/keys", wanted("\"services.accept\"", ", \"vendor\": true"))
                .is(400, "INPUT_INVALID");
        administrator
                .post(
                        "/v1/keys",
                        wanted("\"access.read\"", ", \"vendor\": true, \"product\": \"ipc\""))
                .is(400, "INPUT_INVALID");
    }

    @Test
    void noKeyOfASandboxReachesBeyondIt() {
        for (String action :
                List.of(
                        "staff.read",
                        "staff.write",
                        "sandboxes.write",
                        "vendor-audit.read",
                        "installation.verify",
                        "people.reset",
                        "person-data.write")) {
            hospital.caller()
                    .post("/v1/keys", wanted("\"" + action + "\"", ", \"vendor\": true"))
                    .is(400, "INPUT_INVALID")
                    .has("/errors/0/pointer", "/actions/0");
        }
        Caller live = TestServer.live();
        Answer made = live.post("/v1/keys", wanted("\"staff.read\"", ", \"vendor\": true")).is(201);
        program(made).get("/v1/staff").is(200);
        live.delete("/v1/keys/" + made.at("/id")).is(200);
    }

    @Test
    void aKeyWorksFromItsAddressesOnly() {
        Browser owner = Browser.member(Hospital.ID, "owner", realm);
        Caller elsewhere =
                program(
                        made(
                                owner,
                                "\"stock.read\"",
                                ", \"addresses\": [\"10.0.0.0/8\", \"::1\"]"));
        elsewhere.get(Hospital.PATH + "/pools").is(403, "KEY_ADDRESS_REFUSED");
        Answer here =
                made(
                        owner,
                        "\"stock.read\"",
                        ", \"addresses\": [\"2001:db8::/32\", \"::ffff:127.9.0.1/104\"]");
        here.has("/addresses/1", "127.0.0.0/8");
        program(here).get(Hospital.PATH + "/pools").is(200);
        made(owner, "\"stock.read\"", ", \"addresses\": [\"hospital.example\"]")
                .is(400, "INPUT_INVALID")
                .has("/errors/0/pointer", "/addresses/0");
    }

    @Test
    void aKeyThatAKeyMadeIsBoundToItInEverything() {
        Browser owner = Browser.member(Hospital.ID, "owner", realm);
        Answer parent = made(owner, "\"keys.write\", \"stock.read\"", "").is(201);
        Caller maker = program(parent);
        String keys = Hospital.PATH + "/keys";
        maker.post(keys, wanted("\"orders.read\"", "")).is(403, "FORBIDDEN");
        Answer child =
                maker.post(keys, wanted("\"stock.read\"", ", \"addresses\": [\"127.0.0.1\"]"));
        child.is(201).has("/maker_key", parent.at("/id")).has("/maker", "");
        Caller program = program(child);
        program.get(Hospital.PATH + "/pools").is(200);
        hospital.caller().delete(keys + "/" + parent.at("/id")).is(200);
        program.get(Hospital.PATH + "/pools").is(401, "UNAUTHENTICATED");
    }

    @Test
    void aKeyThatAKeyMadeGivesWhatThatOneMayNow() {
        Browser owner = Browser.member(Hospital.ID, "owner", realm);
        Browser maker = Browser.member(Hospital.ID, "owner", realm);
        String both = "\"stock.read\", \"orders.write\"";
        Caller parent = program(made(maker, "\"keys.write\", " + both, "").is(201));
        Caller child = program(parent.post(Hospital.PATH + "/keys", wanted(both, "")).is(201));
        String order = "{\"lines\": [" + Hospital.INSPECTIONS + "], \"terms_accepted\": true}";
        child.post(Hospital.PATH + "/orders", order).is(201);
        owner.put(Hospital.PATH + "/people/" + person(maker), "{\"roles\": [\"VIEWER\"]}").is(200);
        child.post(Hospital.PATH + "/orders", order).is(403, "FORBIDDEN");
        child.get(Hospital.PATH + "/pools").is(200);
    }

    @Test
    void aKeyInvitesWithItsOwnPermissionsAndOnlyWhileItHasThem() {
        Browser owner = Browser.member(Hospital.ID, "owner", realm);
        Browser maker = Browser.member(Hospital.ID, "owner", realm);
        String reads =
                "\"people.write\", \"people.read\", \"organization.read\", \"orders.read\","
                        + " \"payments.read\", \"stock.read\", \"services.read\","
                        + " \"notices.read\", \"access.read\"";
        Caller program = program(made(maker, reads, ""));
        String path = Hospital.PATH + "/invitations";
        String invitation = "{\"email\": \"%s\", \"roles\": [\"%s\"]}";
        program.post(path, invitation.formatted(Browser.freshEmail(), "OWNER"))
                .is(403, "FORBIDDEN");
        String link =
                program.post(path, invitation.formatted(Browser.freshEmail(), "VIEWER"))
                        .is(201)
                        .at("/link");
        new Browser(realm).accept(Browser.secret(link)).is(200);
        String later =
                program.post(path, invitation.formatted(Browser.freshEmail(), "VIEWER"))
                        .is(201)
                        .at("/link");
        owner.delete(Hospital.PATH + "/people/" + person(maker)).is(200);
        new Browser(realm).accept(Browser.secret(later)).is(404, "UNKNOWN_LINK");
    }

    @Test
    void aRepeatedRequestForAKeyGetsTheSameOne() {
        Browser owner = Browser.member(Hospital.ID, "owner", realm);
        String body = wanted("\"stock.read\"", "");
        Caller again = hospital.caller();
        Answer first = again.post(Hospital.PATH + "/keys", body, "erp-1").is(201);
        Answer second = again.post(Hospital.PATH + "/keys", body, "erp-1").is(201);
        assertEquals(first.at("/id"), second.at("/id"));
        assertEquals(first.at("/secret"), second.at("/secret"));
        again.post(Hospital.PATH + "/keys", wanted("\"orders.read\"", ""), "erp-1")
                .is(409, "KEY_REUSED");
        // The idempotency key is the caller's own.
        Caller other = program(made(owner, "\"keys.write\", \"stock.read\"", ""));
        assertNotEquals(
                first.at("/id"),
                other.post(Hospital.PATH + "/keys", body, "erp-1").is(201).at("/id"));
        String list = hospital.get("/keys?search=ERP").is(200).text();
        assertFalse(list.contains(first.at("/secret")), list);
        hospital.caller()
                .send("POST", Hospital.PATH + "/keys", body, Map.of())
                .is(400, "INPUT_INVALID")
                .has("/errors/0/pointer", "/Idempotency-Key");
    }

    @Test
    void aRepeatedInvitationIsTheSameOne() {
        String body =
                "{\"email\": \"%s\", \"roles\": [\"VIEWER\", \"BUYER\"]}"
                        .formatted(Browser.freshEmail());
        Caller vendor = hospital.caller();
        Answer first = vendor.post(Hospital.PATH + "/invitations", body, "crm-1").is(201);
        vendor.post(Hospital.PATH + "/invitations", body, "crm-1")
                .is(201)
                .has("/id", first.at("/id"))
                .has("/link", first.at("/link"));
        vendor.post(Hospital.PATH + "/invitations", body.replace("VIEWER", "OPERATOR"), "crm-1")
                .is(409, "KEY_REUSED");
        assertEquals(1, hospital.get("/invitations?state=OPEN").is(200).json().at("/items").size());
    }

    /// One person with a key is still one person.
    @Test
    void aKeyIsNoSecondPersonBesideItsMaker() {
        hospital.overpay();
        Browser administrator = Browser.staff("administrator", realm);
        new Authenticator().addTo(administrator).is(201);
        String id = Hospital.proposeReturn(administrator);
        String approve = Hospital.PATH + "/returns/" + id + "/approve";
        program(madeOfVendor(administrator, "\"payments.record\""))
                .post(approve, "{\"by\": \"somebody else\"}")
                .is(403, "SAME_PERSON");
        Answer unbound =
                hospital.caller()
                        .post("/v1/keys", wanted("\"payments.record\"", ", \"vendor\": true"))
                        .is(201);
        program(unbound).post(approve, "{\"by\": \"somebody else\"}").is(403, "NOT_INDEPENDENT");
        assertEquals("", unbound.at("/maker"));
    }
}
