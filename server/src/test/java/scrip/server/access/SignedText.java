package scrip.server.access;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.StreamSupport;
import scrip.server.Caller;
import scrip.server.Caller.Answer;
import scrip.server.TestServer;
import tools.jackson.databind.JsonNode;

/// A compact JWS, taken apart and verified as any language does it, without a library.
///
/// @param text what is signed
public record SignedText(String text, JsonNode header, JsonNode claims, String signature) {

    /// What stands before the 32 bytes of an Ed25519 key in its encoded form (RFC 8410).
    private static final byte[] PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    public static SignedText of(String jws) {
        String[] parts = jws.split("[.]", -1);
        return new SignedText(parts[0] + "." + parts[1], json(parts[0]), json(parts[1]), parts[2]);
    }

    public String kid() {
        return header.at("/kid").asString();
    }

    /// Whether the key that it names is published at the server of the tests, and signed it.
    public boolean isGenuine() throws GeneralSecurityException {
        return isGenuine(TestServer.root());
    }

    /// The names of the keys that a server publishes.
    public static List<String> published(String root) {
        return StreamSupport.stream(keys(root).spliterator(), false)
                .map(k -> k.get("kid").asString())
                .toList();
    }

    private static JsonNode keys(String root) {
        Answer answer =
                new Caller(root, TestServer.TOKEN, null).get("/.well-known/jwks.json").is(200);
        return answer.json().get("keys");
    }

    public boolean isGenuine(String root) throws GeneralSecurityException {
        for (JsonNode key : keys(root)) {
            if (key.get("kid").asString().equals(kid())) {
                return isGenuine(bytes(key.get("x").asString()));
            }
        }
        return false;
    }

    private boolean isGenuine(byte[] key) throws GeneralSecurityException {
        byte[] encoded = new byte[PREFIX.length + key.length];
        System.arraycopy(PREFIX, 0, encoded, 0, PREFIX.length);
        System.arraycopy(key, 0, encoded, PREFIX.length, key.length);
        PublicKey published =
                KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
        Signature verifying = Signature.getInstance("Ed25519");
        verifying.initVerify(published);
        verifying.update(text.getBytes(StandardCharsets.US_ASCII));
        return verifying.verify(bytes(signature));
    }

    private static JsonNode json(String part) {
        return Answer.parsed(new String(bytes(part), StandardCharsets.UTF_8));
    }

    private static byte[] bytes(String part) {
        return Base64.getUrlDecoder().decode(part);
    }
}
