package scrip.server.federation;

import static scrip.server.federation.SignOnServer.back;
import static scrip.server.federation.SignOnServer.browser;
import static scrip.server.federation.SignOnServer.hospital;
import static scrip.server.federation.SignOnServer.vendor;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import scrip.server.Browser;
import scrip.server.Caller.Answer;

/// Single sign-on with a real Keycloak: `./scrip test --with-keycloak` names where it is.
@EnabledIfSystemProperty(named = "scrip.keycloak", matches = ".+")
class KeycloakTest {

    @TempDir private Path folder;
    private final String place = hospital();

    @Test
    void keycloakSignsInWhomItHasVerifiedWithTheRolesOfTheirGroups() throws Exception {
        try (Keycloak keycloak =
                new Keycloak(Path.of(System.getProperty("scrip.keycloak")), folder)) {
            // Keycloak has the time of the machine.
            SignOnServer.later(Duration.between(SignOnServer.now(), Instant.now()));
            String provider = made(keycloak);
            vendor().post(place + "/identity-providers/" + provider + "/test", "{}").is(200);
            Browser wang = browser();
            signedOn(keycloak, wang, provider, "wang")
                    .is(200)
                    .has("/session/person/email", "wang@keycloak.example")
                    .has("/session/organizations/0/roles/0", "BUYER");
            wang.get("/v1/session").is(200);
            Browser again = browser();
            signedOn(keycloak, again, provider, "wang").is(200);
            signedOn(keycloak, browser(), provider, "li").is(403, "SIGN_ON_NOT_LINKED");
        }
    }

    private Answer signedOn(Keycloak keycloak, Browser browser, String provider, String user)
            throws Exception {
        String location = browser.post("/v1/sign-on/" + provider, "{}").is(200).at("/location");
        return back(browser, provider, keycloak.signIn(location, user));
    }

    private String made(Keycloak keycloak) {
        return vendor().post(
                        place + "/identity-providers",
                        """
                        {"name": "Keycloak", "issuer": "%s", "client_id": "scrip",
                         "client_secret": "a-secret-of-tests", "domains": ["keycloak.example"],
                         "groups_claim": "groups", "makes_people": true,
                         "roles": [{"group": "scrip-buyers", "role": "BUYER"}]}
                        """
                                .formatted(keycloak.issuer()))
                .is(201)
                .at("/id");
    }
}
