package scrip.server.federation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import scrip.server.connection.Networks;

/// What a provider sends is waited for so long and no longer.
class ProviderHttpTest {

    private static final int PAUSE_MILLIS = 200;
    private static final int SILENT_PROVIDERS = 5;
    private static final int SILENT_QUESTIONS = 5;

    @Test
    void anAnswerThatDripsForEverIsGivenUp() throws IOException {
        InsideAddresses local = new InsideAddresses(Networks.of(List.of("127.0.0.0/8")));
        try (ProviderHttp http = new ProviderHttp(local, Duration.ofSeconds(1));
                ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> drip(server));
            RestClient client =
                    RestClient.builder()
                            .requestFactory(http.factory())
                            .requestInterceptor(http)
                            .build();
            URI there = URI.create("http://127.0.0.1:" + server.getLocalPort() + "/");
            ResourceAccessException given =
                    assertThrows(
                            ResourceAccessException.class,
                            () -> client.get().uri(there).retrieve().body(String.class));
            assertTrue(Discovery.reason(given).contains("1 seconds"), given.toString());
        }
    }

    /// Else whoever sets up a few that never answer keeps everybody from signing in.
    @Test
    void providersThatDoNotAnswerKeepNoOtherWaiting() throws Exception {
        InsideAddresses local = new InsideAddresses(Networks.of(List.of("127.0.0.0/8")));
        try (ProviderHttp http = new ProviderHttp(local, Duration.ofMinutes(2));
                ServerSocket good = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ExecutorService asking = Executors.newVirtualThreadPerTaskExecutor()) {
            List<ServerSocket> silent = new ArrayList<>();
            List<Future<?>> asked = new ArrayList<>();
            CountDownLatch there = new CountDownLatch(SILENT_PROVIDERS * SILENT_QUESTIONS);
            RestClient client =
                    RestClient.builder()
                            .requestFactory(http.factory())
                            .requestInterceptor(http)
                            .build();
            try {
                for (int i = 0; i < SILENT_PROVIDERS; i++) {
                    ServerSocket one = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                    silent.add(one);
                    asking.execute(() -> holdAll(one, there));
                    for (int q = 0; q < SILENT_QUESTIONS; q++) {
                        asked.add(asking.submit(() -> ask(client, one)));
                    }
                }
                assertTrue(there.await(1, TimeUnit.MINUTES), there.getCount() + " wait for others");
                asking.execute(() -> answer(good));
                assertEquals("ok", ask(client, good));
            } finally {
                asked.forEach(a -> a.cancel(true));
                for (ServerSocket one : silent) {
                    one.close();
                }
            }
        }
    }

    private static @Nullable String ask(RestClient client, ServerSocket server) {
        return client.get()
                .uri(URI.create("http://127.0.0.1:" + server.getLocalPort() + "/"))
                .retrieve()
                .body(String.class);
    }

    private static void holdAll(ServerSocket server, CountDownLatch there) {
        try {
            while (true) {
                Socket socket = server.accept();
                there.countDown();
                Thread.ofVirtual().start(() -> drip(socket));
            }
        } catch (IOException _) {
            // The test is over.
        }
    }

    private static void answer(ServerSocket server) {
        try (Socket socket = server.accept()) {
            socket.getOutputStream()
                    .write(
                            "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nok"
                                    .getBytes(StandardCharsets.US_ASCII));
            socket.getInputStream().read();
        } catch (IOException _) {
            // The other side is gone.
        }
    }

    /// A byte each time the other side has said nothing for a while, until it is gone.
    private static void drip(ServerSocket server) {
        try {
            drip(server.accept());
        } catch (IOException _) {
            // The test is over.
        }
    }

    private static void drip(Socket there) {
        try (Socket socket = there) {
            socket.setSoTimeout(PAUSE_MILLIS);
            socket.getOutputStream()
                    .write(
                            "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n"
                                    .getBytes(StandardCharsets.US_ASCII));
            boolean open = true;
            while (open) {
                try {
                    open = socket.getInputStream().read() >= 0;
                } catch (SocketTimeoutException _) {
                    socket.getOutputStream().write(' ');
                }
            }
        } catch (IOException _) {
            // The other side is gone.
        }
    }
}
