package scrip.server.scim;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Decides the conditions in the paths of `PATCH`.
final class Conditions {

    private Conditions() {}

    /// Whether one value of an attribute meets a condition.
    ///
    /// @param parts the parts of the value; case does not count
    /// @throws scrip.server.http.ProblemException if the condition names another part
    static boolean meets(Filter condition, Map<String, String> parts) {
        return switch (condition) {
            case Filter.And(Filter one, Filter other) -> {
                boolean first = meets(one, parts);
                // Looked at in any case, for what it names.
                yield meets(other, parts) && first;
            }
            case Filter.Or(Filter one, Filter other) -> {
                boolean first = meets(one, parts);
                yield meets(other, parts) || first;
            }
            case Filter.Not(Filter one) -> !meets(one, parts);
            case Filter.Present(AttributePath attribute) -> !part(attribute, parts).isEmpty();
            case Filter.Comparison(AttributePath attribute, Filter.Operator how, JsonNode value) ->
                    compares(part(attribute, parts), how, text(value));
            case Filter.Element(AttributePath attribute, Filter _) -> throw unknown(attribute);
        };
    }

    private static boolean compares(String part, Filter.Operator how, String value) {
        return switch (how) {
            case EQ -> part.equals(value);
            case NE -> !part.equals(value);
            case CO -> part.contains(value);
            case SW -> part.startsWith(value);
            case EW -> part.endsWith(value);
            case GT, GE, LT, LE ->
                    throw ScimType.INVALID_PATH.fault("this is not compared by size: use eq");
        };
    }

    private static String part(AttributePath attribute, Map<String, String> parts) {
        String found = parts.get(attribute.full());
        if (found == null) {
            throw unknown(attribute);
        }
        return found.toLowerCase(Locale.ROOT);
    }

    private static RuntimeException unknown(AttributePath attribute) {
        return ScimType.INVALID_PATH.fault(attribute.full() + ": is not known here");
    }

    private static String text(JsonNode value) {
        return value.asString("").toLowerCase(Locale.ROOT);
    }

    /// The values that a condition such as `value eq "a" or value eq "b"` names.
    ///
    /// @throws scrip.server.http.ProblemException if it is any other
    static Set<String> values(Filter condition) {
        Set<String> all = new LinkedHashSet<>();
        addValues(condition, all);
        return all;
    }

    private static void addValues(Filter condition, Set<String> all) {
        if (condition instanceof Filter.Or(Filter one, Filter other)) {
            addValues(one, all);
            addValues(other, all);
            return;
        }
        @Nullable String value =
                condition
                                        instanceof
                                        Filter.Comparison(
                                                AttributePath a,
                                                Filter.Operator o,
                                                JsonNode v)
                                && a.full().equals("value")
                                && o == Filter.Operator.EQ
                                && v.isString()
                        ? v.stringValue()
                        : null;
        if (value == null) {
            throw ScimType.INVALID_PATH.fault("name members by value eq \"…\"");
        }
        all.add(value);
    }
}
