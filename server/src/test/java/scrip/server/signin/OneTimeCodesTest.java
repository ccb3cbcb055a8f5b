package scrip.server.signin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OneTimeCodesTest {

    private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:10Z");

    /// The last six digits of appendix B of RFC 6238.
    @ParameterizedTest
    @CsvSource({
        "59, 287082",
        "1111111109, 081804",
        "1111111111, 050471",
        "1234567890, 005924",
        "2000000000, 279037",
        "20000000000, 353130"
    })
    void codesAreThoseOfTheStandard(long second, String code) {
        long step = OneTimeCodes.at(Instant.ofEpochSecond(second));
        assertEquals(code, OneTimeCodes.code(SECRET, step));
    }

    @Test
    void aCodeOfTheStepBeforeOrAfterIsTakenAndNoOther() {
        long present = OneTimeCodes.at(NOW);
        for (long step = present - 3; step <= present + 3; step++) {
            OptionalLong expected =
                    Math.abs(step - present) <= 1 ? OptionalLong.of(step) : OptionalLong.empty();
            String code = OneTimeCodes.code(SECRET, step);
            assertEquals(expected, OneTimeCodes.step(SECRET, code, NOW), "step " + step);
        }
    }

    @Test
    void theAddressHasWhatAppsReadAndItsPictureIsDrawnHere() {
        String address = OneTimeCodes.address(SECRET, "scrip.example", "li na@vendor.example");
        assertEquals(
                "otpauth://totp/Scrip%20scrip.example:li%20na%40vendor.example"
                        + "?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Scrip%20scrip.example"
                        + "&algorithm=SHA1&digits=6&period=30",
                address);
        QrCode drawn = QrCode.of(address);
        // The corner of a QR code is a square of seven modules.
        assertTrue(drawn.path().startsWith("M4 4h7v1h-7z"), drawn.path().substring(0, 40));
        assertTrue(drawn.size() > 40, "size " + drawn.size());
    }
}
