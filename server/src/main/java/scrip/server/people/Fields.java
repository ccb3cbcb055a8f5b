package scrip.server.people;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import scrip.server.http.Input;

/// Reads the fields of bodies that describe people.
public final class Fields {

    private static final int EMAIL_CHARACTERS_MAX = 254;
    private static final String LOCALE_FORM = "one of en, zh";
    private static final int NAME_CHARACTERS_MAX = 200;
    private static final int SECRET_CHARACTERS_MAX = 200;

    /// In lower case it is a `k`, and somebody else's address.
    private static final char KELVIN = '\u212a';

    private static final Pattern EMAIL = Pattern.compile("[^\\s@,;<>\"]{1,64}@[^\\s@,;<>\"]+");

    private Fields() {}

    /// An e-mail address in lower case; required.
    public static String email(Input body) {
        return body.parsed("email", "an e-mail address", Fields::emailOrNull, "");
    }

    /// The same of a text; null if it is none.
    public static @Nullable String emailOrNull(String text) {
        boolean fits =
                text.length() <= EMAIL_CHARACTERS_MAX
                        && EMAIL.matcher(text).matches()
                        && text.chars().noneMatch(c -> Character.isISOControl(c) || c == KELVIN);
        return fits ? text.toLowerCase(Locale.ROOT) : null;
    }

    public static String name(Input body) {
        return body.text("name", NAME_CHARACTERS_MAX);
    }

    public static @Nullable String nameOrNull(Input body) {
        return body.textOrNull("name", NAME_CHARACTERS_MAX);
    }

    /// A password, or the part of a link after `#`; required. It is never quoted in an answer.
    public static String secret(Input body, String name) {
        return body.parsed(
                name,
                "a text of 1 to " + SECRET_CHARACTERS_MAX + " characters",
                text -> text.isEmpty() || text.length() > SECRET_CHARACTERS_MAX ? null : text,
                "");
    }

    /// The language; required.
    public static Language localeGiven(Input body) {
        return body.parsed("locale", LOCALE_FORM, Language::of, Language.EN);
    }

    /// The language; by default English.
    public static Language locale(Input body) {
        Language locale = localeOrNull(body);
        return locale == null ? Language.EN : locale;
    }

    /// The language; null if there is none. Its codes are those of BCP 47, and keep their case.
    public static @Nullable Language localeOrNull(Input body) {
        return body.parsed("locale", LOCALE_FORM, Language::of);
    }
}
