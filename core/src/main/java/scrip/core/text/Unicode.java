package scrip.core.text;

import java.text.Normalizer;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;

/// Questions about the characters of a text (X3).
public final class Unicode {

    private static final String UNSEEN_SYMBOLS = "\u2800\uFFFC\uD834\uDD59";
    private static final String FILLERS = "\u115F\u1160\u3164\uFFA0";
    private static final Pattern UNSEEN_MARKS =
            Pattern.compile(
                    "[\\x{034F}\\x{17B4}\\x{17B5}\\x{180B}-\\x{180F}\\x{FE00}-\\x{FE0F}\\x{E0100}-\\x{E01EF}]");
    private static final int HIGHEST_BIDI_EMBEDDING = 0x202E;
    private static final int LOWEST_BIDI_EMBEDDING = 0x202A;
    private static final int HIGHEST_BIDI_ISOLATE = 0x2069;
    private static final int LOWEST_BIDI_ISOLATE = 0x2066;

    private Unicode() {}

    /// Where the first half of a surrogate pair without its other half stands; -1 if the text is
    /// well-formed.
    public static int halfAt(String text) {
        for (int at = 0; at < text.length(); at++) {
            if (Character.isSurrogate(text.charAt(at))) {
                if (Character.isBmpCodePoint(text.codePointAt(at))) {
                    return at;
                }
                at++;
            }
        }
        return -1;
    }

    /// The text with each half of a surrogate pair spelled out, such as `\uD800`, so that it can be
    /// shown.
    public static String spelled(String text) {
        if (halfAt(text) < 0) {
            return text;
        }
        StringBuilder spelled = new StringBuilder();
        text.codePoints()
                .forEach(c -> {
                    if (Character.getType(c) == Character.SURROGATE) {
                        spelled.append("\\u%04X".formatted(c));
                    } else {
                        spelled.appendCodePoint(c);
                    }
                });
        return spelled.toString();
    }

    /// At most so many characters of a text, never half of a pair.
    public static String cut(String text, int charactersMax) {
        if (text.length() <= charactersMax) {
            return text;
        }
        boolean splits = Character.isHighSurrogate(text.charAt(charactersMax - 1));
        return text.substring(0, splits ? charactersMax - 1 : charactersMax);
    }

    /// Whether anything of the text shows: a letter, digit, punctuation mark or symbol. White
    /// space, joiners, marks that only change others, fillers, and characters without a meaning do
    /// not.
    public static boolean isVisible(String text) {
        return hasAny(text, Unicode::isVisible);
    }

    /// Whether a text has a character of this kind. Every name and id of a request is asked, so it
    /// takes no detour by a stream.
    public static boolean hasAny(String text, IntPredicate kind) {
        int at = 0;
        while (at < text.length()) {
            int character = text.codePointAt(at);
            if (kind.test(character)) {
                return true;
            }
            at += Character.charCount(character);
        }
        return false;
    }

    /// Whether two names read the same: compared without white space, characters that do not show,
    /// case, and differences in the form of a character (NFKC).
    public static boolean isSameName(String one, String other) {
        return asRead(one).equals(asRead(other));
    }

    /// A name, or another text that tells one thing from another, in the form in which it is
    /// compared with others: two that read the same have the same.
    public static String asRead(String name) {
        StringBuilder seen = new StringBuilder();
        Normalizer.normalize(name, Normalizer.Form.NFKC)
                .codePoints()
                .filter(c -> isVisible(c) || isMark(c))
                .forEach(seen::appendCodePoint);
        String lower = seen.toString().toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        return Normalizer.normalize(lower, Normalizer.Form.NFKC);
    }

    /// Whether a character changes how the one before it looks, as an accent or a vowel sign does.
    private static boolean isMark(int character) {
        return switch (Character.getType(character)) {
            case Character.NON_SPACING_MARK,
                    Character.COMBINING_SPACING_MARK,
                    Character.ENCLOSING_MARK ->
                    !UNSEEN_MARKS.matcher(Character.toString(character)).matches();
            default -> false;
        };
    }

    /// Whether the text can stand on one line as it is: well-formed, without control characters,
    /// line breaks, and controls that make a part of it read backwards.
    public static boolean isOneLine(String text) {
        return !hasAny(text, Unicode::breaksLine);
    }

    /// Whether a character makes what is beside it read in another direction.
    public static boolean turns(int character) {
        return (character >= LOWEST_BIDI_EMBEDDING && character <= HIGHEST_BIDI_EMBEDDING)
                || (character >= LOWEST_BIDI_ISOLATE && character <= HIGHEST_BIDI_ISOLATE);
    }

    private static boolean breaksLine(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE ->
                    true;
            default -> turns(character);
        };
    }

    private static boolean isVisible(int character) {
        return switch (Character.getType(character)) {
            case Character.UPPERCASE_LETTER,
                    Character.LOWERCASE_LETTER,
                    Character.TITLECASE_LETTER,
                    Character.MODIFIER_LETTER,
                    Character.OTHER_LETTER ->
                    FILLERS.indexOf(character) < 0;
            case Character.DECIMAL_DIGIT_NUMBER,
                    Character.LETTER_NUMBER,
                    Character.OTHER_NUMBER,
                    Character.DASH_PUNCTUATION,
                    Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.CONNECTOR_PUNCTUATION,
                    Character.OTHER_PUNCTUATION,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION,
                    Character.MATH_SYMBOL,
                    Character.CURRENCY_SYMBOL,
                    Character.MODIFIER_SYMBOL ->
                    true;
            case Character.OTHER_SYMBOL -> UNSEEN_SYMBOLS.indexOf(character) < 0;
            default -> false;
        };
    }
}
