package scrip.server;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Compares two versions of a contract and tells what of the later one breaks programs that were
/// written for the earlier one (`docs/reference/versions.md`).
final class ContractGrowth {

    private static final List<String> METHODS = List.of("get", "put", "post", "patch", "delete");

    private final Map<?, ?> earlier;
    private final Map<?, ?> later;
    private final List<String> breaks = new ArrayList<>();

    private ContractGrowth(Map<?, ?> earlier, Map<?, ?> later) {
        this.earlier = earlier;
        this.later = later;
    }

    /// What breaks programs, each with where it is; empty if the contract has only grown.
    static List<String> breaks(Map<?, ?> earlier, Map<?, ?> later) {
        ContractGrowth growth = new ContractGrowth(earlier, later);
        growth.paths();
        return List.copyOf(growth.breaks);
    }

    private void broken(String at, String how) {
        breaks.add(at + ": " + how);
    }

    private void paths() {
        Map<?, ?> were = map(earlier.get("paths"));
        Map<?, ?> are = map(later.get("paths"));
        for (Map.Entry<?, ?> path : were.entrySet()) {
            for (String method : METHODS) {
                if (map(path.getValue()).get(method) instanceof Map<?, ?> was) {
                    String at = method.toUpperCase(Locale.ROOT) + " " + path.getKey();
                    if (map(are.get(path.getKey())).get(method) instanceof Map<?, ?> is) {
                        operation(at, was, is);
                    } else {
                        broken(at, "is gone");
                    }
                }
            }
        }
    }

    private void operation(String at, Map<?, ?> was, Map<?, ?> is) {
        if (!String.valueOf(was.get("operationId")).equals(String.valueOf(is.get("operationId")))) {
            broken(at, "has another operationId, " + is.get("operationId"));
        }
        if (isOpen(was) && !isOpen(is)) {
            broken(at, "needs somebody who is signed in");
        }
        parameters(at, parameters(earlier, was), parameters(later, is));
        body(
                at + " body",
                resolved(earlier, was.get("requestBody")),
                resolved(later, is.get("requestBody")));
        answers(at, map(was.get("responses")), map(is.get("responses")));
    }

    private static boolean isOpen(Map<?, ?> operation) {
        return operation.get("security") instanceof List<?> needs && needs.isEmpty();
    }

    private static Map<String, Map<?, ?>> parameters(Map<?, ?> contract, Map<?, ?> operation) {
        Map<String, Map<?, ?>> all = new LinkedHashMap<>();
        for (Object each : list(operation.get("parameters"))) {
            Map<?, ?> one = resolved(contract, each);
            all.put(one.get("in") + " " + one.get("name"), one);
        }
        return all;
    }

    private void parameters(String at, Map<String, Map<?, ?>> were, Map<String, Map<?, ?>> are) {
        for (Map.Entry<String, Map<?, ?>> each : were.entrySet()) {
            String there = at + " " + each.getKey();
            Map<?, ?> is = are.get(each.getKey());
            if (is == null) {
                broken(there, "is gone");
                continue;
            }
            if (isTrue(is.get("required")) && !isTrue(each.getValue().get("required"))) {
                broken(there, "is required");
            }
            same(there, each.getValue(), is, "style");
            same(there, each.getValue(), is, "explode");
            schemas(false).compare(there, each.getValue().get("schema"), is.get("schema"));
        }
        for (Map.Entry<String, Map<?, ?>> each : are.entrySet()) {
            if (!were.containsKey(each.getKey()) && isTrue(each.getValue().get("required"))) {
                broken(at + " " + each.getKey(), "is new and required");
            }
        }
    }

    private void same(String at, Map<?, ?> was, Map<?, ?> is, String field) {
        if (!String.valueOf(was.get(field)).equals(String.valueOf(is.get(field)))) {
            broken(at, "has another " + field);
        }
    }

    private void body(String at, Map<?, ?> was, Map<?, ?> is) {
        if (isTrue(is.get("required")) && !isTrue(was.get("required"))) {
            broken(at, "is required");
        }
        if (!was.isEmpty() && is.isEmpty()) {
            broken(at, "is gone");
            return;
        }
        contents(at, map(was.get("content")), map(is.get("content")), false);
    }

    private void answers(String at, Map<?, ?> were, Map<?, ?> are) {
        for (Map.Entry<?, ?> each : were.entrySet()) {
            String there = at + " " + each.getKey();
            if (!are.containsKey(each.getKey())) {
                broken(there, "is gone");
                continue;
            }
            Map<?, ?> was = resolved(earlier, each.getValue());
            Map<?, ?> is = resolved(later, are.get(each.getKey()));
            for (Object header : map(was.get("headers")).keySet()) {
                if (!map(is.get("headers")).containsKey(header)) {
                    broken(there + " header " + header, "is gone");
                }
            }
            contents(there, map(was.get("content")), map(is.get("content")), true);
        }
    }

    private void contents(String at, Map<?, ?> were, Map<?, ?> are, boolean answer) {
        for (Map.Entry<?, ?> each : were.entrySet()) {
            if (are.get(each.getKey()) instanceof Map<?, ?> is) {
                schemas(answer)
                        .compare(
                                at + " " + each.getKey(),
                                map(each.getValue()).get("schema"),
                                is.get("schema"));
            } else {
                broken(at + " " + each.getKey(), "is gone");
            }
        }
    }

    private ContractSchemas schemas(boolean answer) {
        return new ContractSchemas(earlier, later, answer, this::broken);
    }

    /// What a reference names; what is no reference is itself.
    static Map<?, ?> resolved(Map<?, ?> contract, @Nullable Object value) {
        Map<?, ?> found = map(value);
        Set<Object> seen = new HashSet<>();
        while (found.get("$ref") instanceof String ref && seen.add(ref)) {
            Object at = contract;
            for (String part : ref.substring("#/".length()).split("/", -1)) {
                at = map(at).get(part.replace("~1", "/").replace("~0", "~"));
            }
            found = map(at);
        }
        return found;
    }

    static Map<?, ?> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    static List<?> list(@Nullable Object value) {
        return value instanceof List<?> list ? list : List.of();
    }

    static boolean isTrue(@Nullable Object value) {
        return Boolean.TRUE.equals(value);
    }

    static Set<String> texts(@Nullable Object value) {
        Set<String> all = new LinkedHashSet<>();
        list(value).forEach(v -> all.add(String.valueOf(v)));
        return all;
    }
}
