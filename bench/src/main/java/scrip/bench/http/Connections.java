package scrip.bench.http;

import java.io.EOFException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import scrip.bench.measure.Latencies;

/// Open connections, on each of which the next request is sent as soon as the last is answered. One
/// thread serves all of them, so that it takes little from the server beside it.
final class Connections implements AutoCloseable {

    private static final int ANSWER_BYTES_MAX = 1_000_000;
    private static final int STATUS_AT = "HTTP/1.1 ".length();
    private static final byte[] LENGTH = "\r\ncontent-length:".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CLOSE = "\r\nconnection: close".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final Selector selector;
    private final List<Connection> all = new ArrayList<>();
    private final int port;
    private final Template template;
    private final int expected;
    private Latencies latencies = new Latencies();
    private long answered;

    /// What the connections did.
    ///
    /// @param ownMicros processor time of the load generator
    record Result(long answered, double perSecond, Latencies latencies, double ownMicros) {}

    /// Opens so many connections. One that the server closes after an answer is opened again.
    ///
    /// @param expected the status of each answer
    Connections(int port, int count, Template template, int expected) throws IOException {
        this.port = port;
        this.template = template;
        this.expected = expected;
        this.selector = Selector.open();
        for (int i = 0; i < count; i++) {
            all.add(new Connection());
        }
    }

    /// Asks for some time, and waits for the answers to what was asked.
    Result run(Duration measured) throws InterruptedException, ExecutionException {
        latencies = new Latencies();
        answered = 0;
        FutureTask<Result> task = new FutureTask<>(() -> ask(measured));
        Thread thread = Thread.ofPlatform().name("bench-connections").start(task);
        Result result = task.get();
        thread.join();
        return result;
    }

    private Result ask(Duration measured) throws IOException {
        var threads = ManagementFactory.getThreadMXBean();
        long own = threads.getCurrentThreadCpuTime();
        long start = System.nanoTime();
        long until = start + measured.toNanos();
        for (Connection connection : all) {
            connection.send();
        }
        int waiting = all.size();
        long ended = start;
        while (waiting > 0) {
            selector.select();
            for (SelectionKey key : selector.selectedKeys()) {
                Connection connection = (Connection) key.attachment();
                if (key.isWritable()) {
                    connection.write();
                }
                if (key.isReadable() && connection.isAnswered()) {
                    ended = System.nanoTime();
                    latencies.add(ended - connection.sentAt);
                    answered++;
                    if (ended < until) {
                        connection.send();
                    } else {
                        waiting--;
                    }
                }
            }
            selector.selectedKeys().clear();
        }
        return new Result(
                answered,
                answered / ((ended - start) / 1e9),
                latencies,
                (threads.getCurrentThreadCpuTime() - own) / 1e3);
    }

    @Override
    public void close() throws IOException {
        for (Connection connection : all) {
            connection.channel.close();
        }
        selector.close();
    }

    private final class Connection {

        private SocketChannel channel;
        private final ByteBuffer out = ByteBuffer.allocateDirect(template.length());
        private ByteBuffer in = ByteBuffer.allocate(2_048);
        private long sentAt;

        /// How long the whole answer is; 0 until its head has come.
        private int length;

        private boolean closes;

        Connection() throws IOException {
            channel = opened();
        }

        private SocketChannel opened() throws IOException {
            SocketChannel fresh =
                    SocketChannel.open(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            fresh.setOption(StandardSocketOptions.TCP_NODELAY, true);
            fresh.configureBlocking(false);
            fresh.register(selector, SelectionKey.OP_READ, this);
            return fresh;
        }

        void send() throws IOException {
            out.clear();
            template.next(out);
            out.flip();
            in.clear();
            length = 0;
            sentAt = System.nanoTime();
            write();
        }

        void write() throws IOException {
            channel.write(out);
            int wanted =
                    out.hasRemaining()
                            ? SelectionKey.OP_READ | SelectionKey.OP_WRITE
                            : SelectionKey.OP_READ;
            SelectionKey key = channel.keyFor(selector);
            if (key.interestOps() != wanted) {
                key.interestOps(wanted);
            }
        }

        /// Reads what has come.
        boolean isAnswered() throws IOException {
            if (channel.read(in) < 0) {
                throw new EOFException("the server has closed a connection: " + text());
            }
            if (length == 0) {
                int end = indexOf(END);
                if (end >= 0) {
                    length = end + END.length + contentLength(end);
                    int close = indexOf(CLOSE);
                    closes = close >= 0 && close < end;
                    check();
                }
            }
            if (length == 0 || in.position() < length) {
                if (!in.hasRemaining()) {
                    grow();
                }
                return false;
            }
            if (closes) {
                channel.close();
                channel = opened();
            }
            return true;
        }

        private void check() throws IOException {
            int status = number(STATUS_AT);
            if (status != expected || length > ANSWER_BYTES_MAX) {
                throw new IOException("answered otherwise than expected: " + text());
            }
        }

        private int contentLength(int end) throws IOException {
            int at = indexOf(LENGTH);
            if (at < 0 || at > end) {
                throw new IOException("the answer does not tell its length: " + text());
            }
            return number(at + LENGTH.length);
        }

        private int number(int from) {
            int at = from;
            while (in.get(at) == ' ') {
                at++;
            }
            int number = 0;
            while (in.get(at) >= '0' && in.get(at) <= '9') {
                number = 10 * number + in.get(at) - '0';
                at++;
            }
            return number;
        }

        /// Of letters in lower case, whatever their case in the answer.
        private int indexOf(byte[] sought) {
            byte[] bytes = in.array();
            for (int at = 0; at + sought.length <= in.position(); at++) {
                int i = 0;
                while (i < sought.length && lower(bytes[at + i]) == sought[i]) {
                    i++;
                }
                if (i == sought.length) {
                    return at;
                }
            }
            return -1;
        }

        private static byte lower(byte letter) {
            return letter >= 'A' && letter <= 'Z' ? (byte) (letter + 'a' - 'A') : letter;
        }

        private void grow() {
            in.flip();
            in = ByteBuffer.allocate(Math.max(length, 2 * in.capacity())).put(in);
        }

        String text() {
            return new String(in.array(), 0, in.position(), StandardCharsets.UTF_8);
        }
    }
}
