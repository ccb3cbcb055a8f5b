package scrip.server.scim;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The name of an attribute, and of a part of it: `name.familyName`, or with its schema before it.
/// Case does not count.
///
/// @param schema its URN in lower case; null without one
/// @param name in lower case
/// @param part in lower case; null for the whole
record AttributePath(@Nullable String schema, String name, @Nullable String part) {

    private static final String URN = "urn:";

    /// Reads one; null if the text is none.
    static @Nullable AttributePath of(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        int colon = lower.startsWith(URN) ? lower.lastIndexOf(':') : -1;
        String schema = colon < 0 ? null : lower.substring(0, colon);
        String rest = lower.substring(colon + 1);
        int dot = rest.indexOf('.');
        String name = dot < 0 ? rest : rest.substring(0, dot);
        String part = dot < 0 ? null : rest.substring(dot + 1);
        return isName(name) && (part == null || isName(part))
                ? new AttributePath(schema, name, part)
                : null;
    }

    static boolean isName(String text) {
        int begin = text.startsWith("$") ? 1 : 0;
        if (begin == text.length() || !isLetter(text.charAt(begin))) {
            return false;
        }
        return text.chars()
                .skip(begin)
                .allMatch(
                        c -> isLetter((char) c) || (c >= '0' && c <= '9') || c == '-' || c == '_');
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    /// The name with its part.
    String full() {
        return part == null ? name : name + "." + part;
    }

    /// A part of this attribute.
    AttributePath with(@Nullable String another) {
        return new AttributePath(schema, name, another);
    }
}
