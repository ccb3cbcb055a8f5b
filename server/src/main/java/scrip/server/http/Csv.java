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
/// each value in it. It begins with a byte order mark, so that Chinese is read as it is, and no
/// cell can be taken for a formula.
final class Csv {

    static final String TYPE = "text/csv;charset=UTF-8";

    private static final String MARK = "\uFEFF";
    private static final String LINE_END = "\r\n";
    private static final String FORMULA_STARTS = "=+-@\t\r";

    private Csv() {}

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
        List<Map<String, String>> rows = new ArrayList<>();
        Set<String> columns = new LinkedHashSet<>();
        for (JsonNode element : list) {
            Map<String, String> row = new LinkedHashMap<>();
            flatten("", element, row);
            columns.addAll(row.keySet());
            rows.add(row);
        }
        StringBuilder text = new StringBuilder(MARK);
        text.append(String.join(",", columns)).append(LINE_END);
        for (Map<String, String> row : rows) {
            List<String> cells =
                    columns.stream().map(c -> quoted(row.getOrDefault(c, ""))).toList();
            text.append(String.join(",", cells)).append(LINE_END);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void flatten(String name, JsonNode node, Map<String, String> row) {
        if (node.isObject()) {
            for (Map.Entry<String, JsonNode> field : node.properties()) {
                String inner = name.isEmpty() ? field.getKey() : name + "_" + field.getKey();
                flatten(inner, field.getValue(), row);
            }
        } else if (node.isArray()) {
            List<String> parts = new ArrayList<>();
            node.forEach(e -> parts.add(e.isObject() ? e.toString() : e.asString()));
            row.put(name, safe(String.join("; ", parts)));
        } else {
            row.put(name, node.isString() ? safe(node.stringValue()) : node.asString());
        }
    }

    private static String safe(String text) {
        boolean formula = !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0;
        return formula ? "'" + text : text;
    }

    private static String quoted(String cell) {
        boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? cell : "\"" + cell.replace("\"", "\"\"") + "\"";
    }
}
