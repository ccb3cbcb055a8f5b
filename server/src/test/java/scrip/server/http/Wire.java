package scrip.server.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/// Bytes on a socket, beside any library that would tidy them up.
final class Wire implements AutoCloseable {

    private final Socket socket;

    Wire(int port) throws IOException {
        this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
    }

    /// An answer as it came.
    record Raw(String head, String body) {

        int status() {
            return head.startsWith("HTTP/1.1 ") ? Integer.parseInt(head.substring(9, 12)) : 0;
        }

        /// A header's value; empty for none.
        String header(String name) {
            String start = name.toLowerCase(Locale.ROOT) + ":";
            return head.lines()
                    .filter(l -> l.toLowerCase(Locale.ROOT).startsWith(start))
                    .findFirst()
                    .map(l -> l.substring(start.length()).strip())
                    .orElse("");
        }
    }

    /// Sends a request and whatever else is there, and reads to the end of the connection.
    static String all(int port, String text) throws IOException {
        try (Wire wire = new Wire(port)) {
            wire.send(text);
            wire.socket.shutdownOutput();
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            try {
                wire.socket.getInputStream().transferTo(answer);
            } catch (SocketException _) {
                // The server closed what it would not read; what it said has come.
            }
            return answer.toString(StandardCharsets.UTF_8);
        }
    }

    static Raw one(int port, String text) throws IOException {
        String all = all(port, text);
        int end = all.indexOf("\r\n\r\n");
        return end < 0 ? new Raw(all, "") : new Raw(all.substring(0, end), all.substring(end + 4));
    }

    void send(String text) throws IOException {
        try {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
        } catch (SocketException _) {
            // Closed while we sent.
        }
    }

    /// The next answer of a connection that stays open; empty if it has been closed.
    Optional<Raw> next() throws IOException {
        InputStream in = socket.getInputStream();
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int read = in.read();
            if (read < 0) {
                return Optional.empty();
            }
            head.append((char) read);
        }
        Raw front = new Raw(head.toString().strip(), "");
        String length = front.header("Content-Length");
        byte[] body = in.readNBytes(length.isEmpty() ? 0 : Integer.parseInt(length));
        return Optional.of(new Raw(front.head, new String(body, StandardCharsets.UTF_8)));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
