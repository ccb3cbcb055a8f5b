package scrip.server.event;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import scrip.server.http.Call;
import scrip.server.http.ProblemCode;
import scrip.server.http.ProblemException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A CloudEvent in binary mode: its attributes are headers, its data is the body.
final class BinaryEvent {

    private static final String PREFIX = "ce-";
    private static final String JSON = "application/json";

    private BinaryEvent() {}

    /// The same event in the form of structured mode.
    static JsonNode read(Call call) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        for (String header : call.headerNames()) {
            String name = header.toLowerCase(Locale.ROOT);
            String value = call.header(header);
            if (name.startsWith(PREFIX) && value != null) {
                event.put(name.substring(PREFIX.length()), decoded(header, value));
            }
        }
        event.put("datacontenttype", JSON);
        event.set("data", call.document(JSON));
        return event;
    }

    /// What is not visible ASCII is percent-encoded UTF-8. Some senders write the bytes as they
    /// are, which the container reads as one character each.
    private static String decoded(String header, String value) {
        ByteBuffer bytes = ByteBuffer.allocate(value.length());
        int at = 0;
        while (at < value.length()) {
            char character = value.charAt(at);
            if (character == '%') {
                bytes.put(escaped(header, value, at + 1));
                at += 3;
            } else if (character > 0xFF) {
                throw wrong(header);
            } else {
                bytes.put((byte) character);
                at++;
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
        } catch (CharacterCodingException _) {
            throw wrong(header);
        }
    }

    private static byte escaped(String header, String value, int at) {
        if (at + 2 > value.length()) {
            throw wrong(header);
        }
        try {
            return (byte) HexFormat.fromHexDigits(value, at, at + 2);
        } catch (NumberFormatException _) {
            throw wrong(header);
        }
    }

    private static ProblemException wrong(String header) {
        return new ProblemException(
                ProblemCode.INPUT_INVALID,
                "header /" + header + ": write UTF-8 and percent-encode it");
    }
}
