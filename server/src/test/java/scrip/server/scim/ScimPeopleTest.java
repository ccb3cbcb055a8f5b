package scrip.server.scim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import scrip.server.Authenticator;
import scrip.server.Browser;
import scrip.server.Caller;
import scrip.server.Caller.Answer;
import scrip.server.TestServer;
import scrip.server.federation.Provisioning;
import scrip.server.role.Actor;
import scrip.server.trail.AuditTrail;

/// What a directory may do to people, and what it may not.
class ScimPeopleTest {

    private static final String OFF =
            "{\"op\": \"replace\", \"path\": \"active\", \"value\": false}";
    private static final String ON = "{\"op\": \"replace\", \"path\": \"active\", \"value\": true}";

    private final Place place = Place.fresh();

    private Browser member(String name, String role) {
        return Browser.invited(
                "/v1/organizations/" + place.organization() + "/invitations",
                role,
                null,
                place.address(name));
    }

    /// Signs somebody in with the provider, as single sign-on does.
    static Provisioning.Standing signedIn(Place at, UUID person) {
        Provisioning provisioning = TestServer.server().context().getBean(Provisioning.class);
        AuditTrail trail = TestServer.server().context().getBean(AuditTrail.class);
        return trail.change(
                new AuditTrail.Origin(Actor.NOBODY, "127.0.0.1", "", "test"),
                change -> provisioning.signedIn(change, at.provider(), person));
    }

    @Test
    void whoIsHereAlreadyIsNotMadeTwice() {
        member("here", "operator");
        UUID before = Place.person(place.address("here"));
        String user = place.user("here").is(201).at("/id");
        assertEquals(before, Place.person(place.address("here")));
        assertEquals(List.of("OPERATOR"), place.roles(place.address("here")));
        place.maps("G", "BUYER", null).group("G", user).is(201);
        assertEquals(List.of("BUYER", "OPERATOR"), place.roles(place.address("here")));
    }

    @Test
    void anAddressOfNoBoundDomainIsRefusedWhetherAnybodyHasItOrNot() {
        Place other = Place.fresh();
        String known =
                Browser.invited(
                                "/v1/organizations/" + other.organization() + "/invitations",
                                "owner",
                                null,
                                "known@elsewhere-" + other.domain())
                        .get("/v1/session")
                        .at("/person/email");
        String unknown = known.replace("known@", "nobody@");
        Answer ofKnown = create(known);
        Answer ofUnknown = create(unknown);
        ofKnown.is(409).has("/scimType", "uniqueness");
        ofUnknown.is(409).has("/scimType", "uniqueness");
        assertEquals(ofUnknown.at("/detail"), ofKnown.at("/detail").replace(known, unknown));
    }

    private Answer create(String address) {
        return place.send("POST", "/Users", "{\"userName\": \"%s\"}".formatted(address));
    }

    @Test
    void whoBelongsElsewhereIsAskedByTheirNextSignIn() {
        Place other = Place.fresh();
        place.maps("G", "BUYER", null);
        Browser guest =
                Browser.invited(
                        "/v1/organizations/" + other.organization() + "/invitations",
                        "viewer",
                        null,
                        place.address("guest"));
        String user = place.user("guest", ", \"displayName\": \"Somebody Else\"").is(201).at("/id");
        place.group("G", user).is(201);
        assertEquals(List.of(), place.roles(place.address("guest")));
        place.patch(
                        "/Users/" + user,
                        "{\"op\": \"replace\", \"value\": {\"displayName\": \"Another\", \"userName\": \"moved@"
                                + place.domain()
                                + "\"}}")
                .is(200);
        place.patch("/Users/" + user, OFF).is(200);
        place.patch("/Users/" + user, ON).is(200);
        guest.get("/v1/session").is(200);
        assertEquals(List.of("VIEWER"), other.roles(place.address("guest")));
        assertEquals("Wang Fang", name(place.address("guest")));
        assertEquals(
                Provisioning.Standing.ACTIVE,
                signedIn(place, Place.person(place.address("guest"))));
        assertEquals(List.of("BUYER"), place.roles(place.address("guest")));
        place.send("DELETE", "/Users/" + user, null).is(204);
        assertEquals(List.of(), place.roles(place.address("guest")));
        assertEquals(List.of("VIEWER"), other.roles(place.address("guest")));
    }

    private static String name(String email) {
        return TestServer.server()
                .database()
                .readAll(sql ->
                        sql.sql("select name from persons where email = :email")
                                .param("email", email)
                                .query(String.class)
                                .single());
    }

    @Test
    void whomTheDirectoryBroughtFollowsIt() {
        String user = place.user("before", ", \"displayName\": \"Before\"").is(201).at("/id");
        UUID person = Place.person(place.address("before"));
        place.patch(
                        "/Users/" + user,
                        "{\"op\": \"replace\", \"value\": {\"displayName\": \"After\", \"userName\": \"after@"
                                + place.domain()
                                + "\"}}")
                .is(200);
        assertEquals(person, Place.person(place.address("after")));
        assertEquals("After", name(place.address("after")));
        place.patch("/Users/" + user, move("else@foreign.example")).is(409);
        place.user("taken").is(201);
        place.patch("/Users/" + user, move(place.address("taken"))).is(409);
        assertEquals(person, Place.person(place.address("after")));
    }

    private static String move(String address) {
        return "{\"op\": \"replace\", \"path\": \"userName\", \"value\": \"" + address + "\"}";
    }

    @Test
    void whoIsDeactivatedHasNoWayInAndNoneComesBackByItself() {
        Browser owner = member("owner", "owner");
        Browser leaver = member("leaver", "operator");
        String address = place.address("leaver");
        Authenticator passkey = new Authenticator();
        passkey.addTo(leaver).is(201);
        Caller key = key(leaver);
        key.get("/v1/organizations/" + place.organization()).is(200);
        String invited = invitation(owner, address);
        String user = place.user("leaver").is(201).at("/id");
        place.maps("G", "BUYER", null).group("G", user).is(201);

        place.patch("/Users/" + user, OFF).is(200).has("/active", "false");
        leaver.get("/v1/session").is(401);
        assertEquals(List.of(), place.roles(address));
        key.get("/v1/organizations/" + place.organization()).is(401);
        passkey.signIn(new Browser((String) null), origin()).is(401);
        if (invited != null) {
            new Browser((String) null).accept(invited).is(404);
        }
        assertEquals(Provisioning.Standing.INACTIVE, signedIn(place, Place.person(address)));

        place.send("PUT", "/Users/" + user, "{\"userName\": \"" + address + "\"}")
                .is(200)
                .has("/active", "false");
        place.group("H", user).is(201);
        place.maps("H", "VIEWER", null);
        assertEquals(List.of(), place.roles(address));
        Answer again = invite(owner, address).is(201);
        Browser back = new Browser((String) null);
        back.post(
                        "/v1/invitations/accept",
                        "{\"token\": \"%s\", \"password\": \"%s\"}"
                                .formatted(Browser.secret(again.at("/link")), Browser.PASSWORD))
                .is(403, "FORBIDDEN");
        assertEquals(List.of(), place.roles(address));

        place.patch("/Users/" + user, ON).is(200).has("/active", "true");
        assertEquals(List.of("BUYER", "VIEWER"), place.roles(address));
        passkey.signIn(new Browser((String) null), origin()).is(401);
    }

    private static String origin() {
        return TestServer.root().replace("127.0.0.1", "localhost");
    }

    private Answer invite(Browser owner, String address) {
        return owner.post(
                "/v1/organizations/" + place.organization() + "/invitations",
                "{\"email\": \"%s\", \"roles\": [\"VIEWER\"]}".formatted(address));
    }

    /// An invitation that was open before; null if whoever is here already needs none.
    private @Nullable String invitation(Browser owner, String address) {
        Answer made = invite(owner, address);
        return made.status() == 201 ? Browser.secret(made.at("/link")) : null;
    }

    private Caller key(Browser maker) {
        String secret =
                maker.post(
                                Place.keys(place.organization()),
                                "{\"name\": \"K\", \"actions\": [\"organization.read\"], \"expires_at\": \"%s\"}"
                                        .formatted(Instant.now().plus(Duration.ofDays(30))))
                        .is(201)
                        .at("/secret");
        return new Caller(TestServer.root(), secret, null);
    }

    @Test
    void whatWasGivenByHandStaysWhenTheGroupGoes() {
        member("both", "buyer");
        String user = place.user("both").is(201).at("/id");
        place.maps("G", "BUYER", null).maps("G", "VIEWER", null);
        String group = place.group("G", user).is(201).at("/id");
        assertEquals(List.of("BUYER", "VIEWER"), place.roles(place.address("both")));
        place.send("DELETE", "/Groups/" + group, null).is(204);
        assertEquals(List.of("BUYER"), place.roles(place.address("both")));
    }

    @Test
    void anOwnerIsLeft() {
        String user = place.user("only").is(201).at("/id");
        String group = place.maps("Owners", "OWNER", null).group("Owners", user).is(201).at("/id");
        place.patch("/Users/" + user, OFF).is(409).has("/scimType", "");
        Answer refused = place.send("DELETE", "/Users/" + user, null).is(409);
        assertTrue(refused.at("/detail").contains("owner"), refused.text());
        place.patch("/Groups/" + group, "{\"op\": \"remove\", \"path\": \"members\"}").is(409);
        place.get("/Users/" + user).is(200).has("/active", "true");
        place.get("/Groups/" + group).is(200).has("/members/0/value", user);
        String second = place.user("second").is(201).at("/id");
        place.patch(
                        "/Groups/" + group,
                        "{\"op\": \"add\", \"path\": \"members\", \"value\": [{\"value\": \""
                                + second
                                + "\"}]}")
                .is(200);
        place.patch("/Users/" + user, OFF).is(200);
        assertEquals(List.of("OWNER"), place.roles(place.address("second")));
    }

    @Test
    void aGroupGivesWhatWhoeverWroteItsRolesMayGive() {
        Browser owner = member("writer", "owner");
        member("other", "owner");
        UUID writer = Place.person(place.address("writer"));
        place.maps("Owners", "OWNER", writer);
        String first = place.user("first").is(201).at("/id");
        String second = place.user("second").is(201).at("/id");
        String group = place.group("Owners", first).is(201).at("/id");
        assertEquals(List.of("OWNER"), place.roles(place.address("first")));
        owner.put(
                        "/v1/organizations/" + place.organization() + "/people/" + writer,
                        "{\"roles\": [\"VIEWER\"]}")
                .is(200);
        Answer refused =
                place.patch(
                                "/Groups/" + group,
                                "{\"op\": \"add\", \"path\": \"members\", \"value\": [{\"value\": \""
                                        + second
                                        + "\"}]}")
                        .is(403);
        assertTrue(refused.at("/detail").contains("Owners"), refused.text());
        assertEquals(List.of(), place.roles(place.address("second")));
        assertEquals(List.of("OWNER"), place.roles(place.address("first")));
    }

    @Test
    void aRoleThatIsWrittenLaterComesWithTheNextSignIn() {
        String user = place.user("later").is(201).at("/id");
        place.group("G", user).is(201);
        place.maps("G", "BUYER", null);
        assertEquals(List.of(), place.roles(place.address("later")));
        signedIn(place, Place.person(place.address("later")));
        assertEquals(List.of("BUYER"), place.roles(place.address("later")));
    }

    @Test
    void theVendorsPeopleHaveADirectoryToo() {
        Browser.staff("administrator", null);
        Place vendor = Place.of(null).maps("Sales", "SALES", null);
        String user = vendor.user("seller").is(201).at("/id");
        String group = vendor.group("Sales", user).is(201).at("/id");
        assertEquals(List.of("SALES"), vendor.roles(vendor.address("seller")));
        vendor.patch("/Groups/" + group, "{\"op\": \"remove\", \"path\": \"members\"}").is(200);
        assertEquals(List.of(), vendor.roles(vendor.address("seller")));
    }

    @Test
    void everyChangeIsInTheLogWithTheKeyAsActor() {
        place.maps("G", "BUYER", null);
        String user = place.user("logged").is(201).at("/id");
        place.group("G", user).is(201);
        place.patch("/Users/" + user, OFF).is(200);
        place.send("DELETE", "/Users/" + user, null).is(204);
        Answer log =
                TestServer.live()
                        .get("/v1/organizations/" + place.organization() + "/audit?limit=20")
                        .is(200);
        for (String action :
                List.of(
                        "scim.users.post",
                        "scim.groups.post",
                        "scim.users.patch",
                        "scim.users.delete")) {
            assertTrue(log.text().contains(action), action + " " + log.text());
        }
        log.has("/items/0/actor/kind", "KEY").has("/items/0/actor/name", "Directory");
        assertTrue(log.text().contains("{\"group\":\"G\",\"roles\":[\"BUYER\"]}"), log.text());
    }

    @Test
    void whoComesBackGetsANewUserAndIsTheSamePerson() {
        String first = place.user("again").is(201).at("/id");
        UUID person = Place.person(place.address("again"));
        place.send("DELETE", "/Users/" + first, null).is(204);
        place.get("/Users/" + first).is(404);
        String second = place.user("again").is(201).at("/id");
        assertNotEquals(first, second);
        assertEquals(person, Place.person(place.address("again")));
        assertEquals(Provisioning.Standing.ACTIVE, signedIn(place, person));
        assertEquals(
                Provisioning.Standing.UNKNOWN, signedIn(place, UuidCreator.getTimeOrderedEpoch()));
    }
}
