package scrip.server.federation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static scrip.server.federation.SignOnServer.browser;
import static scrip.server.federation.SignOnServer.hospital;
import static scrip.server.federation.SignOnServer.invited;
import static scrip.server.federation.SignOnServer.linked;
import static scrip.server.federation.SignOnServer.signedOn;
import static scrip.server.federation.SignOnServer.vendor;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import scrip.server.Browser;
import scrip.server.Caller;
import scrip.server.Caller.Answer;

/// Who signs in with a provider whose directory says who works there.
class ProvisionedTest {

    private final LyingProvider provider = new LyingProvider();
    private final String place = hospital();
    private final String domain = place.substring(place.lastIndexOf('/') + 1) + ".example";
    private final String id =
            SignOnServer.made(
                    place,
                    provider,
                    Map.of(
                            "domains",
                            List.of(domain),
                            "groups_claim",
                            "groups",
                            "roles",
                            List.of(
                                    Map.of("group", "scrip-owners", "role", "OWNER"),
                                    Map.of("group", "scrip-buyers", "role", "BUYER"))));
    private final Caller directory = directory();

    @AfterEach
    void close() {
        provider.close();
    }

    private Caller directory() {
        String secret =
                vendor().post(
                                place + "/keys",
                                """
                                {"name": "Directory", "actions": ["people.provision"], "provider": "%s",
                                 "expires_at": "%s"}
                                """
                                        .formatted(
                                                id, SignOnServer.now().plus(Duration.ofDays(300))))
                        .is(201)
                        .at("/secret");
        return new Caller(vendor().root(), secret, null);
    }

    private Answer scim(String method, String rest, @Nullable String body) {
        return directory.send(method, "/scim/v2/" + id + rest, body, Map.of());
    }

    private String user(String email) {
        return scim("POST", "/Users", "{\"userName\": \"" + email + "\"}").is(201).at("/id");
    }

    private void says(String email) {
        provider.claims.put("email", email);
        provider.claims.put("email_verified", true);
    }

    private static void refused(Answer answer) {
        answer.is(403, "SIGN_ON_NOT_LINKED");
    }

    @Test
    void whomTheDirectoryBroughtSignsInWithTheRolesOfItsGroups() {
        String email = "brought@" + domain;
        says(email);
        refused(signedOn(browser(), id));
        String user = user(email);
        scim(
                        "POST",
                        "/Groups",
                        "{\"displayName\": \"scrip-buyers\", \"members\": [{\"value\": \""
                                + user
                                + "\"}]}")
                .is(201);
        // What the provider says at the sign-in is not what the directory says.
        provider.claims.put("groups", List.of("scrip-owners"));
        Answer session = signedOn(browser(), id).is(200);
        session.has("/session/organizations/0/roles/0", "BUYER");
        assertEquals(1, session.json().at("/session/organizations/0/roles").size());
        Browser again = browser();
        signedOn(again, id).is(200);
        scim(
                        "PATCH",
                        "/Users/" + user,
                        "{\"Operations\": [{\"op\": \"Replace\", \"path\": \"active\", \"value\": \"False\"}]}")
                .is(200);
        again.get("/v1/session").is(401);
        refused(signedOn(browser(), id));
        scim(
                        "PATCH",
                        "/Users/" + user,
                        "{\"Operations\": [{\"op\": \"Replace\", \"path\": \"active\", \"value\": \"True\"}]}")
                .is(200);
        signedOn(browser(), id).is(200).has("/session/organizations/0/roles/0", "BUYER");
        scim("DELETE", "/Users/" + user, null).is(204);
        refused(signedOn(browser(), id));
    }

    /// Deactivated before they ever came.
    @Test
    void whoIsInactiveIsNotLinkedByTheirAddressEither() {
        String email = "never@" + domain;
        invited(place, "owner@" + domain, "owner");
        invited(place, email, "viewer");
        String user = user(email);
        scim("PUT", "/Users/" + user, "{\"userName\": \"" + email + "\", \"active\": false}")
                .is(200);
        says(email);
        refused(signedOn(browser(), id));
    }

    @Test
    void whoBelongsElsewhereTooConfirmsByLinkingTheProvider() {
        String email = "both@" + domain;
        Browser known = invited(hospital(), email, "viewer");
        known.post("/v1/identities", "{\"provider\": \"" + id + "\"}").is(404, "UNKNOWN_PROVIDER");
        String user = user(email);
        scim(
                        "POST",
                        "/Groups",
                        "{\"displayName\": \"scrip-buyers\", \"members\": [{\"value\": \""
                                + user
                                + "\"}]}")
                .is(201);
        says(email);
        refused(signedOn(browser(), id));
        assertEquals(1, known.get("/v1/session").json().at("/organizations").size());
        linked(known, id).is(200);
        Browser after = browser();
        signedOn(after, id).is(200);
        // They have both places, and the provider speaks for its own alone.
        assertEquals(2, known.get("/v1/session").json().at("/organizations").size());
        assertEquals(1, after.get("/v1/session").json().at("/organizations").size());
    }

    @Test
    void aDirectoryGoesWithItsProvider() {
        String user = user("gone@" + domain);
        scim(
                        "POST",
                        "/Groups",
                        "{\"displayName\": \"scrip-buyers\", \"members\": [{\"value\": \""
                                + user
                                + "\"}]}")
                .is(201);
        vendor().delete(place + "/identity-providers/" + id).is(200);
        scim("GET", "/Users", null).is(403);
        assertEquals(0, vendor().get(place + "/people").is(200).json().at("/items").size());
    }
}
