package scrip.server.scim;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import scrip.server.http.ProblemCode;
import scrip.server.http.ProblemException;

/// The versions that a header `If-Match` or `If-None-Match` names.
///
/// @param tags as this server writes them, without what marks them as weak
record Versions(Set<String> tags, boolean any) {

    private static final int CHARACTERS_MAX = 1_000;

    /// The tag of a version.
    static String tag(long version) {
        return "W/\"" + version + "\"";
    }

    /// Reads a header; null without one.
    static @Nullable Versions of(@Nullable String header) {
        if (header == null) {
            return null;
        }
        Set<String> tags = new HashSet<>();
        String text = header.substring(0, Math.min(header.length(), CHARACTERS_MAX));
        for (String each : text.split(",", -1)) {
            tags.add(each.strip().replaceFirst("^W/", ""));
        }
        return new Versions(Set.copyOf(tags), tags.contains("*"));
    }

    boolean has(long version) {
        return any || tags.contains("\"" + version + "\"");
    }

    /// Throws unless a version is one of those.
    static void check(@Nullable Versions wanted, long version) {
        if (wanted != null && !wanted.has(version)) {
            throw new ProblemException(
                    ProblemCode.VERSION_CHANGED,
                    "it is by now version " + version + ": read it again before you change it");
        }
    }
}
