package scrip.proof.crash;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A [CrashServer] in its own JVM, and the socket to it.
final class ServerProcess implements AutoCloseable {

    private static final Duration START_MAX = Duration.ofSeconds(90);

    /// The longest is a verification of everything, on a machine that does much else.
    private static final Duration ANSWER_MAX = Duration.ofMinutes(15);

    private static final int STOP_SECONDS_MAX = 60;

    private final Process process;
    private final Socket socket;
    private final BufferedReader in;
    private final BufferedWriter out;

    private ServerProcess(Process process, Socket socket) throws IOException {
        this.process = process;
        this.socket = socket;
        this.in =
                new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        this.out =
                new BufferedWriter(
                        new OutputStreamWriter(socket.getOutputStream(), StandardCharsets.UTF_8));
    }

    /// Starts a server and returns when it has connected back and serves, or else stands by.
    ///
    /// @param place its data folder, or the URL of the database of another server, beside which it
    ///   stands by
    /// @param log where its output goes
    static ServerProcess start(String place, Path log, Duration lease, Plant plant)
            throws IOException {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            ProcessBuilder builder =
                    new ProcessBuilder(
                            List.of(
                                    Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString(),
                                    "-XX:TieredStopAtLevel=1",
                                    "-XX:+UseSerialGC",
                                    "-Xmx512m",
                                    "--enable-native-access=ALL-UNNAMED",
                                    "-cp",
                                    System.getProperty("java.class.path"),
                                    CrashServer.class.getName(),
                                    place,
                                    Integer.toString(listener.getLocalPort()),
                                    Long.toString(lease.toMillis()),
                                    plant.name()));
            builder.redirectErrorStream(true).redirectOutput(Redirect.appendTo(log.toFile()));
            builder.environment().remove("SCRIP_FAIL_POINT");
            Process process = builder.start();
            boolean served = false;
            try {
                var _ = process.onExit().thenRun(() -> close(listener));
                listener.setSoTimeout(Math.toIntExact(START_MAX.toMillis()));
                Socket socket = listener.accept();
                socket.setTcpNoDelay(true);
                socket.setSoTimeout(Math.toIntExact(ANSWER_MAX.toMillis()));
                served = true;
                return new ServerProcess(process, socket);
            } catch (SocketException ended) {
                throw new IOException("the server did not start: see " + log, ended);
            } finally {
                if (!served) {
                    process.destroyForcibly();
                }
            }
        }
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    void send(String line) throws IOException {
        out.write(line);
        out.write('\n');
    }

    void flush() throws IOException {
        out.flush();
    }

    /// Whether an answer can be read without waiting.
    boolean hasAnswer() throws IOException {
        return in.ready();
    }

    /// The words of the next complete answer; null when the server is dead.
    String @Nullable [] read() throws IOException {
        try {
            String line = in.readLine();
            return line == null || !line.endsWith(CrashServer.END)
                    ? null
                    : line.substring(0, line.length() - CrashServer.END.length()).split("\t", -1);
        } catch (SocketException _) {
            return null;
        }
    }

    /// Sends one line and reads its answer, when nothing else is in flight.
    String[] call(String line) throws IOException {
        send(line);
        flush();
        String[] answer = read();
        if (answer == null) {
            throw new IOException("the server died at: " + line);
        }
        return answer;
    }

    /// Waits for the process to exit after its socket has ended.
    void awaitEnd() throws IOException, InterruptedException {
        if (!process.waitFor(STOP_SECONDS_MAX, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("the server did not end");
        }
        socket.close();
    }

    /// Shuts the server down with its PostgreSQL.
    ///
    /// @return its exit code
    int stop() throws IOException, InterruptedException {
        socket.shutdownOutput();
        awaitEnd();
        return process.exitValue();
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        socket.close();
    }

    private static void close(ServerSocket listener) {
        try {
            listener.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
