package scrip.core.organization;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// An id is written as the contract says.
class OrganizationIdTest {

    private static final Pattern CONTRACT = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    @Test
    void itsFormIsThatOfTheContract() {
        for (int c = 0; c <= 0x2100; c++) {
            String character = Character.toString(c);
            for (String text :
                    List.of(character, "a" + character, character + "9", "a" + character + "-z")) {
                assertEquals(CONTRACT.matcher(text).matches(), OrganizationId.isValid(text), text);
            }
        }
        for (String text : List.of("", "a".repeat(63), "a".repeat(64), "9-", "-9", "a\n", "ab\0")) {
            assertEquals(CONTRACT.matcher(text).matches(), OrganizationId.isValid(text), text);
        }
    }
}
