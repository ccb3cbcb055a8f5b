package scrip.server.telemetry;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/// Traces of requests, for the whole process as the log is. A request continues the trace of its
/// caller, told by the header `traceparent` (W3C); its log lines have that trace's id, also if no
/// spans are sent anywhere.
public final class Traces {

    private static final String ENDPOINT = "SCRIP_OTLP_ENDPOINT";
    private static final String SHARE = "SCRIP_OTLP_SHARE";
    private static final Pattern PARENT =
            Pattern.compile(
                    "(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-.{2,}");

    private static volatile @Nullable Spans spans;

    private Traces() {}

    /// Where spans are sent.
    ///
    /// @param share of them, from 0 to 1
    public record Collector(String address, double share) {}

    /// The collector that the settings name; null for none.
    ///
    /// @throws IllegalArgumentException for a setting that cannot be used
    public static @Nullable Collector collector(Map<String, String> settings) {
        String endpoint = settings.getOrDefault(ENDPOINT, "").strip();
        double share = share(settings.getOrDefault(SHARE, "1").strip());
        return endpoint.isEmpty() ? null : new Collector(address(endpoint), share);
    }

    /// Sends spans from now on until the process ends.
    static void use(Collector collector) {
        begin(collector.address(), collector.share());
        Runtime.getRuntime().addShutdownHook(new Thread(Traces::end, "traces-end"));
    }

    static void begin(String endpoint, double share) {
        spans = Spans.to(endpoint, share);
    }

    /// Sends what is left, and no more.
    static void end() {
        Spans on = spans;
        spans = null;
        if (on != null) {
            on.close();
        }
    }

    private static String address(String endpoint) {
        try {
            URI address = URI.create(endpoint);
            String scheme = String.valueOf(address.getScheme());
            if (address.getHost() != null && (scheme.equals("http") || scheme.equals("https"))) {
                return endpoint.replaceFirst("/+$", "") + "/v1/traces";
            }
        } catch (IllegalArgumentException _) {
            // Told below.
        }
        throw new IllegalArgumentException(
                ENDPOINT
                        + " is the address of a collector that speaks OTLP over HTTP, such as"
                        + " http://localhost:4318, not '"
                        + endpoint
                        + "'");
    }

    private static double share(String text) {
        try {
            double share = Double.parseDouble(text);
            if (share >= 0 && share <= 1) {
                return share;
            }
        } catch (NumberFormatException _) {
            // Told below.
        }
        throw new IllegalArgumentException(
                SHARE + " is the share of traces that are sent, from 0 to 1, not '" + text + "'");
    }

    /// A request begins.
    ///
    /// @param parent its header `traceparent`; null for none
    /// @param state its header `tracestate`; null for none
    public static Traced request(String method, @Nullable String parent, @Nullable String state) {
        Spans on = spans;
        if (on != null) {
            return on.request(method, parent, state);
        }
        if (parent != null) {
            trace(parent).ifPresent(id -> MDC.put(LogFields.TRACE, id));
        }
        return Traced.NOTHING;
    }

    /// The request of this thread is for an operation.
    public static void operation(String name, String requestId) {
        Spans on = spans;
        if (on != null) {
            on.current().named(name, "scrip.request_id", requestId);
        }
    }

    /// A step of the request of this thread begins.
    public static Traced step(String name) {
        Spans on = spans;
        return on == null ? Traced.NOTHING : on.step(name);
    }

    /// The id of a trace, from the header that tells it; empty if that has not its form.
    static Optional<String> trace(String parent) {
        Matcher form = PARENT.matcher(parent);
        return form.matches() ? Optional.of(form.group(1)) : Optional.empty();
    }
}
