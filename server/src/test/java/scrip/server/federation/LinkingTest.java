package scrip.server.federation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static scrip.server.federation.SignOnServer.back;
import static scrip.server.federation.SignOnServer.browser;
import static scrip.server.federation.SignOnServer.gone;
import static scrip.server.federation.SignOnServer.hospital;
import static scrip.server.federation.SignOnServer.invited;
import static scrip.server.federation.SignOnServer.linked;
import static scrip.server.federation.SignOnServer.person;
import static scrip.server.federation.SignOnServer.signedOn;
import static scrip.server.federation.SignOnServer.vendor;
import static scrip.server.federation.SignOnServer.wanted;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import scrip.server.Browser;
import scrip.server.Caller.Answer;
import scrip.server.http.Json;
import scrip.server.people.Persons;

/// Who is linked with whom, and which roles providers give and take.
class LinkingTest {

    private static final List<Map<String, String>> ROLES =
            List.of(
                    Map.of("group", "scrip-owners", "role", "OWNER"),
                    Map.of("group", "scrip-buyers", "role", "BUYER"));

    private final LyingProvider provider = new LyingProvider();
    private final String place = hospital();
    private final String domain = place.substring(place.lastIndexOf('/') + 1) + ".example";

    @AfterEach
    void close() {
        provider.close();
    }

    private String made(boolean makesPeople) {
        return SignOnServer.made(
                place,
                provider,
                Map.of(
                        "domains",
                        List.of(domain),
                        "groups_claim",
                        "groups",
                        "makes_people",
                        makesPeople,
                        "roles",
                        ROLES));
    }

    private void says(String email, Object verified) {
        provider.claims.put("email", email);
        provider.claims.put("email_verified", verified);
    }

    private static String notLinked(Answer answer) {
        return answer.is(403, "SIGN_ON_NOT_LINKED").at("/detail");
    }

    @Test
    void aVerifiedAddressOfTheProvidersDomainLinksWhoBelongsOnlyThere() {
        String id = made(false);
        String email = "wang@" + domain;
        Browser known = invited(place, email, "viewer");
        UUID person = person(known);
        says(email, false);
        notLinked(signedOn(browser(), id));
        says(email, "true");
        notLinked(signedOn(browser(), id));
        provider.claims.remove("email_verified");
        notLinked(signedOn(browser(), id));
        says("wang@elsewhere.example", true);
        notLinked(signedOn(browser(), id));
        says(email, true);
        Browser browser = browser();
        signedOn(browser, id)
                .is(200)
                .has("/session/person/id", person.toString())
                .has("/session/person/email_proven_by", "SINGLE_SIGN_ON");
        // Nobody had proven the address: whoever has the account by now is out.
        known.get("/v1/session").is(401);
        browser().signIn(email, Browser.PASSWORD).is(401);
        // The address of somebody else there, later: another subject is somebody else.
        provider.claims.put("sub", "another");
        notLinked(signedOn(browser(), id));
    }

    /// Whoever says which provider is believed would otherwise be each of them, unnoticed.
    @Test
    void anAddressLinksNobodyWhoHasProvenItAndCanSignIn() {
        provider.now = SignOnServer.now();
        String id = made(false);
        String email = "proven@" + domain;
        Browser known = invited(place, email, "viewer");
        SignOnServer.DATABASE
                .database()
                .transact(sql -> {
                    Persons.prove(sql, person(known), Persons.EmailProof.MAIL, SignOnServer.now());
                    return null;
                });
        says(email, true);
        notLinked(signedOn(browser(), id));
        linked(known, id).is(200);
        signedOn(browser(), id).is(200).has("/session/person/id", person(known).toString());
        known.get("/v1/session").is(200);
    }

    private int rolesNoted(Browser of) {
        String entries = vendor().get(place + "/audit?search=" + person(of)).is(200).text();
        return entries.split("sign-on[.]roles", -1).length;
    }

    /// Nobody would take them any more.
    @Test
    void whoUnlinksAnIdentityLosesItsRolesAndSessions() {
        provider.now = SignOnServer.now();
        String id = made(false);
        provider.claims.put("groups", List.of("scrip-buyers"));
        Browser known = invited(place, "unlinks@" + domain, "viewer");
        linked(known, id).is(200);
        Browser other = browser();
        signedOn(other, id).is(200).has("/session/organizations/0/roles/0", "BUYER");
        String identity = known.get("/v1/identities").at("/items/0/id");
        int entries = rolesNoted(known);
        known.delete("/v1/identities/" + identity).is(200);
        assertEquals(entries + 1, rolesNoted(known), "nobody would know where the role went");
        other.get("/v1/session").is(401);
        known.get("/v1/session")
                .is(200)
                .has("/organizations/0/roles/0", "VIEWER")
                .has("/organizations/0/roles/1", "");
    }

    @Test
    void anAddressLinksNobodyWhoBelongsElsewhereToo() {
        String id = made(true);
        String email = "both@" + domain;
        Browser known = invited(place, email, "viewer");
        String other = hospital();
        String secret =
                Browser.secret(
                        vendor().post(
                                        other + "/invitations",
                                        "{\"email\": \"%s\", \"roles\": [\"VIEWER\"]}"
                                                .formatted(email))
                                .is(201)
                                .at("/link"));
        known.post(
                        "/v1/invitations/accept",
                        "{\"token\": \"%s\", \"password\": \"%s\"}"
                                .formatted(secret, Browser.PASSWORD))
                .is(200);
        says(email, true);
        provider.claims.put("groups", List.of("scrip-owners"));
        notLinked(signedOn(browser(), id));
        String staff = "staff@" + domain;
        invited("/v1/staff", staff, "sales");
        says(staff, true);
        notLinked(signedOn(browser(), id));
        // Of their own accord they may.
        says(email, true);
        linked(known, id).is(200);
        signedOn(browser(), id).is(200);
        // And nobody else with the same identity.
        Browser third = invited(place, Browser.freshEmail(), "viewer");
        linked(third, id).is(409, "IDENTITY_TAKEN");
    }

    @Test
    void theSameAddressAtAnotherProviderIsAnotherIdentity() {
        String id = made(false);
        String email = "li@" + domain;
        invited(place, email, "viewer");
        says(email, true);
        signedOn(browser(), id).is(200);
        try (LyingProvider stranger = new LyingProvider()) {
            String elsewhere = SignOnServer.made(hospital(), stranger, Map.of());
            stranger.claims.put("email", email);
            stranger.claims.put("email_verified", true);
            notLinked(signedOn(browser(), elsewhere));
        }
    }

    @Test
    void whomNobodyKnowsBecomesAPersonWithTheRolesOfTheirGroups() {
        String id = made(false);
        says("new@" + domain, true);
        provider.claims.put("groups", List.of("scrip-buyers"));
        notLinked(signedOn(browser(), id));
        change(id, Map.of("makes_people", true));
        provider.claims.put("groups", List.of("others"));
        notLinked(signedOn(browser(), id));
        provider.claims.remove("groups");
        notLinked(signedOn(browser(), id));
        provider.claims.put("groups", List.of("scrip-buyers"));
        Browser browser = browser();
        signedOn(browser, id)
                .is(200)
                .has("/session/organizations/0/roles/0", "BUYER")
                .has("/session/person/email_proven_by", "SINGLE_SIGN_ON");
        browser().signIn("new@" + domain, Browser.PASSWORD).is(401);
        browser.delete("/v1/identities/" + browser.get("/v1/identities").at("/items/0/id"))
                .is(409, "LAST_WAY_IN");
    }

    private void change(String id, Map<String, Object> more) {
        Map<String, Object> all =
                new java.util.LinkedHashMap<>(
                        Map.of(
                                "domains",
                                List.of(domain),
                                "groups_claim",
                                "groups",
                                "makes_people",
                                true,
                                "roles",
                                ROLES));
        all.putAll(more);
        vendor().put(place + "/identity-providers/" + id, wanted(provider, all)).is(200);
    }

    @Test
    void groupsGiveAndTakeTheirRolesAndAMissingClaimNeither() {
        String id = made(true);
        invited(place, Browser.freshEmail(), "owner");
        Browser known = invited(place, "chen@" + domain, "viewer");
        linked(known, id).is(200);
        provider.claims.put("groups", List.of("scrip-owners", "scrip-buyers"));
        roles(id, "[BUYER, OWNER, VIEWER]", "");
        provider.claims.put("groups", List.of("scrip-buyers"));
        roles(id, "[BUYER, VIEWER]", "");
        provider.claims.remove("groups");
        roles(id, "[BUYER, VIEWER]", "GROUPS_MISSING");
        provider.claims.put("_claim_names", Map.of("groups", "src1"));
        roles(id, "[BUYER, VIEWER]", "GROUPS_ELSEWHERE");
        provider.claims.remove("_claim_names");
        provider.claims.put("hasgroups", true);
        roles(id, "[BUYER, VIEWER]", "GROUPS_ELSEWHERE");
        provider.claims.remove("hasgroups");
        provider.claims.put("groups", "https://graph.example/groups");
        roles(id, "[BUYER, VIEWER]", "GROUPS_UNREADABLE");
        // What was given by hand stays.
        provider.claims.put("groups", List.of());
        roles(id, "[VIEWER]", "");
    }

    private void roles(String id, String expected, String kept) {
        Browser browser = browser();
        Answer answer = signedOn(browser, id).is(200).has("/roles_kept", kept);
        List<String> roles =
                answer.json()
                        .at("/session/organizations/0/roles")
                        .valueStream()
                        .map(r -> r.asString())
                        .sorted()
                        .toList();
        assertEquals(expected, roles.toString(), answer.text());
    }

    @Test
    void aMappingGivesAtMostWhatItsWriterMayGiveByThen() {
        Browser owner = invited(place, Browser.freshEmail(), "owner");
        invited(place, Browser.freshEmail(), "owner");
        String id = SignOnServer.made(place, provider, Map.of());
        owner.put(
                        place + "/identity-providers/" + id,
                        new String(
                                Json.bytes(
                                        Map.of(
                                                "name",
                                                "Hospital",
                                                "issuer",
                                                provider.issuer(),
                                                "client_id",
                                                "scrip",
                                                "groups_claim",
                                                "groups",
                                                "roles",
                                                ROLES)),
                                StandardCharsets.UTF_8))
                .is(200);
        Browser known = invited(place, Browser.freshEmail(), "viewer");
        linked(known, id).is(200);
        provider.claims.put("groups", List.of("scrip-buyers"));
        roles(id, "[BUYER, VIEWER]", "");
        vendor().put(place + "/people/" + person(owner), "{\"roles\": [\"VIEWER\"]}").is(200);
        provider.claims.put("groups", List.of("scrip-buyers", "scrip-owners"));
        roles(id, "[BUYER, VIEWER]", "WRITER_MAY_NOT_ANY_MORE");
    }

    @Test
    void theLastOwnerStays() {
        String id = made(true);
        Browser known = invited(place, Browser.freshEmail(), "viewer");
        linked(known, id).is(200);
        provider.claims.put("groups", List.of("scrip-owners"));
        roles(id, "[OWNER, VIEWER]", "");
        provider.claims.put("groups", List.of());
        roles(id, "[OWNER, VIEWER]", "LAST_OF_ITS_ROLE");
        vendor().delete(place + "/identity-providers/" + id).is(409, "LAST_OWNER");
    }

    @Test
    void whoeverIsRemovedComesBackByNoProvider() {
        String id = made(true);
        invited(place, Browser.freshEmail(), "owner");
        says("gone@" + domain, true);
        provider.claims.put("groups", List.of("scrip-buyers"));
        Browser browser = browser();
        signedOn(browser, id).is(200);
        UUID person = person(browser);
        vendor().delete(place + "/people/" + person).is(200);
        browser.get("/v1/session").is(401);
        assertTrue(notLinked(signedOn(browser(), id)).contains("removed"));
    }

    @Test
    void whoeverWasRemovedBeforeTheyEverCameIsInvitedAnew() {
        String id = made(true);
        String email = "before@" + domain;
        Browser known = invited(place, email, "viewer");
        vendor().delete(place + "/people/" + person(known)).is(200);
        says(email, true);
        provider.claims.put("groups", List.of("scrip-buyers"));
        notLinked(signedOn(browser(), id));
    }

    @Test
    void whatWasLinkedInAnAccountStopsWhenItsPasswordIsReset() {
        String id = made(false);
        Browser known = invited(place, Browser.freshEmail(), "viewer");
        linked(known, id).is(200);
        Answer link =
                vendor().post(place + "/people/" + person(known) + "/password-reset", "{}").is(201);
        Browser reset = browser();
        reset.post(
                        "/v1/password-resets/complete",
                        "{\"token\": \"%s\", \"password\": \"%s\"}"
                                .formatted(
                                        Browser.secret(link.at("/link")), "eleven blue bicycles"))
                .is(200);
        notLinked(signedOn(browser(), id));
        linked(reset, id).is(200);
        signedOn(browser(), id).is(200);
    }

    /// The Kelvin sign is a `k` in lower case.
    @Test
    void anAddressThatOnlyLooksTheSameInLowerCaseIsAnother() {
        String id = made(false);
        invited(place, "mark@" + domain, "viewer");
        says("mar\u212a@" + domain, true);
        notLinked(signedOn(browser(), id));
        says("mark@" + domain, true);
        signedOn(browser(), id).is(200);
    }

    @Test
    void removingAProviderEndsWhatItBegan() {
        String id = made(true);
        Browser known = invited(place, Browser.freshEmail(), "owner");
        linked(known, id).is(200);
        provider.claims.put("groups", List.of("scrip-buyers"));
        Browser browser = browser();
        signedOn(browser, id).is(200);
        known.get("/v1/session").is(200).has("/organizations/0/roles/1", "BUYER");
        vendor().delete(place + "/identity-providers/" + id).is(200);
        browser.get("/v1/session").is(401);
        known.get("/v1/session").is(200).has("/organizations/0/roles/1", "");
        known.get("/v1/identities").is(200).has("/items/0/id", "");
    }

    @Test
    void whatBeganBeforeItWasDisabledEndsAndIsNotFinished() {
        String id = made(false);
        Browser known = invited(place, Browser.freshEmail(), "viewer");
        linked(known, id).is(200);
        Browser browser = browser();
        signedOn(browser, id).is(200);
        Browser late = browser();
        Map<String, String> returned = gone(late, id);
        change(id, Map.of("enabled", false));
        browser.get("/v1/session").is(401);
        back(late, id, returned).is(404, "UNKNOWN_PROVIDER");
    }
}
