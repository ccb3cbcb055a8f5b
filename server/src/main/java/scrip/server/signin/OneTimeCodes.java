package scrip.server.signin;

import com.eatthepath.otp.HmacOneTimePasswordGenerator;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.binary.Base32;

/// The codes of authenticator apps: RFC 6238 with what all of them know, SHA-1, six digits, a step
/// of 30 seconds. A code of the step before or after the present one is taken too, since clocks
/// differ.
final class OneTimeCodes {

    static final Duration STEP = Duration.ofSeconds(30);

    private static final int DIGITS = 6;
    private static final int DRIFT_STEPS = 1;
    private static final int SECRET_BYTES = 20;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final HmacOneTimePasswordGenerator CODES =
            new HmacOneTimePasswordGenerator(DIGITS);

    private OneTimeCodes() {}

    static byte[] freshSecret() {
        byte[] secret = new byte[SECRET_BYTES];
        RANDOM.nextBytes(secret);
        return secret;
    }

    /// The step of which a code is; empty if it is of none of those taken now.
    static OptionalLong step(byte[] secret, String code, Instant now) {
        long present = at(now);
        OptionalLong found = OptionalLong.empty();
        for (long step = present - DRIFT_STEPS; step <= present + DRIFT_STEPS; step++) {
            boolean same =
                    MessageDigest.isEqual(
                            code.getBytes(StandardCharsets.UTF_8),
                            code(secret, step).getBytes(StandardCharsets.UTF_8));
            found = same ? OptionalLong.of(step) : found;
        }
        return found;
    }

    static long at(Instant now) {
        return Math.floorDiv(now.getEpochSecond(), STEP.toSeconds());
    }

    static String code(byte[] secret, long step) {
        try {
            return CODES.generateOneTimePasswordString(
                    new SecretKeySpec(secret, "RAW"), step, Locale.ROOT);
        } catch (InvalidKeyException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// A secret as people type it.
    static String text(byte[] secret) {
        return new Base32().encodeAsString(secret).replace("=", "");
    }

    /// The address that apps read from a picture.
    ///
    /// @param host of this server, which tells it from others in the app
    static String address(byte[] secret, String host, String email) {
        return "otpauth://totp/%s:%s?secret=%s&issuer=%s&algorithm=SHA1&digits=%d&period=%d"
                .formatted(
                        encoded("Scrip " + host),
                        encoded(email),
                        text(secret),
                        encoded("Scrip " + host),
                        DIGITS,
                        STEP.toSeconds());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
