package scrip.server.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// The parameters of a query string.
///
/// @param table the table that a list is wanted as: `format=csv` or `format=xlsx`, which is none of
///   the values; null for none
record Parameters(Map<String, JsonNode> values, @Nullable TableFormat table) {

    private static final Set<String> OF_A_PAGE = Set.of("cursor", "limit");

    /// Parses the query string of a request and adds its faults.
    static Parameters of(HttpServletRequest request, List<InputFault> faults) {
        String text = request.getQueryString();
        if (text == null || text.isEmpty()) {
            return new Parameters(Map.of(), null);
        }
        Map<String, JsonNode> all = new LinkedHashMap<>();
        TableFormat table = null;
        for (String pair : text.split("&", -1)) {
            if (faults.size() >= Input.FAULTS_MAX) {
                break;
            }
            int equals = pair.indexOf('=');
            String name =
                    Characters.decoded(equals < 0 ? pair : pair.substring(0, equals), null, faults);
            String value =
                    Characters.decoded(equals < 0 ? "" : pair.substring(equals + 1), name, faults);
            TableFormat asked =
                    name.equals(TableFormat.PARAMETER) && request.getMethod().equals("GET")
                            ? TableFormat.of(value)
                            : null;
            if (asked != null) {
                table = asked;
            } else if (all.put(name, JsonNodeFactory.instance.stringNode(value)) != null) {
                faults.add(
                        new InputFault(
                                InputFault.QUERY,
                                "/" + Characters.escaped(name),
                                "is there more than once"));
            }
        }
        return new Parameters(all, table);
    }

    /// The same, continued by a cursor.
    Parameters turned(String cursor) {
        Map<String, JsonNode> next = new LinkedHashMap<>(values);
        next.put("cursor", JsonNodeFactory.instance.stringNode(cursor));
        return new Parameters(next, table);
    }

    /// All but which part of the list is wanted.
    SortedMap<String, JsonNode> filters() {
        SortedMap<String, JsonNode> filters = new TreeMap<>(values);
        filters.keySet().removeAll(OF_A_PAGE);
        return filters;
    }
}
