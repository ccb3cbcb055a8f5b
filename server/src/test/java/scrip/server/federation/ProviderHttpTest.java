package scrip.server.federation;

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
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import scrip.server.connection.Networks;

/// What a provider sends is waited for so long and no longer.
class ProviderHttpTest {

    private static final int PAUSE_MILLIS = 200;

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

    /// A byte each time the other side has said nothing for a while, until it is gone.
    private static void drip(ServerSocket server) {
        try (Socket socket = server.accept()) {
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
