package scrip.server.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The text of an idempotency key.
final class KeyText {

    static final String HEADER = "Idempotency-Key";

    private static final int CHARACTERS_MAX = 200;
    static final String FORM = "a key of 1 to " + CHARACTERS_MAX + " visible ASCII characters";

    private KeyText() {}

    static boolean is(String key) {
        return !key.isEmpty() && key.length() <= CHARACTERS_MAX && Characters.areVisibleAscii(key);
    }

    /// That of the field `key` of a body; null without one.
    static @Nullable String field(Input body) {
        return body.has("key") ? body.parsed("key", FORM, k -> is(k) ? k : null) : null;
    }

    /// Adds the fault of a request without a key.
    private static void missing(List<InputFault> faults, boolean orField) {
        String or = orField ? " (or the field key)" : "";
        faults.add(
                new InputFault(
                        InputFault.HEADER,
                        "/" + HEADER,
                        "is missing: send a key of your own"
                                + or
                                + ", and the same one when you repeat the request"));
    }

    /// That of the header, which is required.
    static String required(@Nullable String header, List<InputFault> faults) {
        if (header == null) {
            missing(faults, false);
            return "";
        }
        return header;
    }

    /// That of the header or the field `key` of a body; one of them is required.
    static String either(@Nullable String header, Input body, List<InputFault> faults) {
        String field = field(body);
        if (header == null && field == null) {
            missing(faults, true);
            return "";
        }
        if (header != null && field != null && !header.equals(field)) {
            body.fault("key", "differs from the header " + HEADER + ": send one of them");
        }
        return field != null ? field : String.valueOf(header);
    }
}
