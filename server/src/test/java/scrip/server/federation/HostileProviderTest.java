package scrip.server.federation;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static scrip.server.federation.SignOnServer.back;
import static scrip.server.federation.SignOnServer.browser;
import static scrip.server.federation.SignOnServer.hospital;
import static scrip.server.federation.SignOnServer.invited;
import static scrip.server.federation.SignOnServer.linked;
import static scrip.server.federation.SignOnServer.person;
import static scrip.server.federation.SignOnServer.signedOn;
import static scrip.server.federation.SignOnServer.vendor;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import scrip.server.Browser;
import scrip.server.Caller.Answer;
import scrip.server.people.LetIn;

/// How far an organization's provider reaches, whose owner can be anybody whom it knows.
class HostileProviderTest {

    private final LyingProvider provider = new LyingProvider();
    private final String place = hospital();

    @AfterEach
    void close() {
        provider.close();
    }

    private static void notLinked(Answer answer) {
        answer.is(403, "SIGN_ON_NOT_LINKED");
    }

    @Test
    void whatAnOrganizationsProviderSaysCountsInThatOrganizationAlone() {
        String id = SignOnServer.made(place, provider, Map.of());
        String email = Browser.freshEmail();
        Browser known = invited(place, email, "viewer");
        linked(known, id).is(200);
        String other = hospital();
        accepted(known, other, email, "owner");
        accepted(known, "/v1/staff", email, "administrator");
        // Its amr counts as two factors, which the vendor's administrators need.
        provider.claims.put("amr", List.of("mfa"));
        Browser forged = browser();
        signedOn(forged, id)
                .is(200)
                .has("/session/vendor/roles/0", "")
                .has("/session/organizations/0/roles/0", "VIEWER")
                .has("/session/organizations/1/roles/0", "");
        forged.get(place).is(200);
        forged.get(other).is(404, "UNKNOWN_ORGANIZATION");
        forged.get("/v1/staff").is(403, "FORBIDDEN");
        String key =
                """
                {"name": "Kept", "actions": ["account.read"], "expires_at": "2099-01-01T00:00:00Z"}
                """;
        forged.post(other + "/keys", key).is(404, "UNKNOWN_ORGANIZATION");
        // Nor does it make a way in that reaches further, or prove that they are there.
        forged.post("/v1/passkeys/options", "{}").is(403, "SIGN_IN_STALE");
        forged.post("/v1/second-factor", "{}").is(403, "SIGN_IN_STALE");
        forged.delete("/v1/person").is(403, "SIGN_IN_STALE");
        Answer begun =
                forged.post("/v1/session/proof/sign-on", "{\"provider\": \"%s\"}".formatted(id))
                        .is(200);
        notLinked(back(forged, id, SignOnServer.visited(begun.at("/location"))));
        forged.post("/v1/passkeys/options", "{}").is(403, "SIGN_IN_STALE");
        forged.post("/v1/session/proof", "{\"password\": \"%s\"}".formatted(Browser.PASSWORD))
                .is(200);
        forged.post("/v1/passkeys/options", "{}").is(200);
        forged.get("/v1/staff").is(403, "FORBIDDEN");
    }

    /// Whoever runs the provider would still have it when they are hired elsewhere.
    @Test
    void whoHasNothingElseMakesNoWayInOfTheirOwn() {
        String id = SignOnServer.madeWithPeople(place, provider, "viewer");
        Browser forged = browser();
        signedOn(forged, id).is(200);
        forged.post("/v1/passkeys/options", "{}").is(403, "PASSWORD_NEEDED");
        forged.post("/v1/second-factor", "{}").is(403, "PASSWORD_NEEDED");
        forged.post("/v1/person/email", "{\"email\": \"mine@elsewhere.example\"}")
                .is(403, "PASSWORD_NEEDED");
        forged.post("/v1/identities", "{\"provider\": \"%s\"}".formatted(id))
                .is(403, "PASSWORD_NEEDED");
        Answer link =
                vendor().post(place + "/people/" + person(forged) + "/password-reset", "{}")
                        .is(201);
        Browser own = browser();
        own.post(
                        "/v1/password-resets/complete",
                        "{\"token\": \"%s\", \"password\": \"%s\"}"
                                .formatted(Browser.secret(link.at("/link")), Browser.PASSWORD))
                .is(200);
        own.post("/v1/passkeys/options", "{}").is(200);
    }

    /// Of the two people of a step: the second may be the first again, who saves or removes what
    /// they came by.
    @Test
    void whoeverLetSomebodyInDidSoWhoeverSavesTheProviderOrRemovesIt() {
        Browser owner = invited(place, Browser.freshEmail(), "owner");
        Browser second = invited(place, Browser.freshEmail(), "owner");
        String providers = place + "/identity-providers";
        String wanted = SignOnServer.wanted(provider, Map.of());
        provider.now = SignOnServer.now();
        String id = owner.post(providers, wanted).is(201).at("/id");
        linked(second, id).is(200);
        assertTrue(isLetIn(owner, second));
        second.put(providers + "/" + id, wanted).is(200);
        assertTrue(isLetIn(owner, second), "saved");
        second.delete(providers + "/" + id).is(200);
        assertTrue(isLetIn(owner, second), "removed");
    }

    private static boolean isLetIn(Browser one, Browser other) {
        return SignOnServer.DATABASE
                .database()
                .readAll(sql -> LetIn.isSo(sql, person(one), person(other)));
    }

    @Test
    void theProviderProvesNobodyWhoHasAPasswordOrPasskey() {
        String id = SignOnServer.made(place, provider, Map.of());
        Browser known = invited(place, Browser.freshEmail(), "owner");
        linked(known, id).is(200);
        UUID person = person(known);
        isStale(id);
        change("update persons set password = null where person = :person", person);
        Browser without = browser();
        signedOn(without, id).is(200);
        without.delete(place + "/people/" + UUID.randomUUID()).is(404, "UNKNOWN_PERSON");
        change(
                """
                insert into passkeys (
                    passkey, person, credential, attestation, public_key, signature_count,
                    backup_eligible, backup_state, transports, label, made_at)
                values (:person, :person, 'x', 'x', 'x', 0, false, false, '{}', 'Theirs', now())
                """,
                person);
        isStale(id);
    }

    private void isStale(String id) {
        Browser forged = browser();
        signedOn(forged, id).is(200);
        forged.delete(place + "/people/" + UUID.randomUUID()).is(403, "SIGN_IN_STALE");
        forged.get("/v1/identities").is(200).has("/items/0/proves", "false");
        Answer begun =
                forged.post("/v1/session/proof/sign-on", "{\"provider\": \"%s\"}".formatted(id))
                        .is(200);
        notLinked(back(forged, id, SignOnServer.visited(begun.at("/location"))));
        forged.post("/v1/passkeys/options", "{}").is(403, "SIGN_IN_STALE");
    }

    private static void change(String statement, UUID person) {
        SignOnServer.DATABASE
                .database()
                .transact(sql -> sql.sql(statement).param("person", person).update());
    }

    private static void accepted(Browser known, String where, String email, String role) {
        String secret =
                Browser.secret(
                        vendor().post(
                                        Browser.invitations(where),
                                        "{\"email\": \"%s\", \"roles\": [\"%s\"]}"
                                                .formatted(email, role.toUpperCase(Locale.ROOT)))
                                .is(201)
                                .at("/link"));
        known.post(
                        "/v1/invitations/accept",
                        "{\"token\": \"%s\", \"password\": \"%s\"}"
                                .formatted(secret, Browser.PASSWORD))
                .is(200);
    }

    @Test
    void whatAResetStoppedNoInvitationBringsBack() {
        String id = SignOnServer.made(place, provider, Map.of());
        String email = Browser.freshEmail();
        Browser known = invited(place, email, "viewer");
        // Somebody else's, at the same provider, who had the account for a moment.
        linked(known, id).is(200);
        Answer link =
                vendor().post(place + "/people/" + person(known) + "/password-reset", "{}").is(201);
        Browser reset = browser();
        reset.post(
                        "/v1/password-resets/complete",
                        "{\"token\": \"%s\", \"password\": \"%s\"}"
                                .formatted(Browser.secret(link.at("/link")), Browser.PASSWORD))
                .is(200);
        notLinked(signedOn(browser(), id));
        vendor().delete(place + "/people/" + person(reset)).is(200);
        accepted(browser(), place, email, "viewer");
        notLinked(signedOn(browser(), id));
    }
}
