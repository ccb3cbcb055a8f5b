package scrip.server;

import org.jspecify.annotations.Nullable;
import scrip.server.connection.ConnectionLimits;
import scrip.server.connection.Hosts;
import scrip.server.connection.Perimeter;
import scrip.server.connection.Proxies;
import scrip.server.connection.Tls;

/// What the operators of test servers decide.
public final class Perimeters {

    private Perimeters() {}

    /// A proxy on this machine has the certificate.
    public static Perimeter behindProxy(String origin) {
        return new Perimeter(
                null,
                Perimeter.LOOPBACK,
                Proxies.of("127.0.0.1"),
                Hosts.of(null, origin),
                true,
                null,
                ConnectionLimits.standard());
    }

    /// With a management port, and a certificate if there is one.
    public static Perimeter of(ConnectionLimits limits, @Nullable Tls tls) {
        return new Perimeter(
                0,
                Perimeter.LOOPBACK,
                Proxies.NONE,
                Hosts.of("scrip.example, www.scrip.example", null),
                tls != null,
                tls,
                limits);
    }
}
