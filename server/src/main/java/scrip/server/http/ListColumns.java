package scrip.server.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// The columns that the table of a list can have, as the contract promises them: the header of a
/// list in which there is nothing.
final class ListColumns {

    private static final String CONTRACT = "/openapi.yaml";
    private static final String SCHEMAS = "#/components/schemas/";

    private static final ListColumns ALL = new ListColumns(contract());

    private final Map<?, ?> paths;
    private final Map<?, ?> schemas;

    private ListColumns(Map<?, ?> contract) {
        paths = map(contract, "paths");
        schemas = map(map(contract, "components"), "schemas");
    }

    /// The columns of a list in the answer of an operation that reads; none if the contract does
    /// not say what is in it.
    ///
    /// @param path of the operation, with parameters in braces
    /// @param list the name of the list in the answer
    static Set<String> of(String path, String list) {
        Map<?, ?> answer = ALL.paths;
        for (String name :
                List.of(path, "get", "responses", "200", "content", "application/json", "schema")) {
            answer = map(answer, name);
        }
        Set<String> columns = new LinkedHashSet<>();
        for (Map<?, ?> form : ALL.forms(answer)) {
            Map<?, ?> rows = ALL.resolved(map(map(form, "properties"), list));
            ALL.collect("", map(rows, "items"), columns);
        }
        return columns;
    }

    /// Adds the columns of a value: one for each value that is in it at any depth.
    private void collect(String name, Map<?, ?> schema, Set<String> columns) {
        for (Map<?, ?> form : forms(schema)) {
            Map<?, ?> fields = map(form, "properties");
            if (fields.isEmpty() && !name.isEmpty()) {
                columns.add(name);
            }
            for (Map.Entry<?, ?> field : fields.entrySet()) {
                if (field.getValue() instanceof Map<?, ?> value) {
                    collect(CsvTable.column(name, field.getKey().toString()), value, columns);
                }
            }
        }
    }

    /// The schemas that a schema combines, or the schema itself.
    private List<Map<?, ?>> forms(Map<?, ?> schema) {
        Map<?, ?> found = resolved(schema);
        for (String combined : List.of("oneOf", "anyOf", "allOf")) {
            if (found.get(combined) instanceof List<?> parts) {
                return parts.stream()
                        .<Map<?, ?>>mapMulti((part, each) -> {
                            if (part instanceof Map<?, ?> one) {
                                forms(one).forEach(each);
                            }
                        })
                        .toList();
            }
        }
        return List.of(found);
    }

    private Map<?, ?> resolved(Map<?, ?> schema) {
        Map<?, ?> found = schema;
        while (found.get("$ref") instanceof String name) {
            found = map(schemas, name.substring(SCHEMAS.length()));
        }
        return found;
    }

    private static Map<?, ?> map(Map<?, ?> of, String name) {
        return of.get(name) instanceof Map<?, ?> found ? found : Map.of();
    }

    private static Map<?, ?> contract() {
        try (InputStream file = ListColumns.class.getResourceAsStream(CONTRACT)) {
            return (Map<?, ?>)
                    new Load(LoadSettings.builder().build())
                            .loadFromInputStream(Objects.requireNonNull(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
