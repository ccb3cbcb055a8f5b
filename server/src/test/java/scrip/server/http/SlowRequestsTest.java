package scrip.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import scrip.server.Perimeters;
import scrip.server.Server;
import scrip.server.ServerOptions;
import scrip.server.TestServer;
import scrip.server.connection.ConnectionLimits;
import scrip.server.database.DatabaseLocation;
import scrip.server.database.TestDatabase;
import scrip.server.signin.Limits;

/// Callers who send half of everything, or all of it drop by drop, shut nobody else out.
@Timeout(300)
class SlowRequestsTest {

    private static final int MANY = 4_200;
    private static final int UNFINISHED = 64;
    private static final Duration SOON = Duration.ofSeconds(2);
    private static final String HALF = "GET /v1/prices HTTP/1.1\r\nHost: localhost\r\nX-Half: ";

    @TempDir private static Path folder;
    private static TestDatabase test;
    private static Server server;

    @BeforeAll
    static void start() throws Exception {
        test = TestDatabase.fresh();
        ConnectionLimits usual = ConnectionLimits.standard();
        ConnectionLimits quick =
                new ConnectionLimits(
                        usual.connections(),
                        usual.perAddress(),
                        UNFINISHED,
                        usual.unfinishedAfter(),
                        // Long enough that what is cut here is cut for being one too many.
                        Duration.ofSeconds(8),
                        SOON,
                        usual.bodyBytesPerSecond(),
                        SOON);
        server =
                Server.start(
                        new ServerOptions(
                                        new DatabaseLocation.Scratch(),
                                        "0.0.0.0",
                                        0,
                                        0,
                                        folder.resolve("token"),
                                        TestServer.TOKEN,
                                        null,
                                        false)
                                .with(Perimeters.of(quick, null)),
                        test.database(),
                        InstantSource.system(),
                        Limits.standard());
    }

    @AfterAll
    static void stop() {
        server.close();
        test.close();
    }

    static IntStream ports() {
        return IntStream.of(server.port(), server.meteringPort().orElseThrow());
    }

    @ParameterizedTest
    @MethodSource("ports")
    void oneAddressWithThousandsOfHalfRequestsShutsNobodyOut(int port) throws IOException {
        try (Selector selector = Selector.open()) {
            for (int n = 0; n < MANY; n++) {
                open(selector, port);
            }
            int management = server.managementPort().orElseThrow();
            assertEquals(200, status("127.0.0.1", management, "/health/liveness"));
            assertEquals(200, status("127.0.0.1", management, "/health/readiness"));
            int served = port == server.port() ? 200 : 401;
            String path = port == server.port() ? "/v1/prices" : "/v1/access";
            assertEquals(served, status("127.0.0.2", port, path));
            assertEquals(200, status("127.0.0.3", server.port(), "/health/liveness"));
            awaitClosed(selector, MANY - UNFINISHED);
            // Of the few that are left, the same address may ask again.
            assertEquals(served, status("127.0.0.1", port, path));
            awaitClosed(selector, MANY);
        }
    }

    private static InetSocketAddress at(String address, int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(address), port);
    }

    private static void open(Selector selector, int port) throws IOException {
        SocketChannel channel = SocketChannel.open();
        channel.bind(at("127.0.0.1", 0));
        channel.connect(at("127.0.0.1", port));
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ);
        try {
            channel.write(ByteBuffer.wrap(HALF.getBytes(StandardCharsets.US_ASCII)));
        } catch (IOException _) {
            // Closed already: the selector tells.
        }
    }

    private static int closed(SelectionKey key) {
        ByteBuffer buffer = ByteBuffer.allocate(1_024);
        try {
            if (((SocketChannel) key.channel()).read(buffer) >= 0) {
                return 0;
            }
        } catch (IOException _) {
            // Closed too.
        }
        key.cancel();
        return 1;
    }

    /// Waits until so many of all have been closed by the server.
    private static void awaitClosed(Selector selector, int many) throws IOException {
        while (MANY - selector.keys().size() < many) {
            selector.select();
            for (Iterator<SelectionKey> keys = selector.selectedKeys().iterator();
                    keys.hasNext(); ) {
                SelectionKey key = keys.next();
                keys.remove();
                if (closed(key) == 1) {
                    key.channel().close();
                }
            }
            selector.selectNow();
        }
    }

    private static int status(String from, int port, String path) throws IOException {
        try (Socket socket = new Socket()) {
            socket.bind(at(from, 0));
            socket.connect(at("127.0.0.1", port));
            send(
                    socket,
                    "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            String answer = answer(socket);
            return Integer.parseInt(answer.substring(9, 12));
        }
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }

    private static String answer(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /// Sends drop by drop until the server ends the connection; returns what it answered.
    private static String dripping(int port, String front) throws IOException {
        StringBuilder answer = new StringBuilder();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(100);
            send(socket, front);
            InputStream in = socket.getInputStream();
            int read = 0;
            while (read >= 0) {
                try {
                    read = in.read();
                    if (read >= 0) {
                        answer.append((char) read);
                    }
                } catch (SocketTimeoutException _) {
                    send(socket, "x");
                }
            }
        } catch (SocketException _) {
            // It is ended.
        }
        return answer.toString();
    }

    @ParameterizedTest
    @MethodSource("ports")
    void headersThatComeDropByDropEndAtTheirDeadline(int port) throws IOException {
        assertEquals("", dripping(port, HALF));
        assertEquals("", dripping(port, "GE"));
    }

    @ParameterizedTest
    @MethodSource("ports")
    void aBodyThatComesDropByDropIsTold(int port) throws IOException {
        String front =
                """
                POST /v1/uses HTTP/1.1\r
                Host: localhost\r
                Authorization: Bearer %s\r
                Content-Type: application/json\r
                Content-Length: 100000\r
                \r
                {\
                """
                        .formatted(TestServer.TOKEN);
        String answer = dripping(port, front);
        assertTrue(answer.startsWith("HTTP/1.1 408 "), answer);
        assertTrue(answer.contains("\"code\":\"REQUEST_TIMEOUT\""), answer);
        String chunked = front.replace("Content-Length: 100000", "Transfer-Encoding: chunked");
        assertTrue(dripping(port, chunked.replaceFirst("[{]$", "fffff\r\n")).contains(" 408 "));
    }

    @ParameterizedTest
    @MethodSource("ports")
    void whatNobodyReadsIsNotAwaitedForEver(int port) throws IOException {
        String answer =
                dripping(
                        port,
                        """
                        POST /v1/nothing HTTP/1.1\r
                        Host: localhost\r
                        Content-Length: 1000000\r
                        \r
                        """);
        assertTrue(answer.startsWith("HTTP/1.1 404 "), answer);
    }

    @ParameterizedTest
    @MethodSource("ports")
    void whoSaysNothingIsNotAwaitedForEver(int port) throws IOException {
        try (Socket silent = new Socket(InetAddress.getLoopbackAddress(), port)) {
            assertEquals(-1, silent.getInputStream().read());
        }
    }

    @Test
    void theManagementPortServesHealthAndMetricsAlone() throws IOException {
        int port = server.managementPort().orElseThrow();
        assertEquals(200, status("127.0.0.1", port, "/health"));
        assertEquals(401, status("127.0.0.1", port, "/metrics"));
        for (String path : List.of("/", "/v1/prices", "/docs", "/healthy", "/metrics/x")) {
            assertEquals(404, status("127.0.0.1", port, path), path);
        }
    }
}
