package scrip.core.text;

/// Questions about the characters of a text (X3).
public final class Unicode {

    private static final String UNSEEN_SYMBOLS = "\u2800\uFFFC\uD834\uDD59";
    private static final String FILLERS = "\u115F\u1160\u3164\uFFA0";
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
        return text.codePoints().anyMatch(Unicode::isVisible);
    }

    /// Whether the text can stand on one line as it is: well-formed, without control characters,
    /// line breaks, and controls that make a part of it read backwards.
    public static boolean isOneLine(String text) {
        return text.codePoints().noneMatch(Unicode::breaksLine);
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
