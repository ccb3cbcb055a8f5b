package scrip.server.personal;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import scrip.server.Browser;
import scrip.server.Caller.Answer;
import scrip.server.role.Actor;
import scrip.server.trail.AuditTrail;

/// What an erasure takes out of the audit log, and what it leaves.
class AuditErasedTest extends PersonalServer {

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

    /// A clerk called like a role, a permission or a key, one after the other.
    @Test
    void aNameHidesNothingOfWhatTheyDid() {
        joined("owner.of.clerk@hospital.example", "Owner", "owner");
        Browser clerk = joined("clerk.gone@hospital.example", "Clerk Gone", "owner");
        String id = person(clerk);
        clerk.post(HOSPITAL + "/keys", key()).is(201);
        clerk.post(HOSPITAL + "/invitations", invitation("helper@hospital.example", "viewer"))
                .is(201);
        for (String name : List.of("VIEWER", "access.read", "PACS", "keys")) {
            clerk.put("/v1/person", "{\"name\": \"%s\", \"locale\": \"en\"}".formatted(name))
                    .is(200);
        }
        clerk.delete("/v1/person").is(200);
        String audit = vendor.get("/v1/audit?actor=" + id).is(200).text();
        for (String word : List.of("\"VIEWER\"", "\"access.read\"", "\"PACS\"")) {
            assertTrue(audit.contains(word), word + " in " + audit);
        }
        assertFalse(everything().contains("Clerk Gone"));
        verified();
    }

    @Test
    void whoeverWorksForTheVendorIsErasedByAnother() {
        Browser sales = browser();
        Answer made =
                vendor.post(
                                "/v1/staff-invitations",
                                invitation("sales.gone@vendor.example", "sales"))
                        .is(201);
        sales.accept(Browser.secret(made.at("/link"))).is(200);
        Answer refused = sales.delete("/v1/person").is(403, "ANOTHER_ADMINISTRATOR_NEEDED");
        assertTrue(refused.at("/detail").contains("ask one"), refused.text());
        sales.get("/v1/session").is(200);
        administrator.delete("/v1/persons/" + person(sales)).is(200);
        sales.get("/v1/session").is(401, "UNAUTHENTICATED");
        verified();
    }

    @Test
    void anAddressThatIsAPartOfAnotherStays() {
        Browser smith = joined("smith@h.example", "Smith", "viewer");
        List<String> others =
                List.of(
                        "john.smith@h.example",
                        "a+smith@h.example",
                        "o'smith@h.example",
                        "smith@h.example.uk");
        for (String other : others) {
            vendor.post(HOSPITAL + "/invitations", invitation(other, "viewer")).is(201);
        }
        vendor.post("/v1/staff-invitations", invitation("smith@h.example", "auditor")).is(201);
        server.context()
                .getBean(AuditTrail.class)
                .note(
                        new AuditTrail.Origin(Actor.PROGRAM, "", "", "request"),
                        new AuditTrail.Event(
                                "noted",
                                null,
                                null,
                                null,
                                null,
                                Map.of("note", "请联系smith@h.example。Or <SMITH@h.example>.")));
        administrator.delete("/v1/persons/" + person(smith)).is(200);
        String audit = vendor.get("/v1/audit?limit=200").is(200).text();
        for (String other : others) {
            assertTrue(audit.contains("\"" + other + "\""), other);
        }
        assertTrue(audit.contains("请联系erased。Or <erased>."), audit);
        assertFalse(audit.contains("\"smith@h.example\""), audit);
        verified();
    }

    /// A sign-in that is refused has the address as its subject, as somebody typed it.
    @Test
    void anAddressThatWasRefusedGoesToo() {
        Browser hu = joined("hu.refused@hospital.example", "Hu", "viewer");
        browser().signIn("hu.refused@hospital.example", "wrong").is(401, "SIGN_IN_REFUSED");
        server.context()
                .getBean(AuditTrail.class)
                .note(
                        new AuditTrail.Origin(
                                Actor.NOBODY, "203.0.113.9", "Old browser", "request"),
                        new AuditTrail.Event(
                                "session.refused",
                                null,
                                null,
                                "Hu.Refused@hospital.example",
                                null,
                                null));
        String export = hu.get("/v1/person/export").is(200).text();
        assertTrue(export.contains("Hu.Refused@hospital.example"), export);
        assertFalse(export.contains("203.0.113.9"), export);
        String id = person(hu);
        hu.delete("/v1/person").is(200);
        String after = everything();
        for (String word : List.of("hu.refused@", "203.0.113.9", "old browser")) {
            assertFalse(after.toLowerCase(Locale.ROOT).contains(word), word);
        }
        vendor.get("/v1/audit?action=session.refused").is(200).has("/items/0/subject", id);
        verified();
    }

    @Test
    void anErasedPersonIsUnknownAtSignIn() {
        Browser gone = joined("sign.in.gone@hospital.example", "Gone", "viewer");
        String id = person(gone);
        gone.delete("/v1/person").is(200);
        browser()
                .signIn("erased-" + id + "@erased.invalid", Browser.PASSWORD)
                .is(401, "SIGN_IN_REFUSED");
    }
}
