package scrip.core.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Well-formed text (X3).
final class TextTest {

    @Test
    void aLoneSurrogateIsFoundAtItsPosition() {
        assertEquals(0, Unicode.halfAt("\uD800"));
        assertEquals(0, Unicode.halfAt("\uDFFFx"));
        assertEquals(2, Unicode.halfAt("\uD83D\uDE00\uD83D"));
        assertEquals(1, Unicode.halfAt("x\uDE00\uD83D"));
        assertEquals(-1, Unicode.halfAt("a\uD83D\uDE00?"));
        assertEquals("x\\uD800y", Unicode.spelled("x\uD800y"));
    }

    @Test
    void aTextIsNeverCutInsideASurrogatePair() {
        assertEquals("a", Unicode.cut("a\uD83D\uDE00", 2));
        assertEquals("a\uD83D\uDE00", Unicode.cut("a\uD83D\uDE00b", 3));
        assertEquals("ab", Unicode.cut("ab", 2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\u00A0\u3000\u2003",
                "\u200B\u200B",
                "\u200C\u200D\u2060\uFEFF",
                "\u200E\u200F\u061C",
                "\u202E\u2066",
                "\u0301\u20DD",
                "\u0903",
                "\u3164",
                "\u115F\u1160\uFFA0",
                "\u2800",
                "\uFE0F\uDB40\uDD00",
                "\uDB40\uDC41",
                "\u00AD\u034F\u180E",
                "\uE000",
                "\u0378",
                "\uFFFE",
                "\u2028\u0085\t\r\n\0",
                "\uFFFC"
            })
    void nothingShowsOfIt(String text) {
        assertFalse(Unicode.isVisible(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "\u200Ba",
                "第",
                "é",
                "e\u0301",
                "1",
                "-",
                "€",
                "^",
                "\uD83D\uDE00",
                "한",
                "ﾊ",
                "א\u200F",
                "ー"
            })
    void somethingShowsOfIt(String text) {
        assertTrue(Unicode.isVisible(text));
        assertTrue(Unicode.isOneLine(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Zoé Lee",
                " zoé\t LEE ",
                "ZoéLee",
                "Zoe\u0301 Lee",
                "Zoé\u200B Lee",
                "Zoé L\u00ADee\u2060",
                "Zoé\uFE0F \u034FLee",
                "\u202EZoé Lee\u3164\u2800",
                "Ｚｏé Ｌｅｅ",
                "Zoé\u00A0Lee"
            })
    void namesThatReadTheSameAreTheSame(String name) {
        assertTrue(Unicode.isSameName("Zoé Lee", name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Zoe Lee", "Zoé Le", "Zoé-Lee", "Zoè Lee", "李", ""})
    void namesThatReadDifferentlyAreNot(String name) {
        assertFalse(Unicode.isSameName("Zoé Lee", name));
        assertFalse(Unicode.isSameName("कि", "का"));
        assertTrue(Unicode.isSameName("Straße", "STRASSE"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\rb",
                "a\nb",
                "a\0b",
                "a\u2028b",
                "a\u2029b",
                "a\u0085b",
                "a\u202Eb",
                "a\u2067b",
                "a\uD800",
                "a\tb"
            })
    void itIsNotOneLine(String text) {
        assertFalse(Unicode.isOneLine(text));
    }
}
