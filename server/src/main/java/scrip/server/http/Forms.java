package scrip.server.http;

import java.math.BigDecimal;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads values from texts of the contract's form; null for another form.
final class Forms {

    private static final Pattern AMOUNT = Pattern.compile("(0|[1-9][0-9]{0,14})([.][0-9]{1,6})?");
    private static final int UUID_CHARACTERS = 36;

    private Forms() {}

    static @Nullable UUID uuid(String text) {
        return text.length() == UUID_CHARACTERS ? UUID.fromString(text) : null;
    }

    static @Nullable BigDecimal decimal(String text) {
        return AMOUNT.matcher(text).matches() ? new BigDecimal(text) : null;
    }
}
