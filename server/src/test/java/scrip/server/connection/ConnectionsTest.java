package scrip.server.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Callers are cut who are slow, and not those for whom the server is.
@Timeout(60)
class ConnectionsTest {

    private static final int OPENED = 5;

    /// Any unfinished request is one too many, at once.
    private final Connections connections =
            new Connections(
                    new ConnectionLimits(
                            OPENED,
                            OPENED,
                            0,
                            Duration.ofNanos(2),
                            Duration.ofHours(1),
                            Duration.ofHours(1),
                            1,
                            Duration.ofHours(1)),
                    Proxies.NONE);

    private final List<AutoCloseable> opened = new ArrayList<>();

    /// Somebody who has sent something, all of it or a part.
    private record Caller(SocketChannel channel, Connection connection) {}

    private Caller caller(ServerSocketChannel server) throws IOException {
        Socket socket = new Socket();
        opened.add(socket);
        socket.connect(server.getLocalAddress());
        socket.getOutputStream().write('G');
        SocketChannel channel = server.accept();
        opened.add(channel);
        channel.configureBlocking(false);
        connections.take(channel);
        return new Caller(channel, Objects.requireNonNull(connections.of(channel)));
    }

    @AfterEach
    void close() throws Exception {
        connections.unwatch();
        for (AutoCloseable one : opened) {
            one.close();
        }
    }

    @Test
    void onlyWhoeverIsWaitedForIsCut() throws Exception {
        try (ServerSocketChannel server = ServerSocketChannel.open()) {
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            Caller halfSent = caller(server);
            read(halfSent);
            halfSent.connection.read();
            halfSent.connection.left(SocketState.LONG);
            Caller unread = caller(server);
            unread.connection.read();
            unread.connection.left(SocketState.LONG);
            Caller body = caller(server);
            body.connection.awaitsBody();
            Caller served = caller(server);
            read(served);
            served.connection.read();
            Caller bodyHalfSent = caller(server);
            read(bodyHalfSent);
            bodyHalfSent.connection.awaitsBody();
            look();
            assertEquals(-1, read(halfSent));
            assertEquals(-1, read(bodyHalfSent));
            assertEquals(1, read(unread), "its bytes are there");
            assertEquals(1, read(body), "its bytes are there");
            assertEquals(0, read(served), "the server is at work on it");
        }
    }

    /// Lets them be looked at, once at least.
    private void look() throws InterruptedException {
        CountDownLatch looked = new CountDownLatch(1);
        connections.onLook(looked::countDown);
        connections.watch("test");
        looked.await();
    }

    /// How many bytes there are; -1 if it was cut.
    private static int read(Caller from) throws IOException {
        return from.channel.read(ByteBuffer.allocate(OPENED));
    }
}
