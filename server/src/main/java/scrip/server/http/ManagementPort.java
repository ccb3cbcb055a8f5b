package scrip.server.http;

import java.util.OptionalInt;
import org.apache.catalina.connector.Connector;
import org.jspecify.annotations.Nullable;
import scrip.server.connection.GuardedProtocol;
import scrip.server.connection.Perimeter;
import scrip.server.connection.Proxies;

/// A port for whoever watches this server: health and metrics, which the main port serves too. It
/// has connections of its own, so it answers while others take all of the main port's.
public final class ManagementPort {

    private final @Nullable Connector connector;

    ManagementPort(Perimeter perimeter) {
        Integer port = perimeter.managementPort();
        this.connector =
                port == null
                        ? null
                        : GuardedProtocol.connector(
                                perimeter.managementHost(),
                                port,
                                "management-",
                                perimeter.limits(),
                                Proxies.NONE);
    }

    @Nullable Connector connector() {
        return connector;
    }

    /// The port it serves on; empty if there is none.
    public OptionalInt port() {
        return connector == null ? OptionalInt.empty() : OptionalInt.of(connector.getLocalPort());
    }
}
