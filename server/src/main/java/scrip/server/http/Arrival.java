package scrip.server.http;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import scrip.server.connection.Connection;
import scrip.server.connection.ConnectionLimits;

/// Waits for a body, but not for ever: whoever sends it drop by drop is told so.
final class Arrival {

    private static final int BYTES_FIRST = 8_192;

    /// Where a port keeps its limits.
    static final String LIMITS = "scrip.limits";

    private Arrival() {}

    /// So many bytes of the body, or fewer if it ends before.
    static byte[] bytes(HttpServletRequest request, int most) throws IOException {
        ServletInputStream in = request.getInputStream();
        byte[] bytes = new byte[Math.min(most, BYTES_FIRST)];
        if (most == 0) {
            return bytes;
        }
        if (in.available() == 0) {
            return awaited(request, in, bytes, 0, most);
        }
        int length = Math.max(0, in.read(bytes, 0, bytes.length));
        return length == most ? bytes : awaited(request, in, bytes, length, most);
    }

    private static byte[] awaited(
            HttpServletRequest request, ServletInputStream in, byte[] first, int begun, int most)
            throws IOException {
        @Nullable Connection connection = Connection.of(request);
        if (connection != null) {
            connection.awaitsBody();
        }
        try {
            return read(in, first, begun, most, limits(request));
        } finally {
            if (connection != null) {
                connection.hasBody();
            }
        }
    }

    private static byte[] read(
            ServletInputStream in, byte[] first, int begun, int most, ConnectionLimits limits)
            throws IOException {
        long since = System.nanoTime();
        byte[] bytes = first;
        int length = begun;
        while (length < most) {
            if (length == bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.min(most, 2 * length));
            }
            int read = in.read(bytes, length, bytes.length - length);
            if (read < 0) {
                break;
            }
            length += read;
            if (System.nanoTime() - since > limits.bodyMax(length).toNanos()) {
                throw new ProblemException(
                        ProblemCode.REQUEST_TIMEOUT, "the body takes too long: send it again");
            }
        }
        return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
    }

    private static ConnectionLimits limits(HttpServletRequest request) {
        return request.getServletContext().getAttribute(LIMITS) instanceof ConnectionLimits found
                ? found
                : ConnectionLimits.standard();
    }
}
