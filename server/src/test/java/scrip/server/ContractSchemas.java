package scrip.server;

import static scrip.server.ContractGrowth.isTrue;
import static scrip.server.ContractGrowth.list;
import static scrip.server.ContractGrowth.map;
import static scrip.server.ContractGrowth.resolved;
import static scrip.server.ContractGrowth.texts;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Compares two versions of a schema, of what programs send or of what they are answered: what they
/// may send may only become more, what they are answered may only become what they know or can pass
/// over.
final class ContractSchemas {

    private final Map<?, ?> earlier;
    private final Map<?, ?> later;
    private final boolean isAnswer;
    private final Breaks breaks;
    private final Set<String> seen = new HashSet<>();

    /// Takes what breaks programs.
    interface Breaks {
        void broken(String at, String how);
    }

    ContractSchemas(Map<?, ?> earlier, Map<?, ?> later, boolean isAnswer, Breaks breaks) {
        this.earlier = earlier;
        this.later = later;
        this.isAnswer = isAnswer;
        this.breaks = breaks;
    }

    void compare(String at, @Nullable Object was, @Nullable Object is) {
        Object name = map(was).get("$ref");
        if (name != null && !seen.add(name + " " + map(is).get("$ref"))) {
            return;
        }
        Map<?, ?> before = whole(earlier, was);
        Map<?, ?> after = whole(later, is);
        type(at, before, after);
        enumeration(at, before, after);
        bounds(at, before, after);
        properties(at, before, after);
        if (before.containsKey("items")) {
            compare(at + "[]", before.get("items"), after.get("items"));
        }
        more(at, before.get("additionalProperties"), after.get("additionalProperties"));
        alternatives(at, before, after, "oneOf");
        alternatives(at, before, after, "anyOf");
    }

    /// A schema with the parts of its `allOf`.
    private static Map<?, ?> whole(Map<?, ?> contract, @Nullable Object schema) {
        Map<?, ?> own = resolved(contract, schema);
        if (!own.containsKey("allOf")) {
            return own;
        }
        Map<Object, Object> all = new LinkedHashMap<>(own);
        Map<Object, Object> properties = new LinkedHashMap<>();
        Set<Object> required = new LinkedHashSet<>(list(own.get("required")));
        for (Object part : list(own.get("allOf"))) {
            Map<?, ?> one = whole(contract, part);
            one.forEach(all::putIfAbsent);
            properties.putAll(map(one.get("properties")));
            required.addAll(list(one.get("required")));
        }
        properties.putAll(map(own.get("properties")));
        all.put("properties", properties);
        all.put("required", List.copyOf(required));
        return all;
    }

    private void type(String at, Map<?, ?> was, Map<?, ?> is) {
        String before = String.valueOf(was.get("type"));
        String after = String.valueOf(is.get("type"));
        boolean known =
                before.equals(after)
                        || (isAnswer
                                ? before.equals("number") && after.equals("integer")
                                : before.equals("integer") && after.equals("number"));
        if (!known) {
            breaks.broken(at, "is of type " + after + ", no longer " + before);
        }
        if (!Objects.equals(was.get("format"), is.get("format"))) {
            breaks.broken(at, "has the format " + is.get("format"));
        }
        boolean nullable = isTrue(was.get("nullable"));
        if (nullable != isTrue(is.get("nullable")) && nullable != isAnswer) {
            breaks.broken(at, isAnswer ? "may be null" : "may no longer be null");
        }
    }

    /// Answers may have values that a program does not know yet, which the contract says of every
    /// enumeration.
    private void enumeration(String at, Map<?, ?> was, Map<?, ?> is) {
        Set<String> before = texts(was.get("enum"));
        Set<String> after = texts(is.get("enum"));
        if (before.isEmpty() && !after.isEmpty() && !isAnswer) {
            breaks.broken(at, "takes certain values only");
        }
        if (!after.isEmpty() || isAnswer) {
            before.stream()
                    .filter(v -> !after.contains(v))
                    .forEach(v -> breaks.broken(at, "has no value " + v));
        }
    }

    private void bounds(String at, Map<?, ?> was, Map<?, ?> is) {
        atMost(at, was, is, "maximum", isAnswer);
        atLeast(at, was, is, "minimum", isAnswer);
        if (!isAnswer) {
            for (String bound : List.of("maxLength", "maxItems", "maxProperties")) {
                atMost(at, was, is, bound, false);
            }
            for (String bound : List.of("minLength", "minItems", "minProperties")) {
                atLeast(at, was, is, bound, false);
            }
            Object pattern = is.get("pattern");
            if (pattern != null && !pattern.equals(was.get("pattern"))) {
                breaks.broken(at, "has the pattern " + pattern);
            }
            Object step = is.get("multipleOf");
            if (step != null && !step.equals(was.get("multipleOf"))) {
                breaks.broken(at, "is a multiple of " + step);
            }
        }
    }

    private void atMost(String at, Map<?, ?> was, Map<?, ?> is, String bound, boolean isAnswered) {
        BigDecimal before = number(was.get(bound));
        BigDecimal after = number(is.get(bound));
        // What is answered may become less, what is sent may become more.
        boolean broken =
                isAnswered
                        ? before != null && (after == null || after.compareTo(before) > 0)
                        : after != null && (before == null || after.compareTo(before) < 0);
        if (broken) {
            breaks.broken(at, "has the " + bound + " " + after + ", no longer " + before);
        }
    }

    private void atLeast(String at, Map<?, ?> was, Map<?, ?> is, String bound, boolean isAnswered) {
        BigDecimal before = number(was.get(bound));
        BigDecimal after = number(is.get(bound));
        boolean broken =
                isAnswered
                        ? before != null && (after == null || after.compareTo(before) < 0)
                        : after != null && (before == null || after.compareTo(before) > 0);
        if (broken) {
            breaks.broken(at, "has the " + bound + " " + after + ", no longer " + before);
        }
    }

    private static @Nullable BigDecimal number(@Nullable Object value) {
        return value == null ? null : new BigDecimal(value.toString());
    }

    private void properties(String at, Map<?, ?> was, Map<?, ?> is) {
        Map<?, ?> before = map(was.get("properties"));
        Map<?, ?> after = map(is.get("properties"));
        Set<String> wasRequired = texts(was.get("required"));
        Set<String> isRequired = texts(is.get("required"));
        before.forEach((name, schema) -> {
            if (after.containsKey(name)) {
                compare(at + "/" + name, schema, after.get(name));
            } else {
                breaks.broken(at + "/" + name, "is gone");
            }
        });
        if (isAnswer) {
            wasRequired.stream()
                    .filter(n -> !isRequired.contains(n))
                    .forEach(n -> breaks.broken(at + "/" + n, "may be missing"));
        } else {
            isRequired.stream()
                    .filter(n -> !wasRequired.contains(n))
                    .forEach(n -> breaks.broken(at + "/" + n, "is required"));
        }
    }

    /// Values of further names: a schema, whether there may be any, or nothing said.
    private void more(String at, @Nullable Object was, @Nullable Object is) {
        if (was instanceof Map && is instanceof Map) {
            compare(at + "/*", was, is);
        } else if (!isAnswer && Boolean.FALSE.equals(is) && !Boolean.FALSE.equals(was)) {
            breaks.broken(at, "takes no further properties");
        } else if (was instanceof Map && (isAnswer || Boolean.FALSE.equals(is))) {
            breaks.broken(at + "/*", "is gone");
        }
    }

    private void alternatives(String at, Map<?, ?> was, Map<?, ?> is, String kind) {
        List<?> before = list(was.get(kind));
        List<?> after = list(is.get(kind));
        for (int i = 0; i < before.size(); i++) {
            Object match = match(before.get(i), after, i);
            if (match == null) {
                breaks.broken(at, "has no longer the alternative " + before.get(i));
            } else {
                compare(at + "|" + i, before.get(i), match);
            }
        }
        boolean isTold = is.containsKey("discriminator") && was.containsKey("discriminator");
        if (isAnswer && !isTold && after.size() > before.size()) {
            breaks.broken(at, "has alternatives that nothing tells apart");
        }
        if (!isAnswer && before.isEmpty() && !after.isEmpty()) {
            breaks.broken(at, "is one of certain alternatives");
        }
    }

    /// By the name of its schema; one without a name by its place.
    private static @Nullable Object match(Object one, List<?> among, int place) {
        Object name = map(one).get("$ref");
        if (name == null) {
            return place < among.size() ? among.get(place) : null;
        }
        for (Object each : among) {
            if (name.equals(map(each).get("$ref"))) {
                return each;
            }
        }
        return null;
    }
}
