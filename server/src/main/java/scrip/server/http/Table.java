package scrip.server.http;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A list as a table: every row that its filters take, read page after page while it is written, so
/// no more than a page is in memory.
final class Table {

    /// The maximum number of elements of a table.
    static final int ROWS_MAX = 100_000;

    private static final List<TableColumns.Kind> NAMED =
            List.of(TableColumns.Kind.ITEM, TableColumns.Kind.ORGANIZATION);

    private final Call call;
    private final TableNames names;
    private final List<TableColumns.Column> columns;
    private final ZoneId zone;
    private JsonNode page;

    private Table(Call call, TableNames names, JsonNode first) {
        this.call = call;
        this.names = names;
        this.columns = TableColumns.of(call.route(), call.path().values());
        this.zone = names.zone(call);
        this.page = first;
    }

    /// The table of which a reply is the first page.
    ///
    /// @throws ProblemException if the reply is no list
    static Table of(Call call, Reply reply, TableNames names) {
        JsonNode first = Json.treeOf(reply.body());
        if (!first.path("items").isArray()) {
            throw new ProblemException(
                    ProblemCode.INPUT_INVALID,
                    "query /format: this is not a list, so it cannot be sent as a table");
        }
        return new Table(call, names, first);
    }

    /// The name of its file, without an ending.
    private String file() {
        List<String> parts = new ArrayList<>();
        String organization = call.path().get(Admission.ORGANIZATION);
        if (organization != null) {
            parts.add(organization);
        }
        for (String part : call.route().path().split("/", -1)) {
            if (!part.isEmpty() && !part.startsWith("{") && !part.equals("v1")) {
                parts.add(part);
            }
        }
        String section = call.path().get("section");
        if (section != null) {
            parts.add(section);
        }
        parts.remove("organizations");
        return parts.isEmpty() ? "organizations" : String.join("-", parts);
    }

    /// The cursor of the rest, of a table that was asked for in part; null if it has everything.
    private @Nullable String next() {
        return isPart() && page.path("next").isString() ? page.path("next").asString() : null;
    }

    /// Whether so many rows are wanted and no more.
    private boolean isPart() {
        return call.parameters().values().containsKey("limit");
    }

    /// The answer with the table. If it was wanted in part, the header `Scrip-Next` has the cursor
    /// of the rest.
    Edge.Written written(TableFormat format, Reply reply) {
        Map<String, String> headers = new LinkedHashMap<>(reply.headers());
        headers.put("Cache-Control", "no-store");
        headers.put(
                "Content-Disposition",
                "attachment; filename=\"" + file() + "." + format.ending() + "\"");
        String next = next();
        if (next != null) {
            headers.put("Scrip-Next", next);
        }
        return new Edge.Written(
                reply.status(), format.type(), new byte[0], headers, out -> write(format, out));
    }

    private void write(TableFormat format, OutputStream out) throws IOException {
        TableWriter writer = TableWriter.of(format, out);
        writer.row(head());
        long rows = 0;
        while (true) {
            rows += add(writer);
            JsonNode next = page.path("next");
            if (isPart() || !next.isString()) {
                break;
            }
            if (rows >= ROWS_MAX) {
                writer.row(
                        List.of(
                                "There are more than "
                                        + ROWS_MAX
                                        + " rows: filter the list to see the rest."));
                break;
            }
            Call turned = call.turned(next.asString());
            page = Json.treeOf(call.route().handler().handle(turned).body());
        }
        writer.end();
    }

    private List<String> head() {
        List<String> head = new ArrayList<>();
        for (TableColumns.Column column : columns) {
            boolean time = column.kind() == TableColumns.Kind.TIME;
            head.add(time ? column.name() + " (" + zone.getId() + ")" : column.name());
            if (NAMED.contains(column.kind())) {
                head.add(column.name() + "_name");
            }
        }
        return head;
    }

    /// How many elements were added.
    private int add(TableWriter writer) throws IOException {
        JsonNode items = page.path("items");
        Map<TableColumns.Kind, Map<String, String>> named = named(items);
        for (JsonNode item : items) {
            JsonNode lines = item.path(TableColumns.LINES);
            boolean hasLines = columns.stream().anyMatch(TableColumns.Column::isOfLine);
            if (hasLines && lines.isArray() && !lines.isEmpty()) {
                for (JsonNode line : lines) {
                    writer.row(row(item, line, named));
                }
            } else {
                writer.row(row(item, null, named));
            }
        }
        return items.size();
    }

    private List<@Nullable Object> row(
            JsonNode item,
            @Nullable JsonNode line,
            Map<TableColumns.Kind, Map<String, String>> named) {
        List<@Nullable Object> cells = new ArrayList<>();
        for (TableColumns.Column column : columns) {
            JsonNode value = value(column.isOfLine() ? line : item, column.path());
            cells.add(value == null ? null : cell(column, value));
            if (NAMED.contains(column.kind())) {
                cells.add(
                        value == null
                                ? null
                                : named.getOrDefault(column.kind(), Map.of())
                                        .get(value.asString("")));
            }
        }
        return cells;
    }

    private static @Nullable JsonNode value(@Nullable JsonNode from, List<String> path) {
        JsonNode value = from;
        for (String name : path) {
            value = value == null ? null : value.get(name);
        }
        return value == null || value.isNull() ? null : value;
    }

    private Object cell(TableColumns.Column column, JsonNode value) {
        if (!value.isString()) {
            return value.isNumber() ? value.decimalValue() : text(value);
        }
        String text = value.stringValue();
        return switch (column.kind()) {
            case NUMBER -> new BigDecimal(text);
            case TIME -> LocalDateTime.ofInstant(Instant.parse(text), zone).withNano(0);
            case DATE -> LocalDate.parse(text);
            case TEXT, ITEM, ORGANIZATION -> text;
        };
    }

    /// A value that is no single one, for people to read.
    private static String text(JsonNode value) {
        List<String> parts = new ArrayList<>();
        if (value.isArray()) {
            value.forEach(one -> parts.add(text(one)));
            return String.join("; ", parts);
        }
        if (value.isObject()) {
            value.properties().forEach(e -> parts.add(e.getKey() + " " + text(e.getValue())));
            return String.join(", ", parts);
        }
        return value.asString();
    }

    /// The names of what the ids of a page are of.
    private Map<TableColumns.Kind, Map<String, String>> named(JsonNode items) {
        Map<TableColumns.Kind, Set<String>> ids = new HashMap<>();
        for (TableColumns.Column column : columns) {
            if (!NAMED.contains(column.kind())) {
                continue;
            }
            Set<String> some = ids.computeIfAbsent(column.kind(), _ -> new HashSet<>());
            for (JsonNode item : items) {
                List<JsonNode> parts = new ArrayList<>();
                if (column.isOfLine()) {
                    item.path(TableColumns.LINES).forEach(parts::add);
                } else {
                    parts.add(item);
                }
                for (JsonNode part : parts) {
                    JsonNode value = value(part, column.path());
                    if (value != null && value.isString()) {
                        some.add(value.stringValue());
                    }
                }
            }
        }
        Map<TableColumns.Kind, Map<String, String>> named = new HashMap<>();
        Set<String> found = ids.getOrDefault(TableColumns.Kind.ITEM, Set.of());
        named.put(TableColumns.Kind.ITEM, found.isEmpty() ? Map.of() : names.items(call, found));
        found = ids.getOrDefault(TableColumns.Kind.ORGANIZATION, Set.of());
        named.put(
                TableColumns.Kind.ORGANIZATION,
                found.isEmpty() ? Map.of() : names.organizations(call, found));
        return named;
    }
}
