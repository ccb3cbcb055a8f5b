package scrip.server;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import scrip.server.connection.ConnectionLimits;
import scrip.server.connection.Hosts;
import scrip.server.connection.Perimeter;
import scrip.server.connection.Proxies;
import scrip.server.connection.Tls;

/// Reads the settings of what surrounds a server: proxies, names, certificates.
final class Surroundings {

    static final String MANAGEMENT_PORT_NAME = "SCRIP_MANAGEMENT_PORT";
    static final String MANAGEMENT_HOST_NAME = "SCRIP_MANAGEMENT_HOST";

    private Surroundings() {}

    static String managementHost(Map<String, String> environment) {
        return environment.getOrDefault(MANAGEMENT_HOST_NAME, Perimeter.LOOPBACK);
    }

    /// @param origin the public address; null for none
    /// @throws IllegalArgumentException for a setting that cannot be used
    static Perimeter of(
            Map<String, String> environment,
            @Nullable Integer managementPort,
            @Nullable String origin) {
        Tls tls =
                Tls.of(environment.get("SCRIP_TLS_CERTIFICATE"), environment.get("SCRIP_TLS_KEY"));
        return new Perimeter(
                managementPort,
                managementHost(environment),
                Proxies.of(environment.get("SCRIP_PROXIES")),
                Hosts.of(environment.get("SCRIP_HOSTS"), origin),
                tls != null || (origin != null && origin.startsWith("https://")),
                tls,
                ConnectionLimits.standard());
    }
}
