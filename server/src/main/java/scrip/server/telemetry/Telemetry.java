package scrip.server.telemetry;

import org.jspecify.annotations.Nullable;

/// Sets up what leaves the program beside its answers, before anything else begins.
public final class Telemetry {

    private Telemetry() {}

    /// Begins it.
    ///
    /// @param json whether log lines are JSON
    /// @param collector of traces; null for none
    public static void use(boolean json, Traces.@Nullable Collector collector) {
        if (json) {
            LogFormat.json();
        }
        if (collector != null) {
            Traces.use(collector);
        }
    }
}
