package scrip.client;

import java.math.BigDecimal;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/// Reads and writes JSON (RFC 8259): objects are `Map`, arrays `List`, numbers `BigDecimal`.
final class Json {

    /// Deeper than anything that Scrip answers.
    static final int DEPTH_MAX = 50;

    private Json() {}

    /// A text that is not JSON.
    static final class Malformed extends Exception {

        private static final long serialVersionUID = 1L;

        Malformed(String message) {
            super(message);
        }
    }

    /// The value of a text.
    static @Nullable Object read(String text) throws Malformed {
        return new JsonReader(text).read();
    }

    /// The object of a text.
    static JsonObject object(String text) throws Malformed {
        JsonObject object = JsonObject.ofNullable(read(text));
        if (object == null) {
            throw new Malformed("not an object");
        }
        return object;
    }

    /// The text of a value: null, Boolean, Number, String, List or Map.
    static String text(@Nullable Object value) {
        StringBuilder out = new StringBuilder();
        write(out, value);
        return out.toString();
    }

    private static void write(StringBuilder out, @Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            out.append('{');
            Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator();
            while (entries.hasNext()) {
                Map.Entry<?, ?> entry = entries.next();
                quote(out, String.valueOf(entry.getKey()));
                out.append(':');
                write(out, entry.getValue());
                if (entries.hasNext()) {
                    out.append(',');
                }
            }
            out.append('}');
        } else if (value instanceof List<?> list) {
            out.append('[');
            for (int i = 0; i < list.size(); i++) {
                out.append(i == 0 ? "" : ",");
                write(out, list.get(i));
            }
            out.append(']');
        } else if (value instanceof BigDecimal number) {
            out.append(number.toPlainString());
        } else if (value == null || value instanceof Boolean || value instanceof Number) {
            out.append(value);
        } else {
            quote(out, value.toString());
        }
    }

    private static void quote(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ' || Character.isSurrogate(c)) {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }
}
