package scrip.openfeature;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/// A server on this machine that answers questions about access as a test says; it signs nothing.
final class ScriptedServer implements AutoCloseable {

    private final HttpServer server;
    private final Map<String, String> answers = new HashMap<>();
    private volatile String asked = "";
    private int status = 200;

    ScriptedServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    URI root() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /// What is said of a feature to an organization.
    void say(int as, String organization, String feature, String body) {
        status = as;
        answers.put(organization + " " + feature, body);
    }

    /// The query of the last question.
    String asked() {
        return asked;
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked = exchange.getRequestURI().getQuery();
        Map<String, String> query = new HashMap<>();
        for (String part : asked.split("&", -1)) {
            query.put(part.substring(0, part.indexOf('=')), part.substring(part.indexOf('=') + 1));
        }
        String key = query.get("organization") + " " + query.get("feature");
        byte[] body = answers.getOrDefault(key, "{}").getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
