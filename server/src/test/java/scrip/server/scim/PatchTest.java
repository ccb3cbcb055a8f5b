package scrip.server.scim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import scrip.server.Caller.Answer;
import scrip.server.http.Json;
import scrip.server.http.ProblemException;

/// Steps of `PATCH` change what they name, and nothing that they do not.
class PatchTest {

    private static String reason(String body) {
        ProblemException refused =
                assertThrows(
                        ProblemException.class,
                        () -> {
                            Patch patch = Patch.of(Json.tree(body));
                            UserDraft user = UserDraft.of(null);
                            patch.steps().forEach(user::step);
                        },
                        body);
        return refused.problem().status() + " " + refused.problem().reason();
    }

    private static String one(String operation) {
        return "{\"Operations\": [" + operation + "]}";
    }

    @Test
    void whatIsWrongIsToldInScimsWords() {
        Map<String, String> refused =
                Map.ofEntries(
                        Map.entry("{}", "400 INVALID_SYNTAX"),
                        Map.entry("{\"Operations\": []}", "400 INVALID_SYNTAX"),
                        Map.entry("{\"Operations\": [7]}", "400 INVALID_SYNTAX"),
                        Map.entry(one("{\"op\": \"move\"}"), "400 INVALID_SYNTAX"),
                        Map.entry(
                                one("{\"op\": \"add\", \"OP\": \"add\", \"value\": {}}"),
                                "400 INVALID_SYNTAX"),
                        Map.entry(one("{\"op\": \"remove\"}"), "400 NO_TARGET"),
                        Map.entry(
                                one("{\"op\": \"add\", \"path\": \"displayName\"}"),
                                "400 INVALID_VALUE"),
                        Map.entry(one("{\"op\": \"add\", \"value\": \"x\"}"), "400 INVALID_VALUE"),
                        Map.entry(
                                one("{\"op\": \"add\", \"path\": 7, \"value\": 1}"),
                                "400 INVALID_PATH"),
                        Map.entry(
                                one("{\"op\": \"add\", \"path\": \"a b\", \"value\": 1}"),
                                "400 INVALID_PATH"),
                        Map.entry(
                                one(
                                        "{\"op\": \"add\", \"path\": \"favouriteColour\", \"value\": 1}"),
                                "400 INVALID_PATH"),
                        Map.entry(
                                one("{\"op\": \"replace\", \"path\": \"id\", \"value\": \"x\"}"),
                                "400 MUTABILITY"),
                        Map.entry(
                                one("{\"op\": \"add\", \"path\": \"groups\", \"value\": []}"),
                                "400 MUTABILITY"),
                        Map.entry(
                                one("{\"op\": \"remove\", \"path\": \"userName\"}"),
                                "400 MUTABILITY"),
                        Map.entry(
                                one(
                                        "{\"op\": \"replace\", \"path\": \"emails[type eq \\\"home\\\"].value\", \"value\": \"x@y.example\"}"),
                                "400 NO_TARGET"),
                        Map.entry(
                                one("{\"op\": \"remove\", \"path\": \"members\", \"value\": null}"),
                                "400 INVALID_VALUE"));
        refused.forEach((body, reason) -> assertEquals(reason, reason(body), body));
    }

    @Test
    void operationsAndMembersAreLimited() {
        String step = "{\"op\": \"replace\", \"path\": \"displayName\", \"value\": \"x\"}";
        String many =
                IntStream.rangeClosed(0, Patch.STEPS_MAX)
                        .mapToObj(_ -> step)
                        .collect(Collectors.joining(","));
        assertEquals("413 null", reason(one(many)));
        Place place = Place.fresh();
        String group = place.group("G").is(201).at("/id");
        String members =
                IntStream.rangeClosed(0, GroupDraft.MEMBERS_MAX)
                        .mapToObj(_ -> "{\"value\": \"01930000-0000-7000-8000-000000000001\"}")
                        .collect(Collectors.joining(","));
        place.patch(
                        "/Groups/" + group,
                        "{\"op\": \"add\", \"path\": \"members\", \"value\": [" + members + "]}")
                .is(413);
    }

    @Test
    void noMemberLeavesWhoIsNotNamed() {
        Place place = Place.fresh();
        String one = place.user("one").is(201).at("/id");
        String two = place.user("two").is(201).at("/id");
        String group = place.group("G", one, two).is(201).at("/id");
        String path = "/Groups/" + group;
        String remove = "{\"op\": \"remove\", \"path\": \"members\", \"value\": ";
        for (String nobody :
                List.of(
                        remove + "[]}",
                        remove + "[{\"value\": \"01930000-0000-7000-8000-000000000001\"}]}",
                        remove + "[{\"value\": \"somebody\"}]}",
                        "{\"op\": \"remove\", \"path\": \"members[value eq \\\"somebody\\\"]\"}")) {
            assertEquals(2, members(place.patch(path, nobody).is(200)), nobody);
        }
        for (String wrong :
                List.of(
                        remove + "null}",
                        "{\"op\": \"replace\", \"path\": \"members\", \"value\": null}",
                        "{\"op\": \"replace\", \"value\": {\"members\": null}}",
                        remove + "[{\"display\": \"one\"}]}",
                        "{\"op\": \"remove\", \"path\": \"members[display eq \\\"one\\\"]\"}",
                        "{\"op\": \"remove\", \"path\": \"members[not (value eq \\\"x\\\")]\"}")) {
            place.patch(path, wrong).is(400);
        }
        assertEquals(2, members(place.get(path)));
        place.send("PUT", path, "{\"displayName\": \"Renamed\"}").is(200);
        assertEquals(2, members(place.get(path).has("/displayName", "Renamed")));
        assertEquals(
                1, members(place.patch(path, remove + "[{\"value\": \"" + one + "\"}]}").is(200)));
        assertEquals(
                0,
                members(place.patch(path, "{\"op\": \"remove\", \"path\": \"members\"}").is(200)));
        place.send("PUT", path, "{\"displayName\": \"Renamed\", \"members\": []}").is(200);
    }

    private static int members(Answer group) {
        return group.json().at("/members").size();
    }

    @Test
    void aPatchChangesAllOrNothing() {
        Place place = Place.fresh();
        String user = place.user("whole").is(201).at("/id");
        place.patch(
                        "/Users/" + user,
                        "{\"op\": \"replace\", \"path\": \"displayName\", \"value\": \"New\"},"
                                + "{\"op\": \"replace\", \"path\": \"active\", \"value\": \"perhaps\"}")
                .is(400);
        place.get("/Users/" + user).is(200).has("/displayName", "").has("/meta/version", "W/\"1\"");
        place.patch(
                        "/Users/" + user,
                        "{\"op\": \"replace\", \"path\": \"active\", \"value\": true}")
                .is(200)
                .has("/meta/version", "W/\"1\"");
    }

    @Test
    void aGroupHasUsersAsMembersAlone() {
        Place place = Place.fresh();
        String group = place.group("G").is(201).at("/id");
        place.patch(
                        "/Groups/" + group,
                        "{\"op\": \"add\", \"path\": \"members\", \"value\": [{\"type\": \"Group\", \"value\": \""
                                + group
                                + "\"}]}")
                .is(400)
                .has("/scimType", "invalidValue");
        place.group("g").is(409).has("/scimType", "uniqueness");
    }
}
