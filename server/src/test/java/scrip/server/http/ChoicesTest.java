package scrip.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import org.junit.jupiter.api.Test;
import scrip.core.organization.OrganizationKind;

/// A value of an enumeration is read in either case, and named in capitals.
class ChoicesTest {

    @Test
    void aValueIsReadInEitherCase() {
        for (String text : List.of("INSTITUTION", "institution", "Institution")) {
            assertEquals(
                    OrganizationKind.INSTITUTION, Choices.read(OrganizationKind.class, text), text);
        }
        for (String text : List.of("", "INSTITUTIONS", "ınstıtutıon", " INSTITUTION")) {
            assertNull(Choices.read(OrganizationKind.class, text), text);
        }
        assertEquals(List.of("INSTITUTION", "CONSORTIUM"), Choices.of(OrganizationKind.class));
    }
}
