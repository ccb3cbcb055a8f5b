package scrip.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Units that are held until they are captured or released, or its end.
///
/// @param key with which it was made, and by which it is captured and released
/// @param organization that holds
/// @param within the consortium on whose behalf; null for none
/// @param available units that are left besides
/// @param endsAt when what is not captured becomes free by itself; empty if the server did not say
public record Hold(
        String key,
        String organization,
        @Nullable String within,
        long held,
        long available,
        Optional<Instant> endsAt) {

    static Hold of(Use use, JsonObject answer) {
        return new Hold(
                answer.text("hold", use.key()),
                use.organization(),
                use.within(),
                answer.whole("held", 0),
                answer.whole("available", 0),
                Optional.ofNullable(answer.instantOrNull("ends_at")));
    }

    /// The key as a part of a path.
    String pathPart() {
        return URLEncoder.encode(key, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /// What a capture or a release sends besides its key.
    Map<String, @Nullable Object> fields(String ownKey) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("key", ownKey);
        body.put("organization", organization);
        if (within != null) {
            body.put("within", within);
        }
        return body;
    }
}
