package scrip.server.connection;

import org.apache.catalina.connector.Connector;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.apache.tomcat.util.threads.VirtualThreadExecutor;
import org.jspecify.annotations.Nullable;

/// HTTP/1.1 on guarded connections: what every port speaks.
public final class GuardedProtocol extends Http11NioProtocol {

    private static final String HEADER_BYTES_MAX = "16384";

    /// An oversized body is read to its end up to this limit, so that the caller receives the
    /// answer.
    private static final int SWALLOW_BYTES_MAX = 32_000_000;

    /// The container makes it by its name.
    public GuardedProtocol() {
        super(new GuardedEndpoint());
    }

    /// Another connector with these limits.
    ///
    /// @param port 0 for any free port
    public static Connector connector(
            String host, int port, String threads, ConnectionLimits limits, Proxies proxies) {
        Connector connector = new Connector(new GuardedProtocol());
        connector.setPort(port);
        connector.setThrowOnFailure(true);
        connector.setProperty("address", host);
        // Otherwise the port stays open until everything has stopped.
        connector.setProperty("bindOnInit", "false");
        connector.getProtocolHandler().setExecutor(new VirtualThreadExecutor(threads));
        guard(connector, limits, proxies);
        return connector;
    }

    /// Sets the limits of a connector.
    public static void guard(Connector connector, ConnectionLimits limits, Proxies proxies) {
        connector.setProperty("maxConnections", Integer.toString(limits.connections()));
        connector.setProperty("maxHttpRequestHeaderSize", HEADER_BYTES_MAX);
        // A key of the caller's own in a path may have a slash: each part of a path is decoded by
        // itself. Where no name has one it is refused by who receives requests.
        connector.setEncodedSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
        connector.setProperty("maxSwallowSize", Integer.toString(SWALLOW_BYTES_MAX));
        connector.setProperty("maxKeepAliveRequests", "-1");
        // Whoever asks before sending a body is told to go on when somebody wants it.
        connector.setProperty("continueResponseTiming", "onRead");
        connector.setProperty("connectionTimeout", Long.toString(limits.headersMax().toMillis()));
        connector.setProperty("keepAliveTimeout", Long.toString(limits.idleMax().toMillis()));
        if (connector.getProtocolHandler() instanceof GuardedProtocol protocol) {
            protocol.endpoint().guard(new Connections(limits, proxies));
        }
    }

    /// Does something each time the connections are looked at.
    void onLook(Runnable look) {
        endpoint().guard().onLook(look);
    }

    private GuardedEndpoint endpoint() {
        return (GuardedEndpoint) getEndpoint();
    }

    @Override
    protected Processor createProcessor() {
        return new GuardedProcessor(this, endpoint().guard(), new Exchange(getAdapter()));
    }

    /// Asked while the head of an answer is written, when the container has decided whether to keep
    /// the connection.
    @Override
    public @Nullable String getServer() {
        if (Exchange.WRITTEN.isBound()) {
            Exchange.WRITTEN.get().isDecided();
        }
        return super.getServer();
    }
}
