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
    static void missing(List<InputFault> faults, boolean orField) {
        String or = orField ? " (or the field key)" : "";
        faults.add(
                new InputFault(
                        InputFault.HEADER,
                        "/" + HEADER,
                        "is missing: send a key of your own"
                                + or
                                + ", and the same one when you repeat the request"));
    }
}
