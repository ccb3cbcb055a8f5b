package scrip.server.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A list of the contract as a table for spreadsheets: one row for each element, one column for
/// each value in it.
final class CsvTable {

    static final String TYPE = "text/csv;charset=UTF-8";

    private CsvTable() {}

    /// The only list of an answer; null if it has none.
    static byte @Nullable [] of(JsonNode answer) {
        JsonNode list = null;
        for (Map.Entry<String, JsonNode> field : answer.properties()) {
            boolean ofObjects =
                    field.getValue().isArray()
                            && (field.getValue().isEmpty() || field.getValue().get(0).isObject());
            if (ofObjects && list == null) {
                list = field.getValue();
            }
        }
        return list == null ? null : bytes(list);
    }

    private static byte[] bytes(JsonNode list) {
        List<Map<String, Object>> rows = new ArrayList<>();
        Set<String> columns = new LinkedHashSet<>();
        for (JsonNode element : list) {
            Map<String, Object> row = new LinkedHashMap<>();
            flatten("", element, row);
            columns.addAll(row.keySet());
            rows.add(row);
        }
        Csv csv = new Csv(columns.toArray(String[]::new));
        for (Map<String, Object> row : rows) {
            csv.row(columns.stream().map(row::get).toArray());
        }
        return csv.text().getBytes(StandardCharsets.UTF_8);
    }

    private static void flatten(String name, JsonNode node, Map<String, Object> row) {
        if (node.isObject()) {
            for (Map.Entry<String, JsonNode> field : node.properties()) {
                String inner = name.isEmpty() ? field.getKey() : name + "_" + field.getKey();
                flatten(inner, field.getValue(), row);
            }
        } else if (node.isArray()) {
            List<String> parts = new ArrayList<>();
            node.forEach(e -> parts.add(e.isObject() ? e.toString() : e.asString()));
            row.put(name, String.join("; ", parts));
        } else {
            row.put(name, node.isString() ? node.stringValue() : new Plain(node.asString()));
        }
    }

    /// A number or a flag, which no spreadsheet takes for a formula.
    private record Plain(String text) {
        @Override
        public String toString() {
            return text;
        }
    }
}
