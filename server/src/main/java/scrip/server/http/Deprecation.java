package scrip.server.http;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// That an operation will be taken back, as its answers tell whoever still calls it.
///
/// @param since the day from which on it should be called no more (RFC 9745)
/// @param until the day on which it may be gone (RFC 8594); null if that is not decided
/// @param instead a page that tells what to call instead
public record Deprecation(LocalDate since, @Nullable LocalDate until, String instead) {

    public Deprecation {
        if (until != null && !until.isAfter(since)) {
            throw new IllegalArgumentException("gone on " + until + ", before " + since);
        }
    }

    Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(
                "Deprecation",
                "@" + since.atStartOfDay(ZoneOffset.UTC).toInstant().getEpochSecond());
        if (until != null) {
            headers.put(
                    "Sunset",
                    DateTimeFormatter.RFC_1123_DATE_TIME.format(
                            until.atStartOfDay().atOffset(ZoneOffset.UTC)));
        }
        headers.put("Link", "<" + instead + ">; rel=\"deprecation\"");
        return headers;
    }
}
