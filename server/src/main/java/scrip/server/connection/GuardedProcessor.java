package scrip.server.connection;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SocketWrapperBase;

/// Serves the requests of one connection at a time.
final class GuardedProcessor extends Http11Processor {

    /// Who speaks HTTP/2 without TLS gets an answer in HTTP/1.1.
    private static final byte[] OTHER_VERSION =
            """
            HTTP/1.1 505 \r
            Content-Type: application/problem+json\r
            Content-Length: %d\r
            Connection: close\r
            \r
            %s\
            """
                    .formatted(otherVersion().length(), otherVersion())
                    .getBytes(StandardCharsets.US_ASCII);

    /// The container forgets this only when it has read the next first line, and answers one that
    /// it cannot read without a head.
    private static final VarHandle IS_HTTP_09;

    static {
        try {
            IS_HTTP_09 =
                    MethodHandles.privateLookupIn(Http11Processor.class, MethodHandles.lookup())
                            .findVarHandle(Http11Processor.class, "http09", boolean.class);
        } catch (ReflectiveOperationException changed) {
            throw new ExceptionInInitializerError(changed);
        }
    }

    private final Connections connections;
    private final Exchange exchange;

    GuardedProcessor(GuardedProtocol protocol, Connections connections, Exchange exchange) {
        super(protocol, exchange);
        this.connections = connections;
        this.exchange = exchange;
    }

    private static String otherVersion() {
        return """
        {"type":"/docs/problems/VERSION_NOT_SUPPORTED",\
        "title":"This version of HTTP is not spoken here.","status":505,"code":"VERSION_NOT_SUPPORTED","detail":"speak HTTP/1.1 here"}\
        """;
    }

    @Override
    public SocketState service(SocketWrapperBase<?> wrapper) throws IOException {
        SocketChannel channel =
                wrapper.getSocket() instanceof NioChannel socket ? socket.getIOChannel() : null;
        exchange.on(channel == null ? null : connections.of(channel));
        if (exchange.wasHeadless()) {
            IS_HTTP_09.set((Http11Processor) this, false);
        }
        SocketState state = super.service(wrapper);
        if (state == SocketState.UPGRADING && getUpgradeToken() == null) {
            wrapper.write(true, OTHER_VERSION, 0, OTHER_VERSION.length);
            wrapper.flush(true);
            return SocketState.CLOSED;
        }
        return state;
    }
}
