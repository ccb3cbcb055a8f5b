package scrip.server.http;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import scrip.core.text.Unicode;
import tools.jackson.databind.JsonNode;

/// The one place that checks every text of a request, whatever it means, for being well-formed
/// Unicode sent as UTF-8 (X3). A lone surrogate would be stored as a different text from the one
/// that was compared.
final class Characters {

    private static final String REPLACEMENT = "\uFFFD";
    private static final String HALF = "contains half a character (a lone surrogate): ";
    private static final String ENCODING = "is not percent-encoded UTF-8: encode it as UTF-8";
    private static final char ASCII_LAST = 127;
    private static final int FAULTS_MAX = 100;
    private static final int NAME_CHARACTERS_MAX = 80;

    private Characters() {}

    /// Adds a fault for every name and text of a JSON value that is not well-formed.
    static void check(JsonNode value, List<InputFault> faults) {
        // Where something stands is only written down once there is something to say.
        if (!isWellFormed(value)) {
            check(value, "", faults);
        }
    }

    private static boolean isWellFormed(JsonNode value) {
        if (value.isString()) {
            return Unicode.halfAt(value.stringValue()) < 0;
        }
        if (value.isArray()) {
            for (JsonNode one : value) {
                if (!isWellFormed(one)) {
                    return false;
                }
            }
            return true;
        }
        for (Map.Entry<String, JsonNode> field : value.properties()) {
            if (Unicode.halfAt(field.getKey()) >= 0 || !isWellFormed(field.getValue())) {
                return false;
            }
        }
        return true;
    }

    private static void check(JsonNode value, String at, List<InputFault> faults) {
        if (faults.size() >= FAULTS_MAX) {
            return;
        }
        if (value.isString()) {
            half(value.stringValue(), "", at, faults);
        } else if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                check(value.get(i), at + "/" + i, faults);
            }
        } else {
            for (Map.Entry<String, JsonNode> field : value.properties()) {
                String pointer = at + "/" + escaped(field.getKey());
                half(field.getKey(), "its name ", pointer, faults);
                check(field.getValue(), pointer, faults);
            }
        }
    }

    private static void half(String text, String what, String at, List<InputFault> faults) {
        int half = Unicode.halfAt(text);
        if (half >= 0) {
            String code = "U+%04X as character %d".formatted((int) text.charAt(half), half + 1);
            faults.add(new InputFault(InputFault.BODY, at, what + HALF + code));
        }
    }

    /// Adds the faults of the headers that the contract names and of the path parameters.
    static void check(
            HttpServletRequest request, Map<String, String> path, List<InputFault> faults) {
        for (Enumeration<String> names = request.getHeaderNames(); names.hasMoreElements(); ) {
            String name = names.nextElement();
            if (isOfContract(name)) {
                Collections.list(request.getHeaders(name)).stream()
                        .filter(value -> !isText(value))
                        .forEach(_ ->
                                faults.add(
                                        new InputFault(
                                                InputFault.HEADER,
                                                "/" + name,
                                                "is not valid UTF-8")));
            }
        }
        path.forEach((name, value) -> {
            if (value.contains(REPLACEMENT) || Unicode.halfAt(value) >= 0) {
                faults.add(new InputFault(InputFault.PATH, "/" + name, ENCODING));
            }
        });
    }

    private static boolean isOfContract(String header) {
        return begins(header, "scrip-")
                || begins(header, "if-")
                || header.equalsIgnoreCase("idempotency-key")
                || header.equalsIgnoreCase("x-request-id");
    }

    private static boolean begins(String header, String with) {
        return header.regionMatches(true, 0, with, 0, with.length());
    }

    /// Whether the bytes of a header are UTF-8. The container decodes each byte to one character.
    private static boolean isText(String header) {
        if (!Unicode.hasAny(header, c -> c > ASCII_LAST)) {
            return true;
        }
        try {
            StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(header.getBytes(StandardCharsets.ISO_8859_1)));
            return true;
        } catch (CharacterCodingException _) {
            return false;
        }
    }

    /// A part of the query string, decoded. If it cannot be decoded, a fault is added for the
    /// parameter it belongs to.
    static String decoded(String part, @Nullable String name, List<InputFault> faults) {
        try {
            String decoded = URLDecoder.decode(part, StandardCharsets.UTF_8);
            if (!decoded.contains(REPLACEMENT) && Unicode.halfAt(decoded) < 0) {
                return decoded;
            }
        } catch (IllegalArgumentException _) {
            // Reported below.
        }
        faults.add(
                new InputFault(
                        InputFault.QUERY, "/" + escaped(name == null ? part : name), ENCODING));
        return part;
    }

    /// The bytes of a body as text.
    static String text(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        return text.contains(REPLACEMENT) ? strictly(bytes) : text;
    }

    /// The same, told apart whether a replacement character was sent or stands for something else.
    private static String strictly(byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder.decode(in, out, true);
        out.flip();
        if (result.isError()) {
            String before = out.toString();
            int line = 1 + Math.toIntExact(before.chars().filter(c -> c == '\n').count());
            int column = before.length() - before.lastIndexOf('\n');
            throw new ProblemException(
                    ProblemCode.JSON_MALFORMED,
                    "the body is not valid UTF-8 (byte 0x%02X, line %d, column %d): encode it as UTF-8"
                            .formatted(bytes[in.position()], line, column));
        }
        return out.toString();
    }

    /// A name as part of a JSON pointer, short and well-formed.
    static String escaped(String name) {
        String cut =
                Unicode.cut(name, NAME_CHARACTERS_MAX)
                        + (name.length() <= NAME_CHARACTERS_MAX ? "" : "…");
        return Unicode.spelled(cut).replace("~", "~0").replace("/", "~1");
    }

    /// Whether all characters of a text are letters, digits and signs of ASCII.
    static boolean areVisibleAscii(String text) {
        return !Unicode.hasAny(text, c -> c <= ' ' || c >= ASCII_LAST);
    }
}
