package scrip.server.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;

/// A list of an answer as a table for spreadsheets: one row for each element, one column for each
/// value that any element has.
final class CsvTable {

    static final String TYPE = "text/csv;charset=UTF-8";

    private CsvTable() {}

    /// A table and the cursor of its next page.
    ///
    /// @param next null if there is none
    @SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
    record Table(byte[] bytes, @Nullable String next) {}

    /// The first list of objects of an answer as a table; null if it has none. The rows are read
    /// twice, for the columns and for the cells, and never held in memory all at once: a list may
    /// be long.
    static @Nullable Table of(byte[] answer) {
        Set<String> columns = new LinkedHashSet<>();
        NextCursor found = new NextCursor();
        if (!read(answer, found, row -> columns.addAll(row.keySet()))) {
            return null;
        }
        Csv csv = new Csv(columns.toArray(String[]::new));
        read(answer, found, row -> csv.row(columns.stream().map(row::get).toArray()));
        return new Table(csv.text().getBytes(StandardCharsets.UTF_8), found.next);
    }

    private static final class NextCursor {
        private @Nullable String next;
    }

    /// Whether there was a list.
    private static boolean read(
            byte[] answer, NextCursor found, Consumer<Map<String, Object>> rows) {
        boolean listed = false;
        try (JsonParser json = Json.parser(answer)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = json.currentName();
                JsonToken value = json.nextToken();
                if (name.equals("next") && value == JsonToken.VALUE_STRING) {
                    found.next = json.getString();
                } else if (value == JsonToken.START_ARRAY && !listed) {
                    listed = list(json, rows);
                } else {
                    json.skipChildren();
                }
            }
        }
        return listed;
    }

    /// Whether it is a list of objects, or empty.
    private static boolean list(JsonParser json, Consumer<Map<String, Object>> rows) {
        boolean objects = true;
        while (json.nextToken() != JsonToken.END_ARRAY) {
            objects &= json.currentToken() == JsonToken.START_OBJECT;
            if (objects) {
                Map<String, Object> row = new LinkedHashMap<>();
                flatten("", Json.treeAt(json), row);
                rows.accept(row);
            } else {
                json.skipChildren();
            }
        }
        return objects;
    }

    private static void flatten(String name, JsonNode node, Map<String, Object> row) {
        if (node.isObject()) {
            for (Map.Entry<String, JsonNode> field : node.properties()) {
                String inner = name.isEmpty() ? field.getKey() : name + "_" + field.getKey();
                if (isAmount(node, field.getKey())) {
                    row.put(inner, new Csv.Plain(field.getValue().asString()));
                } else {
                    flatten(inner, field.getValue(), row);
                }
            }
        } else if (node.isArray()) {
            List<String> parts = new ArrayList<>();
            node.forEach(e -> parts.add(e.isObject() ? e.toString() : e.asString()));
            row.put(name, String.join("; ", parts));
        } else {
            row.put(name, node.isString() ? node.stringValue() : new Csv.Plain(node.asString()));
        }
    }

    /// Whether a field is the amount of a sum of money, which is a decimal in a string.
    private static boolean isAmount(JsonNode money, String field) {
        return field.equals("amount") && money.size() == 2 && money.has("currency");
    }
}
