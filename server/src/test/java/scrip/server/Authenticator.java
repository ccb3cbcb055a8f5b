package scrip.server;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import scrip.server.Caller.Answer;
import tools.jackson.databind.JsonNode;

/// A device with one passkey, as WebAuthn defines it: ES256, no attestation, user verified.
public final class Authenticator {

    private static final int PRESENT = 0x01;
    private static final int PRESENT_VERIFIED = 0x05;
    private static final int WITH_CREDENTIAL = 0x40;

    private final KeyPair keys;
    private final byte[] id = new byte[16];
    private byte[] user = new byte[0];
    private final @Nullable String site;
    private int counter;
    private int asked = PRESENT_VERIFIED;

    public Authenticator() {
        this(null);
    }

    /// @param site the address of the server; null for the test server's
    public Authenticator(@Nullable String site) {
        this.site = site;
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            keys = generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
        new SecureRandom().nextBytes(id);
    }

    /// The address at which browsers reach the test server; a passkey belongs to a host name.
    public static String origin() {
        return TestServer.root().replace("127.0.0.1", "localhost");
    }

    /// The body of the answer to a ceremony.
    ///
    /// @param more fields before the credential, each with a comma
    public static String body(Answer begun, String credential, String more) {
        return "{\"ceremony\": \"%s\", %s\"credential\": %s}"
                .formatted(begun.at("/ceremony"), more, credential);
    }

    /// Adds its passkey to the person of a session.
    public Answer addTo(Browser browser) {
        Answer begun = browser.post("/v1/passkeys/options", "{}").is(200);
        String made = create(begun.json().at("/options"), site == null ? origin() : site);
        return browser.post("/v1/passkeys", body(begun, made, "\"label\": \"My phone\", "));
    }

    /// Signs in with its passkey.
    ///
    /// @param from the origin of the page
    public Answer signIn(Browser browser, String from) {
        return answer(browser, from, "/v1/session/passkey");
    }

    /// Proves again that the person of a session is there.
    public Answer prove(Browser browser) {
        return answer(browser, site == null ? origin() : site, "/v1/session/proof");
    }

    private Answer answer(Browser browser, String from, String path) {
        Answer begun = browser.post("/v1/session/passkey-options", "{}").is(200);
        return browser.post(path, body(begun, get(begun.json().at("/options"), from), ""));
    }

    /// Resets its signature counter, as a copied device would.
    public void turnBack() {
        counter = 0;
    }

    /// From now on signs without verifying the user, without a finger or a PIN.
    public void askNobody() {
        asked = PRESENT;
    }

    /// The result of `navigator.credentials.create`, as JSON.
    public String create(JsonNode options, String origin) {
        user = Base64.getUrlDecoder().decode(options.at("/user/id").asString());
        byte[] client = client("webauthn.create", options, origin);
        byte[] data =
                join(
                        data(options.at("/rp/id").asString(), PRESENT_VERIFIED | WITH_CREDENTIAL),
                        new byte[16],
                        ByteBuffer.allocate(2).putShort((short) id.length).array(),
                        id,
                        cose());
        byte[] attestation =
                join(
                        new byte[] {(byte) 0xa3},
                        text("fmt"),
                        text("none"),
                        text("attStmt"),
                        new byte[] {(byte) 0xa0},
                        text("authData"),
                        bytes(data));
        return """
        {"id": "%s", "rawId": "%s", "type": "public-key", "clientExtensionResults": {},
         "authenticatorAttachment": "platform",
         "response": {"clientDataJSON": "%s", "attestationObject": "%s",
                      "transports": ["internal"]}}
        """
                .formatted(url(id), url(id), url(client), url(attestation));
    }

    /// The result of `navigator.credentials.get`, as JSON.
    public String get(JsonNode options, String origin) {
        counter++;
        byte[] client = client("webauthn.get", options, origin);
        byte[] data = data(options.at("/rpId").asString(), asked);
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(keys.getPrivate());
            signature.update(join(data, sha256(client)));
            return """
            {"id": "%s", "rawId": "%s", "type": "public-key", "clientExtensionResults": {},
             "authenticatorAttachment": "platform",
             "response": {"clientDataJSON": "%s", "authenticatorData": "%s", "signature": "%s",
                          "userHandle": "%s"}}
            """
                    .formatted(
                            url(id),
                            url(id),
                            url(client),
                            url(data),
                            url(signature.sign()),
                            url(user));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] client(String type, JsonNode options, String origin) {
        return """
        {"type":"%s","challenge":"%s","origin":"%s","crossOrigin":false}\
        """
                .formatted(type, options.at("/challenge").asString(), origin)
                .getBytes(StandardCharsets.UTF_8);
    }

    private byte[] data(String host, int flags) {
        return join(
                sha256(host.getBytes(StandardCharsets.UTF_8)),
                new byte[] {(byte) flags},
                ByteBuffer.allocate(4).putInt(counter).array());
    }

    /// The public key: {1: 2, 3: -7, -1: 1, -2: x, -3: y}.
    private byte[] cose() {
        ECPublicKey key = (ECPublicKey) keys.getPublic();
        return join(
                new byte[] {(byte) 0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21},
                bytes(coordinate(key.getW().getAffineX().toByteArray())),
                new byte[] {0x22},
                bytes(coordinate(key.getW().getAffineY().toByteArray())));
    }

    private static byte[] coordinate(byte[] number) {
        byte[] fixed = new byte[32];
        int length = Math.min(32, number.length);
        System.arraycopy(number, number.length - length, fixed, 32 - length, length);
        return fixed;
    }

    private static byte[] text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return join(new byte[] {(byte) (0x60 + utf8.length)}, utf8);
    }

    private static byte[] bytes(byte[] content) {
        return join(
                content.length < 256
                        ? new byte[] {0x58, (byte) content.length}
                        : new byte[] {0x59, (byte) (content.length >> 8), (byte) content.length},
                content);
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String url(byte[] content) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(content);
    }
}
