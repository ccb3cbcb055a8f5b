package scrip.server.scim;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Reads ids of users and groups.
final class Ids {

    private static final int CHARACTERS = 36;

    private Ids() {}

    /// The id; null if the text is none.
    static @Nullable UUID of(String text) {
        try {
            return text.length() == CHARACTERS ? UUID.fromString(text) : null;
        } catch (IllegalArgumentException _) {
            return null;
        }
    }
}
