package scrip.server.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import scrip.server.Caller;
import scrip.server.Hospital;
import scrip.server.TestServer;

/// Signed answers that a product keeps while the server is unreachable (X2).
class SignedAccessTest {

    private static final String ITEM = "ipc/pre-consultation-assistant";

    private final Hospital hospital = Hospital.open();

    @Test
    void aSignedAnswerCanBeVerifiedAndStatesHowLongItMayBeKept() throws Exception {
        hospital.buy("{\"item\": \"" + ITEM + "\", \"months\": 1}");
        Caller.Answer answer =
                ask("&signed=true")
                        .is(200)
                        .has("/access", "ALLOWED")
                        .has("/realm", hospital.caller().realm());
        assertFalse(answer.at("/offline_until").isEmpty(), answer.text());
        String signature = answer.header("Scrip-Signature");
        assertTrue(isSigned(answer.text(), signature));
        assertFalse(isSigned(answer.text().replace("ALLOWED", "DENIED"), signature));
    }

    @Test
    void aSignedAnswerIsKeptNoLongerThanItIsTrue() {
        hospital.buy("{\"item\": \"" + ITEM + "\", \"months\": 1}");
        hospital.clock("2026-04-01T15:59:59Z");
        Caller.Answer answer = ask("&signed=true").is(200);
        assertEquals("2026-04-01T16:00:00Z", answer.at("/until"));
        assertEquals("2026-04-01T16:00:00Z", answer.at("/offline_until"));
    }

    @Test
    void anAnswerIsSignedOnlyOnRequest() {
        assertEquals("", ask("").is(200).header("Scrip-Signature"));
        ask("&signed=perhaps").is(400);
        ask("&signed=true&as_of=2026-03-01T09:00:00Z").is(400);
    }

    private Caller.Answer ask(String more) {
        return hospital.caller()
                .get(
                        "/v1/access?organization=%s&feature=%s&surface=API%s"
                                .formatted(Hospital.ID, ITEM, more));
    }

    static boolean isSigned(String body, String signature) throws GeneralSecurityException {
        String pem =
                new Caller(TestServer.root(), "nobody", null)
                        .get("/license-key.pem")
                        .is(200)
                        .text();
        String base64 = pem.replaceAll("-----[A-Z ]+-----|\\s", "");
        PublicKey key =
                KeyFactory.getInstance("Ed25519")
                        .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(base64)));
        Signature verifying = Signature.getInstance("Ed25519");
        verifying.initVerify(key);
        verifying.update(body.getBytes(StandardCharsets.UTF_8));
        return verifying.verify(Base64.getDecoder().decode(signature));
    }
}
