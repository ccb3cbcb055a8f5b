package scrip.server.connection;

import org.jspecify.annotations.Nullable;

/// What the operator decided about the ports of this server.
///
/// @param managementPort of health and metrics alone; 0 for any free port, null for none
/// @param managementHost the address it listens on
/// @param isSecure whether browsers reach it over TLS, its own or a proxy's
/// @param tls null if a proxy has the certificate, or nobody
public record Perimeter(
        @Nullable Integer managementPort,
        String managementHost,
        Proxies proxies,
        Hosts hosts,
        boolean isSecure,
        @Nullable Tls tls,
        ConnectionLimits limits) {

    /// Where only this machine may look, unless the operator says otherwise.
    public static final String LOOPBACK = "127.0.0.1";

    /// Of a server of which the operator decided nothing.
    public static Perimeter standard() {
        return new Perimeter(
                null,
                LOOPBACK,
                Proxies.NONE,
                Hosts.of(null, null),
                false,
                null,
                ConnectionLimits.standard());
    }
}
