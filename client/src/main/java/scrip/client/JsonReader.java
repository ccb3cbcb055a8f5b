package scrip.client;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads one text.
final class JsonReader {

    private static final int NUMBER_CHARACTERS_MAX = 40;
    private static final int HEX = 16;
    private static final int CODE_DIGITS = 4;

    private final String text;
    private int at;

    JsonReader(String text) {
        this.text = text;
    }

    @Nullable
    Object read() throws Json.Malformed {
        Object value = value(0);
        space();
        if (at < text.length()) {
            throw wrong("more than one value");
        }
        return value;
    }

    private @Nullable Object value(int depth) throws Json.Malformed {
        if (depth > Json.DEPTH_MAX) {
            throw wrong("too deep");
        }
        space();
        return switch (peek()) {
            case '{' -> object(depth);
            case '[' -> array(depth);
            case '"' -> string();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case 'n' -> word("null", null);
            default -> number();
        };
    }

    private Map<String, @Nullable Object> object(int depth) throws Json.Malformed {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        at++;
        space();
        if (peek() == '}') {
            at++;
            return all;
        }
        while (true) {
            space();
            String name = string();
            space();
            expect(':');
            // Of two fields of one name nobody knows which is meant.
            if (all.containsKey(name)) {
                throw wrong("two fields " + name);
            }
            all.put(name, value(depth + 1));
            space();
            if (peek() == '}') {
                at++;
                return all;
            }
            expect(',');
        }
    }

    private List<@Nullable Object> array(int depth) throws Json.Malformed {
        List<@Nullable Object> all = new ArrayList<>();
        at++;
        space();
        if (peek() == ']') {
            at++;
            return all;
        }
        while (true) {
            all.add(value(depth + 1));
            space();
            if (peek() == ']') {
                at++;
                return all;
            }
            expect(',');
        }
    }

    private String string() throws Json.Malformed {
        expect('"');
        StringBuilder out = new StringBuilder();
        while (true) {
            char c = next();
            if (c == '"') {
                return out.toString();
            }
            if (c < ' ') {
                throw wrong("a control character in a text");
            }
            out.append(c == '\\' ? escaped() : c);
        }
    }

    private char escaped() throws Json.Malformed {
        char c = next();
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> code();
            default -> throw wrong("an unknown escape");
        };
    }

    private char code() throws Json.Malformed {
        int code = 0;
        for (int i = 0; i < CODE_DIGITS; i++) {
            int digit = Character.digit(next(), HEX);
            if (digit < 0) {
                throw wrong("no hexadecimal digit");
            }
            code = code * HEX + digit;
        }
        return (char) code;
    }

    private BigDecimal number() throws Json.Malformed {
        int from = at;
        while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        String digits = text.substring(from, at);
        if (digits.length() > NUMBER_CHARACTERS_MAX
                || !digits.matches("-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,3})?")) {
            throw wrong("no value");
        }
        return new BigDecimal(digits);
    }

    private @Nullable Object word(String word, @Nullable Object value) throws Json.Malformed {
        if (!text.startsWith(word, at)) {
            throw wrong("no value");
        }
        at += word.length();
        return value;
    }

    private void space() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private char peek() throws Json.Malformed {
        if (at >= text.length()) {
            throw wrong("ends too early");
        }
        return text.charAt(at);
    }

    private char next() throws Json.Malformed {
        char c = peek();
        at++;
        return c;
    }

    private void expect(char c) throws Json.Malformed {
        if (next() != c) {
            throw wrong("expected " + c);
        }
    }

    private Json.Malformed wrong(String what) {
        return new Json.Malformed(what + ", at character " + at);
    }
}
