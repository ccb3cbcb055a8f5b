package scrip.server.scim;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import scrip.server.http.Forms;
import scrip.server.http.ProblemException;
import tools.jackson.databind.JsonNode;

/// A filter as a condition of SQL. Attributes become expressions of a fixed table, values become
/// parameters.
final class FilterSql {

    /// What is compared, and how.
    ///
    /// @param expression of SQL
    record Column(String expression, Kind kind) {}

    enum Kind {
        /// A text in which case counts.
        EXACT,
        /// A text in which it does not.
        FOLDED,
        TRUTH,
        INSTANT,
        /// The id of a member, in an expression with one `%s` for the parameter.
        MEMBER
    }

    private final Map<String, Column> columns;
    private final String schema;
    private final Map<String, Object> parameters = new HashMap<>();

    private FilterSql(Map<String, Column> columns, String schema) {
        this.columns = columns;
        this.schema = schema;
    }

    /// A condition and its parameters.
    record Condition(String sql, Map<String, Object> parameters) {

        static final Condition ALL = new Condition("true", Map.of());
    }

    /// The condition of a filter.
    ///
    /// @param columns by the names of attributes in lower case
    /// @param schema that the attributes may name
    /// @throws ProblemException `invalidFilter` if it names anything else
    static Condition of(@Nullable Filter filter, Map<String, Column> columns, String schema) {
        if (filter == null) {
            return Condition.ALL;
        }
        FilterSql made = new FilterSql(columns, schema);
        String sql = made.sql(filter, null);
        return new Condition(sql, Map.copyOf(made.parameters));
    }

    /// @param of the attribute whose parts are named; null outside of brackets
    private String sql(Filter filter, @Nullable AttributePath of) {
        return switch (filter) {
            case Filter.And(Filter one, Filter other) ->
                    "(" + sql(one, of) + " and " + sql(other, of) + ")";
            case Filter.Or(Filter one, Filter other) ->
                    "(" + sql(one, of) + " or " + sql(other, of) + ")";
            case Filter.Not(Filter one) -> "(not coalesce(" + sql(one, of) + ", false))";
            case Filter.Present(AttributePath attribute) -> present(column(attribute, of));
            case Filter.Element(AttributePath attribute, Filter condition) -> {
                if (of != null) {
                    throw unknown(attribute);
                }
                yield sql(condition, attribute);
            }
            case Filter.Comparison(AttributePath attribute, Filter.Operator how, JsonNode value) ->
                    compared(column(attribute, of), how, value);
        };
    }

    private Column column(AttributePath attribute, @Nullable AttributePath of) {
        String named = attribute.schema();
        Column found =
                named == null || named.equalsIgnoreCase(schema)
                        ? columns.get(of == null ? attribute.full() : within(of, attribute))
                        : null;
        if (found == null) {
            throw unknown(attribute);
        }
        return found;
    }

    private static String within(AttributePath of, AttributePath part) {
        return of.full() + "." + part.full();
    }

    private static ProblemException unknown(AttributePath attribute) {
        return ScimType.INVALID_FILTER.fault(
                Sent.cut(attribute.full()) + ": nothing is found by this attribute");
    }

    private static String present(Column column) {
        return column.kind == Kind.MEMBER
                ? "(" + column.expression.formatted("m.directory_user") + ")"
                : "(" + column.expression + " is not null)";
    }

    private String compared(Column column, Filter.Operator how, JsonNode value) {
        if (value.isNull() && column.kind != Kind.MEMBER) {
            return switch (how) {
                case EQ -> "(" + column.expression + " is null)";
                case NE -> "(" + column.expression + " is not null)";
                case CO, SW, EW, GT, GE, LT, LE -> throw wrong("null is compared by eq or ne");
            };
        }
        return switch (column.kind) {
            case EXACT -> text(column.expression, how, parameter(text(value)));
            case FOLDED ->
                    text(
                            "lower(" + column.expression + ")",
                            how,
                            "lower(" + parameter(text(value)) + ")");
            case TRUTH -> equal(column.expression, how, parameter(truth(value)));
            case INSTANT -> "(" + column.expression + sign(how) + parameter(instant(value)) + ")";
            case MEMBER -> member(column.expression, how, value);
        };
    }

    private static String text(String expression, Filter.Operator how, String value) {
        return switch (how) {
            case EQ, NE -> equal(expression, how, value);
            case CO -> "(strpos(" + expression + ", " + value + ") > 0)";
            case SW -> "starts_with(" + expression + ", " + value + ")";
            case EW -> "(right(" + expression + ", length(" + value + ")) = " + value + ")";
            case GT, GE, LT, LE -> "(" + expression + " collate \"C\"" + sign(how) + value + ")";
        };
    }

    private static String equal(String expression, Filter.Operator how, String value) {
        return switch (how) {
            case EQ -> "(" + expression + " = " + value + ")";
            case NE -> "(" + expression + " is distinct from " + value + ")";
            case CO, SW, EW, GT, GE, LT, LE -> throw wrong("this is compared by eq or ne");
        };
    }

    private static String sign(Filter.Operator how) {
        return switch (how) {
            case EQ -> " = ";
            case NE -> " <> ";
            case GT -> " > ";
            case GE -> " >= ";
            case LT -> " < ";
            case LE -> " <= ";
            case CO, SW, EW -> throw wrong("an instant is compared by eq, ne, gt, ge, lt or le");
        };
    }

    private String member(String expression, Filter.Operator how, JsonNode value) {
        if (how != Filter.Operator.EQ) {
            throw wrong("members are found by eq");
        }
        UUID id = Ids.of(text(value));
        return id == null ? "false" : "(" + expression.formatted(parameter(id)) + ")";
    }

    private String parameter(Object value) {
        String name = "f" + parameters.size();
        parameters.put(name, value);
        return "cast(:" + name + " as " + type(value) + ")";
    }

    private static String type(Object value) {
        return switch (value) {
            case UUID _ -> "uuid";
            case Boolean _ -> "boolean";
            case Instant _ -> "timestamptz";
            default -> "text";
        };
    }

    private static String text(JsonNode value) {
        if (!value.isString()) {
            throw wrong("write a text in double quotes");
        }
        return value.stringValue();
    }

    private static Boolean truth(JsonNode value) {
        Boolean truth = Sent.truth(value);
        if (truth == null) {
            throw wrong("write true or false");
        }
        return truth;
    }

    private static Instant instant(JsonNode value) {
        try {
            Instant read = Forms.instant(text(value));
            if (read != null) {
                return read;
            }
        } catch (DateTimeException _) {
            // Reported below.
        }
        throw wrong("write an instant such as \"2026-03-01T09:00:00Z\"");
    }

    private static ProblemException wrong(String detail) {
        return ScimType.INVALID_FILTER.fault(detail);
    }
}
