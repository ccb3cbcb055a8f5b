package scrip.server.scim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.github.f4b6a3.uuid.UuidCreator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import scrip.server.Browser;
import scrip.server.Caller;
import scrip.server.Caller.Answer;
import scrip.server.Operation;
import scrip.server.TestServer;
import scrip.server.http.Route;
import scrip.server.role.TenantTest;

/// The key of a directory, and everybody else.
class ScimKeyTest {

    private static final String NEXT_YEAR = TenantTest.nextYear();

    private static List<Route> operations() {
        return TestServer.server().context().getBean(ScimRoutes.class).all();
    }

    private static String filled(Route route, Place place, String user, String group) {
        return route.path()
                .replace("{provider}", place.provider().toString())
                .replace("{scim_user}", user)
                .replace("{scim_group}", group)
                .replace("{name}", "User");
    }

    private static String body(Route route) {
        return switch (route.method()) {
            case "POST", "PUT" ->
                    route.path().contains("Users")
                            ? "{\"userName\": \"x@y.example\"}"
                            : "{\"displayName\": \"Zeppelin\"}";
            case "PATCH" ->
                    "{\"Operations\": [{\"op\": \"replace\", \"path\": \"displayName\", \"value\": \"Z\"}]}";
            default -> "";
        };
    }

    /// Every kind of caller but the directory itself.
    private static Map<String, Caller> strangers(Place place) {
        Map<String, Caller> all = new LinkedHashMap<>();
        all.put("another organization's directory", Place.fresh().directory());
        all.put(
                "another directory of the organization",
                Place.of(place.organization()).directory());
        all.put("the vendor's directory", Place.of(null).directory());
        all.put("nobody", new Caller(TestServer.root(), null, null));
        all.put("a wrong token", new Caller(TestServer.root(), "scrip_live_wrong", null));
        all.put("the emergency token", TestServer.live());
        String key =
                TestServer.live()
                        .post(
                                Place.keys(place.organization()),
                                "{\"name\": \"k\", \"actions\": [\"people.write\", \"people.read\"], \"expires_at\": \"%s\"}"
                                        .formatted(NEXT_YEAR))
                        .is(201)
                        .at("/secret");
        all.put("another key of the organization", new Caller(TestServer.root(), key, null));
        return all;
    }

    @Test
    void nobodyElseGetsAnything() {
        Place place = Place.fresh();
        String user = place.user("zeppelin").is(201).at("/id");
        String group = place.group("Zeppelin", user).is(201).at("/id");
        List<String> found = new ArrayList<>();
        strangers(place)
                .forEach((who, caller) -> {
                    for (Route route : operations()) {
                        String path = filled(route, place, user, group);
                        String body = body(route);
                        Answer answer =
                                Place.sent(
                                        caller, route.method(), path, body.isEmpty() ? null : body);
                        if (!List.of(401, 403).contains(answer.status())
                                || answer.text().toLowerCase(Locale.ROOT).contains("zeppelin")) {
                            found.add(
                                    who + ": " + route.method() + " " + path + " " + answer.text());
                        }
                    }
                });
        assertEquals(List.of(), found);
        place.get("/Users/" + user).is(200);
    }

    @Test
    void aProviderOfOthersLooksLikeNone() {
        Place place = Place.fresh();
        Place other = Place.fresh();
        Answer theirs = Place.sent(place.directory(), "GET", other.path("/Users"), null).is(403);
        UUID none = UuidCreator.getTimeOrderedEpoch();
        Answer missing =
                Place.sent(place.directory(), "GET", "/scim/v2/" + none + "/Users", null).is(403);
        assertEquals(missing.at("/detail"), theirs.at("/detail"));
    }

    @Test
    void aUserOfOthersLooksLikeNone() {
        Place place = Place.fresh();
        Place other = Place.fresh();
        String user = other.user("theirs").is(201).at("/id");
        String group = other.group("Theirs", user).is(201).at("/id");
        place.get("/Users/" + user).is(404);
        place.send("DELETE", "/Users/" + user, null).is(404);
        place.get("/Groups/" + group).is(404);
        place.group("Mine", user).is(400).has("/scimType", "invalidValue");
        place.get("/Users?filter=id%20eq%20%22" + user + "%22").is(200).has("/totalResults", "0");
    }

    @Test
    void noCookieOpensIt() {
        Place place = Place.fresh();
        Browser owner = Browser.member(String.valueOf(place.organization()), "owner", null);
        assertEquals(401, owner.get(place.path("/Users")).status());
        assertEquals(
                401,
                owner.post(place.path("/Users"), "{\"userName\": \"" + place.address("c") + "\"}")
                        .status());
    }

    @Test
    void theKeyOfADirectoryDoesNothingElse() {
        Place vendor = Place.of(null);
        Place place = Place.fresh();
        List<String> found = new ArrayList<>();
        for (Caller directory : List.of(place.directory(), vendor.directory())) {
            for (Operation operation : Operation.all()) {
                Map<String, String> ids =
                        Map.of("organization", String.valueOf(place.organization()));
                Answer answer =
                        directory.send(
                                operation.method(),
                                operation.path(ids),
                                operation.body(ids),
                                Map.of("Idempotency-Key", "scim"));
                if (!operation.isOpen() && !List.of(401, 403).contains(operation.status(answer))) {
                    found.add(operation + " " + answer.status());
                }
            }
        }
        assertEquals(List.of(), found);
    }

    @Test
    void onlyADirectoryHasTheAction() {
        Place place = Place.fresh();
        String keys = Place.keys(place.organization());
        String begin = "{\"name\": \"k\", \"expires_at\": \"" + NEXT_YEAR + "\", ";
        String provision = "\"actions\": [\"people.provision\"]";
        Caller vendor = TestServer.live();
        vendor.post(keys, begin + provision + "}").is(400, "INPUT_INVALID");
        vendor.post("/v1/keys", begin + provision + ", \"vendor\": true}").is(400, "INPUT_INVALID");
        String provider = ", \"provider\": \"" + place.provider() + "\"}";
        vendor.post(keys, begin + "\"actions\": [\"people.read\"]" + provider)
                .is(400, "INPUT_INVALID");
        vendor.post(keys, begin + "\"actions\": [\"people.provision\", \"people.read\"]" + provider)
                .is(400, "INPUT_INVALID");
        vendor.post("/v1/keys", begin + provision + provider).is(400, "INPUT_INVALID");
        String others = ", \"provider\": \"" + Place.fresh().provider() + "\"}";
        vendor.post(keys, begin + provision + others).is(400, "INPUT_INVALID");
        // People are of no realm.
        Caller sandbox = TestServer.sandbox("2026-03-01T09:00:00Z");
        sandbox.post("/v1/keys", begin + provision + provider).is(400, "INPUT_INVALID");
        String organization = String.valueOf(place.organization());
        Browser.member(organization, "operator", null)
                .post(keys, begin + provision + provider)
                .is(403, "FORBIDDEN");
        Browser.member(organization, "owner", null)
                .post(keys, begin + provision + provider)
                .is(201);
    }

    @Test
    void aRevokedKeyOpensNothing() {
        Place place = Place.fresh();
        String keys = Place.keys(place.organization());
        String id = TestServer.live().get(keys).is(200).at("/items/0/id");
        TestServer.live().delete(keys + "/" + id).is(200);
        place.get("/Users").is(401);
    }

    @Test
    void theKeyOfAProviderThatIsNotEnabledOpensNothing() {
        Place place = Place.fresh();
        String user = place.user("stays").is(201).at("/id");
        String group = place.group("Stays", user).is(201).at("/id");
        enable(place, false);
        for (Route route : operations()) {
            String body = body(route);
            place.directory()
                    .send(
                            route.method(),
                            filled(route, place, user, group),
                            body.isEmpty() ? null : body,
                            Map.of())
                    .is(403, "FORBIDDEN");
        }
        enable(place, true);
        place.get("/Users/" + user).is(200).has("/meta/version", "W/\"1\"");
        place.get("/Groups/" + group).is(200).has("/members/0/value", user);
    }

    private static void enable(Place place, boolean enabled) {
        TestServer.server()
                .database()
                .transact(sql ->
                        sql.sql(
                                        """
                                        update identity_providers
                                        set enabled = :enabled
                                        where provider = :provider
                                        """)
                                .param("enabled", enabled)
                                .param("provider", place.provider())
                                .update());
    }

    @Test
    void aBodyThatIsNoneIsRefusedInScimsOwnForm() {
        Place place = Place.fresh();
        place.send("POST", "/Users", "{").is(400).has("/scimType", "invalidSyntax");
        place.send("POST", "/Users", "[]").is(400).has("/scimType", "invalidSyntax");
        Answer faults =
                place.send(
                                "POST",
                                "/Users",
                                "{\"userName\": 7, \"active\": \"perhaps\", \"emails\": [{\"value\": \"x\"}]}")
                        .is(400)
                        .has("/scimType", "invalidValue");
        for (String each : List.of("/userName", "/active", "/emails")) {
            assertFalse(!faults.at("/detail").contains(each), faults.text());
        }
        Answer plain =
                place.directory()
                        .send(
                                "POST",
                                place.path("/Users"),
                                "userName=x",
                                Map.of("Content-Type", "text/plain"));
        plain.is(415);
    }
}
