package scrip.server.scim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import scrip.server.Caller.Answer;
import scrip.server.http.ProblemException;

/// Filters and paths are read as the standard has them, and anything else is refused.
class FilterParserTest {

    private static String read(String filter) {
        return written(FilterParser.filter(filter));
    }

    private static String written(Filter filter) {
        return switch (filter) {
            case Filter.And(Filter one, Filter other) ->
                    "(" + written(one) + " & " + written(other) + ")";
            case Filter.Or(Filter one, Filter other) ->
                    "(" + written(one) + " | " + written(other) + ")";
            case Filter.Not(Filter one) -> "!" + written(one);
            case Filter.Present(AttributePath a) -> a.full() + "?";
            case Filter.Element(AttributePath a, Filter inner) ->
                    a.full() + "[" + written(inner) + "]";
            case Filter.Comparison c -> c.attribute().full() + " " + c.operator() + " " + c.value();
        };
    }

    @Test
    void whatDirectoriesSendIsUnderstood() {
        assertEquals("username EQ \"a@b.example\"", read("userName eq \"a@b.example\""));
        assertEquals("username EQ \"a\"", read("USERNAME Eq \"a\""));
        assertEquals("active EQ true", read("active eq true"));
        assertEquals("title?", read("title pr"));
        assertEquals(
                "(emails[type EQ \"work\"] & name.familyname SW \"K\")",
                read("emails[type eq \"work\"] and name.familyName sw \"K\""));
        assertEquals(
                "emails[(type EQ \"work\" & value EQ \"x\")]",
                read("emails[type eq \"work\"].value eq \"x\""));
        assertEquals(
                "username EQ \"a\"",
                read("urn:ietf:params:scim:schemas:core:2.0:User:userName eq \"a\""));
        assertEquals("username EQ \"a \\\" and b pr\"", read("userName eq \"a \\\" and b pr\""));
    }

    @Test
    void andBindsMoreThanOrAndNotMoreThanBoth() {
        assertEquals("(a? | (b? & c?))", read("a pr or b pr and c pr"));
        assertEquals("((a? | b?) & c?)", read("(a pr or b pr) and c pr"));
        assertEquals("(!a? & b?)", read("not (a pr) and b pr"));
        assertEquals("not EQ \"x\"", read("not eq \"x\""));
        assertEquals("(!(a? | b?) | c?)", read("not(a pr or b pr)or c pr"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "userName",
                "userName eq",
                "userName is \"a\"",
                "userName eq a",
                "userName eq \"a",
                "userName eq \"a\" or",
                "userName eq \"a\" nor b pr",
                "(userName eq \"a\"",
                "userName eq \"a\")",
                "emails[type eq \"work\"",
                "emails[type eq \"work\"]x",
                "userName eq {\"a\": 1}",
                "userName eq [1]",
                "userName eq \"\\u0000\"",
                "userName eq \"\\ud800\"",
                "a..b pr",
                "1a pr",
                "userName eq 'a'",
                "userName\teq \"a\"",
            })
    void anythingElseIsRefused(String filter) {
        ProblemException refused =
                assertThrows(ProblemException.class, () -> FilterParser.filter(filter));
        assertEquals(400, refused.problem().status());
        assertEquals(ScimType.INVALID_FILTER.name(), refused.problem().reason());
    }

    @Test
    void lengthDepthAndNumberAreLimited() {
        int deep = FilterParser.DEPTH_MAX;
        assertNotNull(FilterParser.filter("(".repeat(deep) + "a pr" + ")".repeat(deep)));
        refused("(".repeat(deep + 1) + "a pr" + ")".repeat(deep + 1));
        refused("(".repeat(1_500));
        int many = FilterParser.CONDITIONS_MAX;
        assertNotNull(FilterParser.filter("a pr" + " or a pr".repeat(many - 1)));
        refused("a pr" + " or a pr".repeat(many));
        refused("a eq \"" + "x".repeat(FilterParser.CHARACTERS_MAX) + "\"");
    }

    private static void refused(String filter) {
        assertThrows(ProblemException.class, () -> FilterParser.filter(filter));
    }

    @Test
    void pathsNameAttributesPartsAndValues() {
        assertEquals("name.familyname", FilterParser.path("name.familyName").attribute().full());
        PatchPath path = FilterParser.path("emails[type eq \"work\"].value");
        assertEquals("emails.value", path.attribute().full());
        Filter condition = path.condition();
        assertNotNull(condition);
        assertEquals("type EQ \"work\"", written(condition));
        String urn = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager";
        assertEquals("manager", FilterParser.path(urn).attribute().name());
        for (String wrong : List.of("", "a b", "a[b pr", "a[b pr].", "a[b pr].c.d", "a.b[c pr]")) {
            ProblemException refused =
                    assertThrows(ProblemException.class, () -> FilterParser.path(wrong), wrong);
            assertEquals(ScimType.INVALID_PATH.name(), refused.problem().reason());
        }
    }

    /// What no attribute is found by would find nobody, and so make a second self.
    @Test
    void aFilterByWhatIsNotKeptIsRefused() {
        Place place = Place.fresh();
        place.user("seen", ", \"externalId\": \"E-1\", \"displayName\": \"Ärzte 100% _x\"").is(201);
        for (String filter :
                List.of(
                        "nickName eq \"x\"",
                        "foo pr",
                        "emails[colour eq \"x\"]",
                        "userName eq 7")) {
            find(place, filter).is(400).has("/scimType", "invalidFilter");
        }
        for (String finds :
                List.of(
                        "userName eq \"SEEN@" + place.domain() + "\"",
                        "userName sw \"seen@\"",
                        "userName ew \"" + place.domain() + "\"",
                        "displayName co \"100% _\"",
                        "displayName eq \"ärzte 100% _X\"",
                        "externalId eq \"E-1\"",
                        "externalId pr and active eq true",
                        "not (externalId eq \"E-2\")",
                        "name.givenName eq null",
                        "emails[type eq \"work\" and value sw \"seen\"]",
                        "meta.created gt \"2020-01-01T00:00:00Z\"",
                        "userName ne \"other\"")) {
            find(place, finds).is(200).has("/totalResults", "1");
        }
        for (String none :
                List.of(
                        "externalId eq \"e-1\"",
                        "active eq false",
                        "displayName co \"%_%\"",
                        "userName eq \"' or true --\"",
                        "meta.lastModified lt \"2020-01-01T00:00:00Z\"",
                        "emails[type eq \"home\"]")) {
            find(place, none).is(200).has("/totalResults", "0");
        }
        assertTrue(find(place, "meta.created gt \"yesterday\"").status() == 400);
    }

    private static Answer find(Place place, String filter) {
        return place.get("/Users?filter=" + URLEncoder.encode(filter, StandardCharsets.UTF_8));
    }
}
