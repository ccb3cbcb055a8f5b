package scrip.server.telemetry;

import java.util.Map;

/// Sets up what leaves the program, before anything else begins.
public final class Telemetry {

    private Telemetry() {}

    /// Does what the settings say.
    ///
    /// @throws IllegalArgumentException for a setting that cannot be used
    public static void use(Map<String, String> environment) {
        LogFormat.use(environment.get("SCRIP_LOG"));
        Traces.use(environment);
    }
}
