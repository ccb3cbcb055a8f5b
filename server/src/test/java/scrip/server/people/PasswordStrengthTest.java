package scrip.server.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import scrip.server.people.PasswordStrength.Weakness;

class PasswordStrengthTest {

    private static final List<String> OWN =
            List.of(
                    "wang.fang@hospital.example",
                    "Wang Fang",
                    "First People's Hospital of Hangzhou");

    @ParameterizedTest
    @CsvSource({
        "elevenchars, TOO_SHORT",
        "password1234, COMMON",
        "p@ssw0rd!2026, COMMON",
        "administrator, COMMON",
        "iloveyou1234, COMMON",
        "aaaaaaaaaaaaaaaa, REPEATED",
        "abcabcabcabcabc, REPEATED",
        "abcdefghijklmnop, SEQUENCE",
        "qwertyuiop[]asd, KEYBOARD",
        "wang.fang@hospital.example, OWN_WORDS",
        "wang.fang and more, OWN_WORDS",
        "Hangzhou-hospital!, OWN_WORDS",
        "WangFangWangFang, OWN_WORDS"
    })
    void whatIsGuessedFirstIsRefusedWithItsReason(String password, Weakness reason) {
        assertEquals(reason, PasswordStrength.of(password, OWN));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "seven green umbrellas",
                "eleven blue bicycles",
                "a long enough sentence 7",
                "look around freely",
                "correct horse battery staple",
                "the first tractor of our valley",
                "杭州的七把绿雨伞很好看呀",
                "vK8#qLw2!zPd"
            })
    void aFewWordsAreAccepted(String password) {
        assertNull(PasswordStrength.of(password, OWN));
    }

    /// The time grows much faster than the length: only the start is judged.
    @Test
    void aVeryLongOneIsJudgedByItsStart() {
        assertEquals(Weakness.REPEATED, PasswordStrength.of("a".repeat(4_000), OWN));
        assertNull(PasswordStrength.of("4@8({[</369&#!1/|0$5+7%2/z".repeat(200) + "x", OWN));
        assertNull(PasswordStrength.of("seven green umbrellas".repeat(200) + "x", OWN));
    }

    @Test
    void whoeverHasNoWordsIsJudgedByTheDictionaries() {
        assertNull(PasswordStrength.of("seven green umbrellas", List.of()));
        assertEquals(Weakness.COMMON, PasswordStrength.of("password1234", List.of("", "Li")));
    }
}
