package scrip.server.people;

import com.nulabinc.zxcvbn.Pattern;
import com.nulabinc.zxcvbn.Strength;
import com.nulabinc.zxcvbn.Zxcvbn;
import com.nulabinc.zxcvbn.matchers.Match;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Judges new passwords by the dictionaries and patterns of zxcvbn, and by the person's own words.
/// All of it is in the library: nothing is asked over the network.
final class PasswordStrength {

    static final int CHARACTERS_MIN = 12;

    /// What comes after these is not judged: the time grows faster than the length.
    static final int JUDGED_CHARACTERS_MAX = 64;

    /// Of 0 to 4: more than a hundred million guesses by somebody who knows the dictionaries.
    private static final int SCORE_MIN = 3;

    private static final int OWN_WORDS_MAX = 60;
    private static final int OWN_WORD_CHARACTERS_MIN = 3;
    private static final int OWN_WORD_CHARACTERS_MAX = 40;

    /// Loaded for the first password: the dictionaries take some megabytes.
    private static final class Dictionaries {
        static final Zxcvbn ALL = new Zxcvbn();
    }

    private PasswordStrength() {}

    /// Why a password is not accepted. Constants are public API: never renamed.
    enum Weakness {
        TOO_SHORT("it needs " + CHARACTERS_MIN + " characters or more: take a few words"),
        OWN_WORDS(
                "it is hardly more than your name, your address or your organization, which is what"
                        + " is guessed first: take a few words that have nothing to do with you"),
        COMMON(
                "it is, or is hardly more than, a password or name that is often used: take a few"
                        + " words that do not belong together"),
        REPEATED("it repeats itself, which adds nothing: take a few different words"),
        SEQUENCE("it is hardly more than a sequence such as abcdef or 123456: take a few words"),
        KEYBOARD("it is hardly more than keys beside each other: take a few words"),
        DATE("it is hardly more than a date or year, of which there are few: take a few words"),
        SIMPLE("it is easily guessed: take a few more words that do not belong together");

        private final String detail;

        Weakness(String detail) {
            this.detail = detail;
        }

        String detail() {
            return detail;
        }
    }

    /// What is wrong with a password; null if nothing.
    ///
    /// @param own names and addresses of the person
    static @Nullable Weakness of(String password, List<String> own) {
        if (password.codePointCount(0, password.length()) < CHARACTERS_MIN) {
            return Weakness.TOO_SHORT;
        }
        String judged = start(password);
        List<String> words = words(own);
        String rest = without(judged, words);
        Strength strength = Dictionaries.ALL.measure(judged, words);
        if (strength.getScore() < SCORE_MIN) {
            return rest.length() * 2 < judged.length() ? Weakness.OWN_WORDS : weakness(strength);
        }
        boolean others =
                rest.equals(judged.toLowerCase(Locale.ROOT))
                        || (!rest.isBlank()
                                && Dictionaries.ALL.measure(rest).getScore() >= SCORE_MIN);
        return others ? null : Weakness.OWN_WORDS;
    }

    private static String start(String password) {
        int most = Math.min(password.length(), JUDGED_CHARACTERS_MAX);
        return password.substring(0, most);
    }

    /// Each of them whole, and its parts: of an address what is before and after the `@`, of a name
    /// its words.
    private static List<String> words(List<String> own) {
        return own.stream()
                .map(o -> o.toLowerCase(Locale.ROOT))
                .flatMap(o ->
                        Stream.concat(
                                Stream.of(o, o.replaceFirst("@.*", "")),
                                Stream.of(o.split("[^\\p{L}\\p{N}]+"))))
                .filter(w ->
                        w.length() >= OWN_WORD_CHARACTERS_MIN
                                && w.length() <= OWN_WORD_CHARACTERS_MAX)
                .distinct()
                .limit(OWN_WORDS_MAX)
                .toList();
    }

    /// A password in lower case without these words, the longest first.
    private static String without(String password, List<String> words) {
        String rest = password.toLowerCase(Locale.ROOT);
        for (String word :
                words.stream()
                        .sorted(Comparator.comparingInt(String::length).reversed())
                        .toList()) {
            rest = rest.replace(word, "");
        }
        return rest;
    }

    /// What most of the password is.
    private static Weakness weakness(Strength strength) {
        Match longest =
                strength.getSequence().stream()
                        .filter(m -> m.pattern != Pattern.Bruteforce)
                        .max(Comparator.comparingInt(m -> m.tokenLength()))
                        .orElse(null);
        if (longest == null) {
            return Weakness.SIMPLE;
        }
        return switch (longest.pattern) {
            case Dictionary ->
                    "user_inputs".equals(longest.dictionaryName)
                            ? Weakness.OWN_WORDS
                            : Weakness.COMMON;
            case Repeat -> Weakness.REPEATED;
            // One character over and over is a sequence to the library.
            case Sequence ->
                    longest.token.chars().distinct().count() == 1
                            ? Weakness.REPEATED
                            : Weakness.SEQUENCE;
            case Spatial -> Weakness.KEYBOARD;
            case Date, Regex -> Weakness.DATE;
            case Bruteforce -> Weakness.SIMPLE;
        };
    }
}
