package scrip.server.scim;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import scrip.core.text.Unicode;
import tools.jackson.databind.JsonNode;

/// Reads values as directories send them. The case of names does not count.
final class Sent {

    private static final int QUOTED_CHARACTERS_MAX = 100;
    private static final int FAULTS_MAX = 20;

    private Sent() {}

    /// The fields of an object by their names in lower case.
    ///
    /// @throws scrip.server.http.ProblemException if two differ in case alone
    static Map<String, JsonNode> of(JsonNode object) {
        Map<String, JsonNode> all = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            if (all.put(field.getKey().toLowerCase(Locale.ROOT), field.getValue()) != null) {
                throw ScimType.INVALID_SYNTAX.fault(field.getKey() + ": is there more than once");
            }
        }
        return all;
    }

    /// A value that stands alone: also as the only one of an array, or as the `value` of an object.
    static @Nullable JsonNode single(JsonNode value) {
        JsonNode one = value.isArray() && value.size() == 1 ? value.get(0) : value;
        return one.isObject() ? of(one).get("value") : one;
    }

    /// A text of 1 to so many characters on one line, one of them visible; null for anything else.
    static @Nullable String text(@Nullable JsonNode value, int charactersMax) {
        if (value == null || !value.isString()) {
            return null;
        }
        String text = value.stringValue();
        boolean fits =
                text.length() <= charactersMax
                        && Unicode.isVisible(text)
                        && Unicode.isOneLine(text)
                        && Unicode.halfAt(text) < 0;
        return fits ? text : null;
    }

    /// True or false, also as a text in any case; null for anything else.
    static @Nullable Boolean truth(@Nullable JsonNode value) {
        if (value == null) {
            return null;
        }
        if (value.isBoolean()) {
            return value.booleanValue();
        }
        return switch (value.isString() ? value.stringValue().toLowerCase(Locale.ROOT) : "") {
            case "true" -> true;
            case "false" -> false;
            default -> null;
        };
    }

    /// The beginning of a text, to be quoted.
    static String cut(String text) {
        return Unicode.cut(text, QUOTED_CHARACTERS_MAX);
    }

    /// Some faults in one text, since an answer has one.
    static String told(List<String> faults) {
        return faults.stream().distinct().limit(FAULTS_MAX).collect(Collectors.joining("; "));
    }
}
