package scrip.client;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;

/// Signs answers as a server does, with a key of its own.
final class Signer {

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final String kid;
    private final KeyPair pair;

    Signer(String kid) {
        this.kid = kid;
        try {
            this.pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    String jwk() {
        byte[] encoded = pair.getPublic().getEncoded();
        byte[] key = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
        return "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"kid\":\""
                + kid
                + "\",\"x\":\""
                + BASE64.encodeToString(key)
                + "\",\"new\":1}";
    }

    static String published(Signer... signers) {
        return "{\"keys\":["
                + String.join(",", Arrays.stream(signers).map(Signer::jwk).toList())
                + ",{\"kty\":\"RSA\",\"kid\":\"other\"}]}";
    }

    String jws(String header, String claims) {
        String text = encoded(header) + "." + encoded(claims);
        try {
            Signature signing = Signature.getInstance("Ed25519");
            signing.initSign(pair.getPrivate());
            signing.update(text.getBytes(StandardCharsets.US_ASCII));
            return text + "." + BASE64.encodeToString(signing.sign());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// A signed answer.
    String jws(String claims) {
        return jws(
                "{\"alg\":\"EdDSA\",\"typ\":\"scrip-access+jwt\",\"kid\":\"" + kid + "\"}", claims);
    }

    private static String encoded(String json) {
        return BASE64.encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
