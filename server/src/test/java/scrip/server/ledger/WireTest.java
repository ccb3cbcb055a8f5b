package scrip.server.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WireTest {

    /// As while a database starts again: whoever came then is told, and whoever comes later is
    /// served.
    @Test
    void whereNobodyListensIsToldToEachThatComes() throws IOException {
        int nobody;
        try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = gone.getLocalPort();
        }
        try (Wire wire = new Wire(nobody)) {
            for (int attempt = 0; attempt < 2; attempt++) {
                try (Socket client = new Socket(InetAddress.getLoopbackAddress(), wire.port())) {
                    assertEquals(-1, client.getInputStream().read());
                }
            }
        }
    }
}
