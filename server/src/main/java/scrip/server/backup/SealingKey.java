package scrip.server.backup;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// The key of a key file, from which each archive's own is derived.
///
/// A sealed archive is a header and chunks. The header is [#MAGIC], 32 random bytes, and 16 bytes
/// by which a wrong key is told from a changed archive. Each chunk is 65,536 bytes (the last one
/// may have fewer) encrypted by AES-256-GCM: its nonce is its number, 11 bytes, and one byte that
/// is 1 for the last chunk and 0 otherwise; the header is authenticated with it. So a chunk that is
/// changed, missing, repeated, or in another place opens none. The key of the chunks and the 16
/// bytes come from the key file by HKDF-SHA256, salted by the random bytes.
final class SealingKey {

    static final byte[] MAGIC = "scrip-sealed-backup-1\n".getBytes(StandardCharsets.US_ASCII);
    static final int SALT_BYTES = 32;
    static final int CHECK_BYTES = 16;
    static final int HEADER_BYTES = MAGIC.length + SALT_BYTES + CHECK_BYTES;
    static final int CHUNK_BYTES = 1 << 16;
    static final int TAG_BYTES = 16;

    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;

    private final byte[] bytes;

    private SealingKey(byte[] bytes) {
        this.bytes = bytes;
    }

    /// Reads a key file: 32 random bytes in base64, such as `openssl rand -base64 32` prints.
    static SealingKey of(Path file) {
        try {
            byte[] bytes = Base64.getDecoder().decode(Files.readString(file).strip());
            if (bytes.length == KEY_BYTES) {
                return new SealingKey(bytes);
            }
        } catch (IllegalArgumentException _) {
            // Told below.
        } catch (IOException unreadable) {
            throw new ArchiveFault("the key file " + file + " cannot be read: " + unreadable);
        }
        throw new ArchiveFault(
                "the key file "
                        + file
                        + " is not a key: it must be 32 bytes in base64, as `openssl rand -base64 32`"
                        + " makes them");
    }

    /// The bytes by which an archive tells whether a key is its own.
    byte[] check(byte[] salt) {
        return derived(salt, "scrip backup: check", CHECK_BYTES);
    }

    SecretKey chunks(byte[] salt) {
        return new SecretKeySpec(derived(salt, "scrip backup: chunks", KEY_BYTES), "AES");
    }

    /// A cipher for one chunk.
    static Cipher cipher(int mode, SecretKey key, byte[] header, long chunk, boolean last) {
        ByteBuffer nonce = ByteBuffer.allocate(NONCE_BYTES);
        nonce.putLong(NONCE_BYTES - Long.BYTES - 1, chunk);
        nonce.put(NONCE_BYTES - 1, (byte) (last ? 1 : 0));
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(8 * TAG_BYTES, nonce.array()));
            cipher.updateAAD(header);
            return cipher;
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every Java has AES-GCM", missing);
        }
    }

    private byte[] derived(byte[] salt, String purpose, int length) {
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveData(
                            HKDFParameterSpec.ofExtract()
                                    .addIKM(bytes)
                                    .addSalt(salt)
                                    .thenExpand(
                                            purpose.getBytes(StandardCharsets.US_ASCII), length));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every Java has HKDF-SHA256", missing);
        }
    }
}
