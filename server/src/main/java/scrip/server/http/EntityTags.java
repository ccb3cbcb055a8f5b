package scrip.server.http;

import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;

/// The entity tags that a header `If-Match` or `If-None-Match` names. Proxies that compress answers
/// weaken the tags in them, or add to them how they compressed, and callers send them back as they
/// came: a tag is the same with and without that.
///
/// @param tags what is inside the quotes
/// @param any whether the header says `*`
public record EntityTags(Set<String> tags, boolean any) {

    private static final int TAG_BYTES = 12;
    private static final int CHARACTERS_MAX = 1_000;
    private static final String COMPRESSED = "[-;]+(?:gzip|br|zstd|deflate|df)$";

    /// The tag of a version of one thing. It is weak, since an answer may be sent compressed.
    public static String of(long version) {
        return of(Long.toString(version));
    }

    /// The tag of what changes its own text with its content.
    public static String of(String text) {
        return "W/\"" + text + "\"";
    }

    /// The tag of what has no version of its own, by its content as it is sent.
    public static String ofContent(Object content) {
        byte[] hash = DigestUtils.sha256(Json.bytes(content));
        return of(HexFormat.of().formatHex(hash, 0, TAG_BYTES));
    }

    /// Reads a header; null without one.
    public static @Nullable EntityTags read(@Nullable String header) {
        if (header == null) {
            return null;
        }
        Set<String> tags = new HashSet<>();
        String text = header.substring(0, Math.min(header.length(), CHARACTERS_MAX));
        for (String each : text.split(",", -1)) {
            tags.add(bare(each));
        }
        return new EntityTags(Set.copyOf(tags), tags.contains("*"));
    }

    private static String bare(String tag) {
        return tag.strip()
                .replaceFirst("^W/", "")
                .replaceFirst("^\"(.*)\"$", "$1")
                .replaceFirst(COMPRESSED, "");
    }

    public boolean has(long version) {
        return has(of(version));
    }

    /// Whether a tag, as it is sent, is one of them.
    public boolean has(String tag) {
        return any || tags.contains(bare(tag));
    }

    /// Throws unless a version is one of those.
    public static void check(@Nullable EntityTags wanted, long version) {
        check(wanted, of(version));
    }

    static void check(@Nullable EntityTags wanted, String tag) {
        if (wanted != null && !wanted.has(tag)) {
            throw new ProblemException(
                    ProblemCode.VERSION_CHANGED,
                    "it is by now version " + bare(tag) + ": read it again before you change it");
        }
    }
}
