package scrip.server.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// The columns of lists as tables: what the contract says of their rows. They are the same whatever
/// rows there are.
final class TableColumns {

    /// A union of more kinds than these is shown as one text.
    private static final int KINDS_MAX = 10;

    private static final int DEPTH_MAX = 6;

    /// The array whose elements have a row each.
    static final String LINES = "lines";

    /// What is in the cells of a column.
    enum Kind {
        TEXT,
        NUMBER,
        TIME,
        DATE,
        ITEM,
        ORGANIZATION
    }

    /// A column.
    ///
    /// @param path the names of the fields that lead to its value
    /// @param isOfLine whether the path begins at an element of `lines`
    record Column(String name, List<String> path, Kind kind, boolean isOfLine) {}

    private static final class Holder {
        private static final Map<?, ?> CONTRACT = read();
        private static final Set<String> LISTS = lists();
    }

    private TableColumns() {}

    private static Map<?, ?> read() {
        try (InputStream in = TableColumns.class.getResourceAsStream("/openapi.yaml")) {
            Load load = new Load(LoadSettings.builder().build());
            return (Map<?, ?>) load.loadFromInputStream(Objects.requireNonNull(in));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// The columns of a list.
    ///
    /// @param values of the path parameters, which may say of what kind the rows are
    static List<Column> of(Route route, Collection<String> values) {
        Object operation = at(Holder.CONTRACT, "paths", route.path(), "get");
        Object answer = at(operation, "responses", "200", "content", "application/json", "schema");
        Object row = at(resolved(at(resolved(answer), "properties", "items")), "items");
        Map<List<String>, Column> columns = new LinkedHashMap<>();
        add(row, List.of(), false, values, columns);
        return List.copyOf(columns.values());
    }

    /// Whether the contract has an operation that answers tables.
    static boolean isList(String path) {
        return Holder.LISTS.contains(path);
    }

    private static Set<String> lists() {
        Set<String> all = new HashSet<>();
        if (at(Holder.CONTRACT, "paths") instanceof Map<?, ?> paths) {
            for (Map.Entry<?, ?> path : paths.entrySet()) {
                Object content = at(path.getValue(), "get", "responses", "200", "content");
                if (at(content, "text/csv") != null) {
                    all.add(path.getKey().toString());
                }
            }
        }
        return Set.copyOf(all);
    }

    private static void add(
            @Nullable Object schema,
            List<String> path,
            boolean ofLine,
            Collection<String> values,
            Map<List<String>, Column> columns) {
        Object found = resolved(schema);
        for (Object kind : kinds(found, values)) {
            add(kind, path, ofLine, values, columns);
        }
        if (!(at(found, "properties") instanceof Map<?, ?> properties) || path.size() > DEPTH_MAX) {
            return;
        }
        for (Map.Entry<?, ?> property : properties.entrySet()) {
            String name = property.getKey().toString();
            Object named = unwrapped(property.getValue());
            Object inner = resolved(named);
            List<String> to = new ArrayList<>(path);
            to.add(name);
            Object element = resolved(at(inner, "items"));
            if (name.equals(LINES) && path.isEmpty() && at(element, "properties") != null) {
                add(element, List.of(), true, values, columns);
            } else if (isNested(inner, values)) {
                add(inner, to, ofLine, values, columns);
            } else {
                Kind kind = kind(name, named, inner, found);
                String shown = (ofLine ? "line_" : "") + String.join("_", to);
                List<String> key = new ArrayList<>(to);
                key.add(ofLine ? LINES : "");
                columns.putIfAbsent(key, new Column(shown, to, kind, ofLine));
            }
        }
    }

    private static boolean isNested(@Nullable Object schema, Collection<String> values) {
        return at(schema, "properties") != null || !kinds(schema, values).isEmpty();
    }

    /// The alternatives and parts of a schema.
    private static List<Object> kinds(@Nullable Object schema, Collection<String> values) {
        List<Object> all = new ArrayList<>();
        if (at(schema, "allOf") instanceof List<?> parts) {
            all.addAll(parts);
        }
        if (at(schema, "discriminator", "mapping") instanceof Map<?, ?> mapping) {
            for (Map.Entry<?, ?> one : mapping.entrySet()) {
                if (values.stream().anyMatch(one.getKey().toString()::equalsIgnoreCase)) {
                    return List.of(Map.of("$ref", one.getValue()));
                }
            }
        }
        for (String union : List.of("oneOf", "anyOf")) {
            if (at(schema, union) instanceof List<?> some && some.size() <= KINDS_MAX) {
                all.addAll(some);
            }
        }
        return all;
    }

    private static Kind kind(
            String name, @Nullable Object named, @Nullable Object schema, @Nullable Object owner) {
        Object type = at(schema, "type");
        Object format = at(schema, "format");
        if (String.valueOf(at(named, "$ref")).endsWith("/OrganizationId")) {
            return Kind.ORGANIZATION;
        }
        if (name.equals("item") || name.equals("resource")) {
            return Kind.ITEM;
        }
        if ("date-time".equals(format)) {
            return Kind.TIME;
        }
        if ("date".equals(format)) {
            return Kind.DATE;
        }
        boolean money = name.equals("amount") && at(owner, "properties", "currency") != null;
        return money || "integer".equals(type) || "number".equals(type) ? Kind.NUMBER : Kind.TEXT;
    }

    /// A schema that is named only to describe it anew: what it names.
    private static @Nullable Object unwrapped(@Nullable Object schema) {
        return at(schema, "allOf") instanceof List<?> parts && parts.size() == 1
                ? parts.getFirst()
                : schema;
    }

    private static @Nullable Object resolved(@Nullable Object schema) {
        Object found = schema;
        while (at(found, "$ref") instanceof String reference) {
            found = Holder.CONTRACT;
            for (String part : reference.substring(2).split("/", -1)) {
                found = at(found, part);
            }
        }
        return found;
    }

    private static @Nullable Object at(@Nullable Object from, String... path) {
        Object part = from;
        for (String name : path) {
            part = part instanceof Map<?, ?> map ? map.get(name) : null;
        }
        return part;
    }
}
