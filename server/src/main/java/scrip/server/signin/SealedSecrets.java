package scrip.server.signin;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.UUID;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import scrip.server.license.LicenseKey;

/// Encrypts what the database keeps and nobody shall read in a copy of it. AES-256-GCM; the key
/// follows from the installation's key, which is in no database. What is stored is the nonce and
/// the encrypted secret, bound to the id of the row that has it.
public final class SealedSecrets {

    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SecretKey key;

    /// @param purpose what is encrypted; no other has the same
    public SealedSecrets(LicenseKey installation, String purpose) {
        this.key = new SecretKeySpec(installation.derived(purpose), "AES");
    }

    public byte[] sealed(UUID row, byte[] secret) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        try {
            byte[] encrypted = cipher(Cipher.ENCRYPT_MODE, nonce, row).doFinal(secret);
            return ByteBuffer.allocate(nonce.length + encrypted.length)
                    .put(nonce)
                    .put(encrypted)
                    .array();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// The secret; null if another installation's key encrypted it, or it was changed.
    public byte @Nullable [] opened(UUID row, byte[] sealed) {
        byte[] nonce = Arrays.copyOf(sealed, NONCE_BYTES);
        try {
            return cipher(Cipher.DECRYPT_MODE, nonce, row)
                    .doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
        } catch (AEADBadTagException _) {
            return null;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, UUID row) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(row.toString().getBytes(StandardCharsets.US_ASCII));
        return cipher;
    }
}
