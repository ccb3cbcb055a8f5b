package scrip.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

/// JSON is read and written as RFC 8259 says, and nothing else is taken for it.
class JsonTest {

    @Test
    void whatIsWrittenIsReadAgain() throws Json.Malformed {
        for (String text :
                List.of(
                        "null",
                        "true",
                        "[]",
                        "{}",
                        "[1,-2.50,3]",
                        "{\"a\":[{\"b\":\"\"},null,false]}",
                        "\"\\\"\\\\ 医院 \\u0000\"")) {
            assertEquals(text, Json.text(Json.read(text)));
        }
        assertEquals("[1000,1]", Json.text(Json.read(" [ 1E3 ,\t1 ]\n")));
        assertEquals("\"\\ud83c\\udfe5/\\u0008\"", Json.text(Json.read("\"\ud83c\udfe5\\/\\b\"")));
    }

    @Test
    void whatIsNoJsonIsRefused() {
        for (String text :
                List.of(
                        "",
                        " ",
                        "{",
                        "[1,]",
                        "{\"a\":1,}",
                        "{\"a\" 1}",
                        "{a:1}",
                        "01",
                        "1.",
                        ".5",
                        "+1",
                        "NaN",
                        "1e9999",
                        "\"\n\"",
                        "\"\\x\"",
                        "\"\\u12g4\"",
                        "\"",
                        "tru",
                        "[] []",
                        "{\"a\":1,\"a\":2}",
                        "1".repeat(41),
                        "[".repeat(60))) {
            assertThrows(Json.Malformed.class, () -> Json.read(text), text);
        }
    }

    @Test
    void unknownFieldsAndOtherTypesAreTakenAsMissing() throws Json.Malformed {
        JsonObject read =
                Json.object(
                        "{\"new\": [1], \"text\": 5, \"whole\": 1.5, \"at\": \"noon\", \"n\": null}");
        assertNull(read.textOrNull("text"));
        assertNull(read.wholeOrNull("whole"));
        assertNull(read.instantOrNull("at"));
        assertNull(read.textOrNull("n"));
        assertEquals(List.of(), read.objects("new"));
        assertThrows(Json.Malformed.class, () -> Json.object("[]"));
    }
}
