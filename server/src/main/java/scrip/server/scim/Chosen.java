package scrip.server.scim;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Which attributes an answer has: those named, or all but those named. `schemas` and `id` are in
/// every answer.
///
/// @param only in lower case; empty for all
/// @param without in lower case
record Chosen(Set<String> only, Set<String> without) {

    private static final int NAMES_MAX = 50;
    private static final Set<String> ALWAYS = Set.of("schemas", "id");

    /// Reads the parameters `attributes` and `excludedAttributes`; null for none.
    static Chosen of(@Nullable String attributes, @Nullable String excluded) {
        return new Chosen(names(attributes), names(excluded));
    }

    private static Set<String> names(@Nullable String text) {
        Set<String> all = new TreeSet<>();
        if (text != null) {
            for (String each : text.split(",", NAMES_MAX)) {
                AttributePath path = AttributePath.of(each.strip());
                if (path != null) {
                    all.add(path.full());
                }
            }
        }
        return all;
    }

    /// Whether an attribute is in the answer, at least in part.
    boolean has(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        boolean named =
                only.isEmpty()
                        || only.stream()
                                .anyMatch(o -> o.equals(lower) || o.startsWith(lower + "."));
        return ALWAYS.contains(lower) || (named && !without.contains(lower));
    }

    /// What is left of a resource.
    Map<String, Object> of(Map<String, Object> resource) {
        Map<String, Object> left = new LinkedHashMap<>();
        resource.forEach((name, value) -> {
            if (has(name)) {
                left.put(name, part(name.toLowerCase(Locale.ROOT), value));
            }
        });
        return left;
    }

    private Object part(String name, Object value) {
        if (value instanceof Map<?, ?> parts) {
            Map<String, Object> left = new LinkedHashMap<>();
            parts.forEach((part, each) -> {
                String full = name + "." + String.valueOf(part).toLowerCase(Locale.ROOT);
                boolean whole = only.isEmpty() || only.contains(name) || ALWAYS.contains(name);
                if (each != null && (whole || only.contains(full)) && !without.contains(full)) {
                    left.put(String.valueOf(part), each);
                }
            });
            return left;
        }
        if (value instanceof List<?> values && values.stream().allMatch(v -> v instanceof Map)) {
            List<Object> left = new ArrayList<>();
            values.forEach(v -> left.add(part(name, v)));
            return left;
        }
        return value;
    }
}
