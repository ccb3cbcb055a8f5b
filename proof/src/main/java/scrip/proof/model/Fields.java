package scrip.proof.model;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads the loosely typed fields of a step, as a YAML parser or a simulation supplies them. */
final class Fields {
    private Fields() {}

    static String text(Map<String, Object> fields, String name) {
        Object value = fields.get(name);
        return value == null ? null : value.toString();
    }

    static String required(Map<String, Object> fields, String name) {
        String value = text(fields, name);
        if (value == null) {
            throw new IllegalArgumentException("field missing: " + name + " in " + fields);
        }
        return value;
    }

    static Long number(Map<String, Object> fields, String name) {
        Object value = fields.get(name);
        return switch (value) {
            case null -> null;
            case Number number -> number.longValue();
            default -> Long.valueOf(value.toString());
        };
    }

    static boolean flag(Map<String, Object> fields, String name, boolean otherwise) {
        Object value = fields.get(name);
        return value == null ? otherwise : Boolean.parseBoolean(value.toString());
    }

    static BigDecimal amount(Object value) {
        return value == null ? null : new BigDecimal(value.toString());
    }

    /** An instant; a date alone is the start of that day in the zone. */
    static Instant instant(Object value, ZoneId zone) {
        return switch (value) {
            case null -> null;
            case Instant instant -> instant;
            case Date date -> date.toInstant();
            default -> {
                String text = value.toString();
                yield text.indexOf('T') < 0
                        ? LocalDate.parse(text).atStartOfDay(zone).toInstant()
                        : ZonedDateTime.parse(text).toInstant();
            }
        };
    }

    static LocalDate date(Object value, ZoneId zone) {
        return switch (value) {
            case null -> null;
            case LocalDate date -> date;
            case Instant instant -> instant.atZone(zone).toLocalDate();
            case Date date -> date.toInstant().atZone(ZoneId.of("UTC")).toLocalDate();
            default -> LocalDate.parse(value.toString());
        };
    }

    static Map<String, Object> map(Object value) {
        Map<String, Object> copy = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, inner) -> copy.put(key.toString(), inner));
        }
        return copy;
    }

    static List<Object> list(Object value) {
        return value instanceof List<?> list ? new ArrayList<>(list) : new ArrayList<>();
    }

    /** The content of a command in a comparable form, to which its key is bound (R7). */
    static Map<String, Object> content(Map<String, Object> fields, String... except) {
        Map<String, Object> content = new TreeMap<>();
        fields.forEach((name, value) -> {
            if (value != null) {
                content.put(name, value instanceof Number n ? n.longValue() : value);
            }
        });
        for (String name : except) {
            content.remove(name);
        }
        content.putIfAbsent("surface", "api");
        if (!flag(content, "reported", false)) {
            content.remove("reported");
        }
        content.computeIfPresent("event_at", (_, at) -> instant(at, ZoneId.of("UTC")));
        return content;
    }
}
