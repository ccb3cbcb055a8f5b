package scrip.server.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// Makes the cursors of lists, and opens them again. A cursor is the position of the last row of a
/// page, signed together with what was asked: it continues that list only, with the same filters,
/// for the same organization and realm.
public final class Cursors {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int SEAL_BYTES = 16;

    private final SecretKeySpec key;

    /// @param key known to the servers of this installation alone
    public Cursors(byte[] key) {
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /// The cursor of a position.
    ///
    /// @param asked everything that a page and the next one have in common
    String sealed(List<?> asked, String position) {
        byte[] place = position.getBytes(StandardCharsets.UTF_8);
        byte[] all =
                ByteBuffer.allocate(SEAL_BYTES + place.length)
                        .put(seal(asked, place))
                        .put(place)
                        .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(all);
    }

    /// The position of a cursor; null if it is not one of ours for what is asked.
    @Nullable String opened(List<?> asked, String cursor) {
        byte[] all;
        try {
            all = Base64.getUrlDecoder().decode(cursor);
        } catch (IllegalArgumentException _) {
            return null;
        }
        if (all.length < SEAL_BYTES) {
            return null;
        }
        byte[] place = Arrays.copyOfRange(all, SEAL_BYTES, all.length);
        boolean ours = MessageDigest.isEqual(Arrays.copyOf(all, SEAL_BYTES), seal(asked, place));
        return ours ? new String(place, StandardCharsets.UTF_8) : null;
    }

    private byte[] seal(List<?> asked, byte[] place) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            byte[] question = Json.bytes(asked);
            mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(question.length).array());
            mac.update(question);
            return Arrays.copyOf(mac.doFinal(place), SEAL_BYTES);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every Java has " + ALGORITHM, missing);
        }
    }
}
