package scrip.client;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// An object that the server sent. What is missing, null or of another type than expected is taken
/// as missing: answers may get more fields, and more values of those there are.
final class JsonObject {

    static final JsonObject EMPTY = new JsonObject(Map.of());

    private final Map<?, ?> fields;

    private JsonObject(Map<?, ?> fields) {
        this.fields = fields;
    }

    static @Nullable JsonObject ofNullable(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? new JsonObject(map) : null;
    }

    Map<?, ?> fields() {
        return fields;
    }

    @Nullable
    String textOrNull(String name) {
        return fields.get(name) instanceof String text ? text : null;
    }

    String text(String name, String otherwise) {
        String text = textOrNull(name);
        return text == null ? otherwise : text;
    }

    @Nullable
    Long wholeOrNull(String name) {
        if (fields.get(name) instanceof BigDecimal number) {
            try {
                return number.longValueExact();
            } catch (ArithmeticException notWhole) {
                return null;
            }
        }
        return null;
    }

    long whole(String name, long otherwise) {
        Long whole = wholeOrNull(name);
        return whole == null ? otherwise : whole;
    }

    boolean flag(String name) {
        return Boolean.TRUE.equals(fields.get(name));
    }

    @Nullable
    Instant instantOrNull(String name) {
        String text = textOrNull(name);
        if (text == null) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException otherForm) {
            return null;
        }
    }

    @Nullable
    JsonObject objectOrNull(String name) {
        return ofNullable(fields.get(name));
    }

    List<JsonObject> objects(String name) {
        List<JsonObject> all = new ArrayList<>();
        if (fields.get(name) instanceof List<?> list) {
            for (Object one : list) {
                JsonObject object = ofNullable(one);
                if (object != null) {
                    all.add(object);
                }
            }
        }
        return all;
    }
}
