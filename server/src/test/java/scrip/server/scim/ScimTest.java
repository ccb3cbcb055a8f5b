package scrip.server.scim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import scrip.server.Caller.Answer;

/// Requests as Entra ID and Okta send them.
class ScimTest {

    private static final String EMPTY = "0";

    @Test
    void entraMakesFindsAndChangesAUser() {
        Place place = Place.fresh();
        place.play("entra-find-by-user-name").is(200).has("/totalResults", EMPTY);
        Answer made = place.play("entra-create-user").is(201);
        String user = made.at("/id");
        String address = "mira.keller@" + place.domain();
        made.has("/userName", address)
                .has("/externalId", "mira.keller")
                .has("/active", "true")
                .has("/name/familyName", "Keller")
                .has("/emails/0/value", address)
                .has("/meta/resourceType", "User")
                .has("/meta/version", "W/\"1\"");
        assertTrue(made.header("Location").endsWith("/Users/" + user));
        assertEquals("W/\"1\"", made.header("ETag"));
        assertFalse(made.text().contains("Radiologist"), made.text());
        place.play("entra-create-user").is(409).has("/scimType", "uniqueness");
        for (String find :
                List.of(
                        "entra-find-by-user-name",
                        "entra-find-by-external-id",
                        "entra-find-by-work-email")) {
            place.play(find).is(200).has("/totalResults", "1").has("/Resources/0/id", user);
        }
        place.play("entra-update-user-by-paths", user)
                .is(200)
                .has("/displayName", "Mira Keller-Wang")
                .has("/name/familyName", "Keller-Wang")
                .has("/name/givenName", "Mira")
                .has("/emails/0/value", "mira.kellerwang@" + place.domain())
                .has("/meta/version", "W/\"2\"");
        place.play("entra-update-user-without-path", user)
                .is(200)
                .has("/displayName", "Mira K.")
                .has("/name/givenName", "Mira Sofie")
                .has("/name/familyName", "K.")
                .has("/active", "true");
        place.play("entra-patch-unknown-attribute", user).is(400).has("/scimType", "invalidPath");
    }

    /// Each group may have 20,000 members: two hundred such groups in one answer are the server's
    /// end.
    @Test
    void aPageOfGroupsHasFewerIfTheyHaveManyMembers() {
        Place place = Place.fresh();
        int each = Groups.SHOWN_MAX / 2 + 1;
        place.fill(3, each);
        place.get("/Groups?count=200")
                .is(200)
                .has("/totalResults", "3")
                .has("/itemsPerPage", "1")
                .has("/Resources/0/members/" + (each - 1) + "/type", "User");
        place.get("/Groups?count=200&startIndex=2").is(200).has("/itemsPerPage", "1");
        place.get("/Groups?count=200&excludedAttributes=members").is(200).has("/itemsPerPage", "3");
        place.get("/Users?count=2").is(200).has("/itemsPerPage", "2");
    }

    @Test
    void entraDeactivatesByTextAndByBoolean() {
        Place place = Place.fresh();
        String user = place.play("entra-create-user").is(201).at("/id");
        place.play("entra-deactivate-as-text", user).is(200).has("/active", "false");
        place.play("entra-activate-as-text", user).is(200).has("/active", "true");
        place.play("entra-deactivate-as-boolean", user).is(200).has("/active", "false");
        place.play("entra-update-user-by-paths", user).is(200).has("/active", "false");
    }

    @Test
    void anUnknownAttributeIsTakenAndForgotten() {
        Place place = Place.fresh();
        Answer made = place.play("entra-create-with-unknown-attribute").is(201);
        assertFalse(made.text().contains("favouriteColour"), made.text());
    }

    @Test
    void entraFillsAndEmptiesAGroupOneByOne() {
        Place place = Place.fresh().maps("Radiology buyers", "BUYER", null);
        String one = place.user("one").is(201).at("/id");
        String two = place.user("two").is(201).at("/id");
        place.play("entra-find-group").is(200).has("/totalResults", EMPTY);
        String group = place.play("entra-create-group").is(201).at("/id");
        Map<String, String> first = Map.of("group", group, "user", one);
        Map<String, String> second = Map.of("group", group, "user", two);
        place.play("entra-add-member", first).is(200);
        place.play("entra-add-member", second).is(200);
        Answer twice = place.play("entra-add-member", second).is(200);
        assertEquals(2, twice.json().at("/members").size());
        assertEquals(List.of("BUYER"), place.roles(place.address("one")));
        place.play("entra-is-member", first).is(200).has("/totalResults", "1");
        place.play("entra-remove-member", first).is(200).has("/members/0/value", two);
        assertEquals(List.of(), place.roles(place.address("one")));
        assertEquals(List.of("BUYER"), place.roles(place.address("two")));
        place.play("entra-is-member", first).is(200).has("/totalResults", EMPTY);
        place.play("entra-add-member", first).is(200);
        Answer left = place.play("entra-remove-member-by-filter", second).is(200);
        assertEquals(1, left.json().at("/members").size());
        place.get("/Users/" + one).is(200).has("/groups/0/display", "Radiology buyers");
        Answer found = place.play("entra-find-group").is(200).has("/Resources/0/id", group);
        assertTrue(found.json().at("/Resources/0/members").isMissingNode(), found.text());
        place.play("entra-rename-group", first).is(200).has("/displayName", "Radiology finance");
        assertEquals(List.of(), place.roles(place.address("one")));
    }

    @Test
    void oktaMakesReplacesAndDeactivatesAUser() {
        Place place = Place.fresh();
        place.play("okta-test").is(200).has("/totalResults", EMPTY).has("/itemsPerPage", EMPTY);
        place.play("okta-find-by-user-name").is(200).has("/totalResults", EMPTY);
        Answer made = place.play("okta-create-user").is(201);
        assertFalse(made.text().contains("1mz050nq"), made.text());
        String user = made.at("/id");
        place.play("okta-put-user", user)
                .is(200)
                .has("/displayName", "Jonas Meyer-Li")
                .has("/externalId", "00ujl29u0le5T6Aj10h7")
                .has("/active", "true");
        place.play("okta-deactivate", user).is(200).has("/active", "false");
        place.play("okta-put-user", user).is(200).has("/active", "false");
        place.play("okta-activate", user).is(200).has("/active", "true");
    }

    @Test
    void oktaPushesAGroup() {
        Place place = Place.fresh().maps("Buyers", "BUYER", null);
        String user = place.play("okta-create-user").is(201).at("/id");
        String other = place.user("other").is(201).at("/id");
        Map<String, String> names = Map.of("user", user);
        String group = place.play("okta-create-group", names).is(201).at("/id");
        Map<String, String> both = Map.of("user", user, "group", group);
        assertEquals(List.of(), place.roles(place.address("jonas.meyer")));
        place.play("okta-rename-group", both)
                .is(200)
                .has("/displayName", "Buyers")
                .has("/id", group)
                .has("/members/0/value", user);
        assertEquals(List.of("BUYER"), place.roles(place.address("jonas.meyer")));
        place.play("okta-remove-member", both).is(200);
        assertEquals(List.of(), place.roles(place.address("jonas.meyer")));
        place.play("okta-add-members", both).is(200).has("/members/0/value", user);
        place.play("okta-add-members", Map.of("user", other, "group", group)).is(200);
        Answer replaced = place.play("okta-replace-members", both).is(200);
        assertEquals(1, replaced.json().at("/members").size());
        assertEquals(List.of(), place.roles(place.address("other")));
        place.play("okta-put-group", both).is(200).has("/displayName", "Buyers of imaging");
        place.send("DELETE", "/Groups/" + group, null).is(204);
        place.get("/Groups/" + group).is(404);
        assertEquals(List.of(), place.roles(place.address("jonas.meyer")));
    }

    @Test
    void aListComesInParts() {
        Place place = Place.fresh();
        for (String name : List.of("a", "b", "c")) {
            place.user(name).is(201);
        }
        place.get("/Users?startIndex=2&count=1")
                .is(200)
                .has("/totalResults", "3")
                .has("/startIndex", "2")
                .has("/itemsPerPage", "1")
                .has("/Resources/0/userName", place.address("b"));
        place.get("/Users?count=0").is(200).has("/totalResults", "3").has("/itemsPerPage", EMPTY);
        place.get("/Users?startIndex=-5&count=2").is(200).has("/startIndex", "1");
        place.get("/Users?startIndex=9").is(200).has("/itemsPerPage", EMPTY);
        place.get("/Users?count=100000").is(200).has("/itemsPerPage", "3");
        place.get("/Users?count=x").is(400).has("/scimType", "invalidValue");
    }

    @Test
    void onlyTheAttributesThatWereAskedForAreTold() {
        Place place = Place.fresh();
        String user = place.play("entra-create-user").is(201).at("/id");
        Answer few = place.get("/Users/" + user + "?attributes=userName,name.givenName").is(200);
        few.has("/id", user).has("/name/givenName", "Mira").has("/name/familyName", "");
        few.has("/displayName", "").has("/active", "");
        place.get("/Users/" + user + "?excludedAttributes=name,emails")
                .is(200)
                .has("/name/givenName", "")
                .has("/emails/0/value", "")
                .has("/displayName", "Mira Keller");
    }

    @Test
    void aDirectoryIsToldWhatThisServerCan() {
        Place place = Place.fresh();
        place.get("/ServiceProviderConfig")
                .is(200)
                .has("/patch/supported", "true")
                .has("/bulk/supported", "false")
                .has("/filter/maxResults", "200")
                .has("/etag/supported", "true");
        place.get("/ResourceTypes").is(200).has("/totalResults", "2");
        place.get("/ResourceTypes/Group").is(200).has("/endpoint", "/Groups");
        place.get("/Schemas").is(200).has("/Resources/0/attributes/0/name", "userName");
        place.get("/Schemas/urn:ietf:params:scim:schemas:core:2.0:User")
                .is(200)
                .has("/name", "User");
        place.get("/Schemas/nothing").is(404);
        place.get("/Bulk").is(404);
        place.send("DELETE", "/Users", null).is(405);
    }

    @Test
    void whatChangedMeanwhileIsNotOverwritten() {
        Place place = Place.fresh();
        String user = place.user("v").is(201).at("/id");
        Map<String, String> known = Map.of("If-None-Match", "W/\"1\"");
        assertEquals(
                304,
                place.directory().send("GET", place.path("/Users/" + user), null, known).status());
        Map<String, String> mine =
                Map.of("If-Match", "W/\"1\"", "Content-Type", "application/scim+json");
        String body =
                "{\"Operations\": [{\"op\": \"replace\", \"path\": \"displayName\", \"value\": \"V\"}]}";
        String path = place.path("/Users/" + user);
        place.directory().send("PATCH", path, body, mine).is(200).has("/meta/version", "W/\"2\"");
        place.directory().send("PATCH", path, body, mine).is(412);
        place.directory().send("DELETE", path, null, mine).is(412);
    }
}
