package scrip.server;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import scrip.server.connection.ConnectionLimits;
import scrip.server.connection.Perimeter;

/// Reads the settings of what surrounds a server: proxies, names, certificates.
final class Surroundings {

    static final String MANAGEMENT_PORT_NAME = "SCRIP_MANAGEMENT_PORT";
    static final String MANAGEMENT_HOST_NAME = "SCRIP_MANAGEMENT_HOST";

    private Surroundings() {}

    static String managementHost(Map<String, String> environment) {
        return environment.getOrDefault(MANAGEMENT_HOST_NAME, Perimeter.LOOPBACK);
    }

    /// @param managementPort null for none
    static Perimeter of(
            Map<String, String> environment,
            @Nullable Integer managementPort,
            ServerSettings read) {
        String origin = read.origin();
        return new Perimeter(
                managementPort,
                managementHost(environment),
                read.proxies(),
                read.hosts(),
                read.tls() != null || (origin != null && origin.startsWith("https://")),
                read.tls(),
                ConnectionLimits.standard());
    }
}
