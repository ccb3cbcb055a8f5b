package scrip.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A server that answers as a test says, over real connections.
final class LocalServer implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    /// How a request is answered.
    interface Answering {
        Told told(String path, String body) throws IOException;
    }

    /// @param status 0: the connection is cut without an answer
    record Told(int status, String body, int retryAfter) {

        static Told ok(String body) {
            return new Told(200, body, -1);
        }

        static Told problem(int status, String code) {
            return new Told(status, "{\"code\":\"" + code + "\",\"detail\":\"why\"}", -1);
        }
    }

    LocalServer(Answering answering) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> answer(exchange, answering));
        server.start();
    }

    private void answer(HttpExchange exchange, Answering answering) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String path = exchange.getRequestURI().toString();
        asked.add(body.isEmpty() ? path : path + " " + body);
        Told told = answering.told(path, body);
        if (told.status() == 0) {
            exchange.close();
            return;
        }
        byte[] bytes = told.body().getBytes(StandardCharsets.UTF_8);
        if (told.retryAfter() >= 0) {
            exchange.getResponseHeaders().set("Retry-After", "" + told.retryAfter());
        }
        exchange.sendResponseHeaders(told.status(), bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    /// Path and body of each request, in order.
    List<String> asked() {
        return asked;
    }

    ClientOptions options() {
        return ClientOptions.of(
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort()), "secret")
                .withTimes(Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofSeconds(20));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
