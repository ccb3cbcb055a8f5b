package scrip.proof.fuzz;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Requests to one port of the server, and what counts as a wrong answer. A connection is kept from
/// one request to the next where the answer lets it be.
final class Exchange {

    private static final int ANSWER_MILLISECONDS_MAX = 60_000;
    private static final String END = "\r\n\r\n";

    /// What only the program itself would say.
    private static final List<String> INSIDES =
            List.of("Exception", "java.lang", "org.apache", "tools.jackson", "org.postgresql");

    private final int port;
    private @Nullable Socket kept;

    Exchange(int port) {
        this.port = port;
    }

    /// Sends a request whose length its head tells, and reads its answer.
    void ask(String head, byte[] body, boolean hasAnswerBody) throws IOException {
        String input = head + new String(body, StandardCharsets.ISO_8859_1);
        String answer = "";
        Socket socket = kept;
        kept = null;
        if (socket != null) {
            try {
                answer = sent(socket, head, body, hasAnswerBody);
            } catch (SocketException _) {
                // It may have ended meanwhile.
            }
        }
        if (socket == null || answer.isEmpty()) {
            if (socket != null) {
                socket.close();
            }
            socket = connect();
            answer = sent(socket, head, body, hasAnswerBody);
        }
        if (answer.isEmpty()) {
            throw new Finding("no answer");
        }
        check(input, answer);
        boolean ended = answer.toLowerCase(Locale.ROOT).contains("connection: close");
        if (ended || lengthOf(answer) < 0) {
            socket.close();
        } else {
            kept = socket;
        }
    }

    /// Sends bytes and nothing else, and reads to the end of the connection.
    void send(byte[] bytes) throws IOException {
        try (Socket socket = connect()) {
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            try {
                socket.getOutputStream().write(bytes);
                socket.shutdownOutput();
                socket.getInputStream().transferTo(answer);
            } catch (SocketTimeoutException _) {
                throw new Finding("neither an answer nor an end within a minute");
            } catch (SocketException _) {
                // The server closed what it would not read; what it said has come.
            }
            check(
                    new String(bytes, StandardCharsets.ISO_8859_1),
                    answer.toString(StandardCharsets.ISO_8859_1));
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(ANSWER_MILLISECONDS_MAX);
        return socket;
    }

    private static String sent(Socket socket, String head, byte[] body, boolean hasAnswerBody)
            throws IOException {
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.write(head.getBytes(StandardCharsets.ISO_8859_1));
        request.write(body);
        socket.getOutputStream().write(request.toByteArray());
        InputStream in = new BufferedInputStream(socket.getInputStream());
        StringBuilder answer = new StringBuilder();
        while (answer.indexOf(END) < 0) {
            int read = in.read();
            if (read < 0) {
                return answer.toString();
            }
            answer.append((char) read);
        }
        int length = hasAnswerBody ? lengthOf(answer.toString()) : 0;
        byte[] rest = length < 0 ? in.readAllBytes() : in.readNBytes(length);
        return answer + new String(rest, StandardCharsets.ISO_8859_1);
    }

    /// The length that an answer tells of its body; -1 if it tells none.
    private static int lengthOf(String answer) {
        String head = answer.substring(0, Math.max(0, answer.indexOf(END)));
        for (String line : head.split("\r\n", -1)) {
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                return Integer.parseInt(line.substring(line.indexOf(':') + 1).strip());
            }
        }
        return head.startsWith("HTTP/1.1 204") || head.startsWith("HTTP/1.1 304") ? 0 : -1;
    }

    private static void check(String input, String answer) {
        if (answer.contains("HTTP/1.1 500")) {
            throw new Finding(
                    "answered 500: " + answer.substring(answer.indexOf(END) + END.length()));
        }
        for (String inside : INSIDES) {
            if (answer.contains(inside) && !input.contains(inside)) {
                throw new Finding("tells of its insides: " + answer);
            }
        }
    }
}
