package scrip.server.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// A proxy to the database that can be cut: completely, so that requests still arrive and their
/// answers do not, or so that nothing arrives any more and neither end is told.
final class Wire implements AutoCloseable {

    private static final int BUFFER_BYTES = 65_536;

    private final int port;
    private final ServerSocket server;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile boolean answersLost;
    private volatile boolean cut;

    /// Connections made before this count was raised are silent.
    private final AtomicInteger silences = new AtomicInteger();

    Wire(int port) {
        this.port = port;
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /// From now on, whoever is answered loses the answer and the connection.
    void loseAnswers(boolean lose) {
        answersLost = lose;
    }

    /// Cuts every connection and refuses new ones, or restores service.
    void cut(boolean now) {
        cut = now;
        if (now) {
            sockets.forEach(Wire::close);
        }
    }

    /// From now on the connections that are open carry nothing more, and stay open; new ones work.
    void silence() {
        silences.incrementAndGet();
    }

    private void accept() {
        try {
            while (!server.isClosed()) {
                Socket client = server.accept();
                if (cut) {
                    close(client);
                } else {
                    join(client);
                }
            }
        } catch (IOException closed) {
            sockets.forEach(Wire::close);
        }
    }

    private void join(Socket client) throws IOException {
        Socket upstream;
        try {
            upstream = new Socket(InetAddress.getLoopbackAddress(), port);
        } catch (ConnectException down) {
            // While the database starts again.
            close(client);
            return;
        }
        client.setTcpNoDelay(true);
        upstream.setTcpNoDelay(true);
        sockets.add(client);
        sockets.add(upstream);
        int made = silences.get();
        Thread.ofVirtual().start(() -> pump(client, upstream, false, made));
        Thread.ofVirtual().start(() -> pump(upstream, client, true, made));
    }

    private void pump(Socket from, Socket to, boolean answers, int made) {
        byte[] buffer = new byte[BUFFER_BYTES];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int count = in.read(buffer); count > 0; count = in.read(buffer)) {
                if (answers && answersLost) {
                    break;
                }
                if (made == silences.get()) {
                    out.write(buffer, 0, count);
                    out.flush();
                }
            }
        } catch (IOException closed) {
            // One of the two ends has closed.
        }
        if (made == silences.get()) {
            close(from);
            close(to);
            sockets.remove(from);
            sockets.remove(to);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
        sockets.forEach(Wire::close);
    }
}
