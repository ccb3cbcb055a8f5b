package scrip.server.license;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;
import org.apache.commons.codec.digest.DigestUtils;
import scrip.server.database.PrivateFile;

/// The Ed25519 key pair with which an installation signs license files (C7) and heads, stored in
/// its data folder; the keys that encrypt second factors, the secrets of identity providers and the
/// keys that sign answers follow from it. It is created once; delivered licenses are verified with
/// it for ever.
public final class LicenseKey {

    private static final String ALGORITHM = "Ed25519";
    private static final String PRIVATE = "PRIVATE KEY";
    private static final String PUBLIC = "PUBLIC KEY";
    private static final int LINE_CHARACTERS = 64;
    private static final int FINGERPRINT_BYTES = 8;
    private static final int DERIVED_BYTES = 32;

    private final PrivateKey privateKey;
    private final PublicKey publicKey;

    private LicenseKey(PrivateKey privateKey, PublicKey publicKey) {
        this.privateKey = privateKey;
        this.publicKey = publicKey;
    }

    /// The key in a file, which is created the first time, readable by its owner only.
    ///
    /// @throws IOException if it can neither be read nor created
    public static LicenseKey of(Path file) throws IOException {
        try {
            String text =
                    Files.exists(file)
                            ? PrivateFile.read(file)
                            : PrivateFile.createOrRead(file, fresh());
            PrivateKey privateKey =
                    KeyFactory.getInstance(ALGORITHM)
                            .generatePrivate(new PKCS8EncodedKeySpec(bytes(text, PRIVATE)));
            return new LicenseKey(privateKey, publicKey(text));
        } catch (GeneralSecurityException | IllegalArgumentException broken) {
            throw new IOException(
                    "the license key "
                            + file
                            + " cannot be read: put it back from a backup of the data folder",
                    broken);
        }
    }

    /// The public key in a text that may contain other things too.
    ///
    /// @throws GeneralSecurityException if there is none
    public static PublicKey publicKey(String text) throws GeneralSecurityException {
        return KeyFactory.getInstance(ALGORITHM)
                .generatePublic(new X509EncodedKeySpec(bytes(text, PUBLIC)));
    }

    /// The half that verifies what the other signed.
    public PublicKey publicHalf() {
        return publicKey;
    }

    static boolean isSigned(byte[] body, byte[] signature, PublicKey key) {
        try {
            Signature verifying = Signature.getInstance(ALGORITHM);
            verifying.initVerify(key);
            verifying.update(body);
            return verifying.verify(signature);
        } catch (SignatureException _) {
            return false;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// An Ed25519 signature of some bytes.
    public byte[] sign(byte[] body) {
        try {
            Signature signing = Signature.getInstance(ALGORITHM);
            signing.initSign(privateKey);
            signing.update(body);
            return signing.sign();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// The bytes of a key for another purpose, which tell nothing of this one.
    ///
    /// @param purpose no other has the same
    public byte[] derived(String purpose) {
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveData(
                            HKDFParameterSpec.ofExtract()
                                    .addIKM(privateKey.getEncoded())
                                    .thenExpand(
                                            purpose.getBytes(StandardCharsets.UTF_8),
                                            DERIVED_BYTES));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every Java has HKDF-SHA256", missing);
        }
    }

    /// A short name of the key: the first bytes of the SHA-256 of its public half.
    public String fingerprint() {
        byte[] digest = DigestUtils.sha256(publicKey.getEncoded());
        return HexFormat.of().formatHex(digest, 0, FINGERPRINT_BYTES);
    }

    /// The public key in PEM, as OpenSSL reads it.
    String publicPem() {
        return pem(PUBLIC, publicKey.getEncoded());
    }

    private static String fresh() throws GeneralSecurityException {
        KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
        return pem(PRIVATE, pair.getPrivate().getEncoded())
                + pem(PUBLIC, pair.getPublic().getEncoded());
    }

    private static String pem(String what, byte[] encoded) {
        Base64.Encoder lines =
                Base64.getMimeEncoder(LINE_CHARACTERS, "\n".getBytes(StandardCharsets.UTF_8));
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
                .formatted(what, lines.encodeToString(encoded), what);
    }

    private static byte[] bytes(String text, String what) throws GeneralSecurityException {
        List<String> lines = text.lines().map(String::strip).toList();
        int from = lines.indexOf("-----BEGIN " + what + "-----");
        int until = lines.indexOf("-----END " + what + "-----");
        if (from < 0 || until < from) {
            throw new GeneralSecurityException("no " + what + " in it");
        }
        return Base64.getDecoder().decode(String.join("", lines.subList(from + 1, until)));
    }
}
