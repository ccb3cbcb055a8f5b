package scrip.server.http;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.JsonNode;

/// Reads the body of a request, with its limits.
final class Body {

    /// The maximum length of a JSON body.
    static final int BYTES_MAX = 1_000_000;

    private static final String JSON = "application/json";

    private Body() {}

    /// The body as JSON, whatever its shape.
    static JsonNode json(HttpServletRequest request) {
        return json(bytesOf(request, JSON, BYTES_MAX));
    }

    /// A body that must be an object.
    static JsonNode object(JsonNode json) {
        if (!json.isObject()) {
            throw new ProblemException(
                    ProblemCode.JSON_MALFORMED, "the body is not a JSON object: write { … }");
        }
        return json;
    }

    /// The bytes of a body of that type.
    static byte[] bytesOf(HttpServletRequest request, String type, int bytesMax) {
        checkType(request, type);
        return bytes(request, bytesMax);
    }

    /// The body as JSON that may also be declared as another type.
    static JsonNode json(HttpServletRequest request, String other) {
        checkType(request, JSON, other);
        return json(bytes(request, BYTES_MAX));
    }

    static JsonNode json(byte[] bytes) {
        String text = Characters.text(bytes);
        try {
            return Json.read(text);
        } catch (StreamReadException malformed) {
            throw new ProblemException(
                    ProblemCode.JSON_MALFORMED, "the body is not valid JSON" + where(malformed));
        } catch (JacksonException malformed) {
            throw new ProblemException(
                    ProblemCode.JSON_MALFORMED,
                    "the body is not one JSON object" + where(malformed));
        }
    }

    /// The body as a file of any type.
    static byte[] file(HttpServletRequest request, int bytesMax) {
        return bytes(request, bytesMax);
    }

    /// Whether there is no body.
    static boolean isEmpty(HttpServletRequest request) {
        return request.getContentLengthLong() == 0
                || (request.getContentLengthLong() < 0
                        && request.getHeader("Transfer-Encoding") == null);
    }

    private static void checkType(HttpServletRequest request, String... types) {
        if (!List.of(types).contains(media(request))) {
            throw new ProblemException(
                    ProblemCode.MEDIA_TYPE_NOT_SUPPORTED,
                    "send the body as Content-Type: " + String.join(" or ", types));
        }
    }

    private static String media(HttpServletRequest request) {
        String type = request.getContentType();
        return type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    private static byte[] bytes(HttpServletRequest request, int most) {
        long told = request.getContentLengthLong();
        if (told > most) {
            throw tooLarge(most);
        }
        try {
            // Asking for no more than there is takes no larger buffer than is needed.
            int asked = told >= 0 ? (int) told : most + 1;
            byte[] bytes = Arrival.bytes(request, asked);
            if (bytes.length > most) {
                throw tooLarge(most);
            }
            return bytes;
        } catch (IOException broken) {
            throw new ProblemException(
                    ProblemCode.REQUEST_MALFORMED, "the body ended too early: send it again");
        }
    }

    private static ProblemException tooLarge(int most) {
        return new ProblemException(
                ProblemCode.BODY_TOO_LARGE,
                "the body of this request has at most " + most + " bytes");
    }

    private static String where(JacksonException malformed) {
        @Nullable TokenStreamLocation at = malformed.getLocation();
        return at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
    }
}
