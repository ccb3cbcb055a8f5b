package scrip.server.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import scrip.server.Caller.Answer;
import scrip.server.Hospital;
import scrip.server.TestServer;
import scrip.server.metrics.Program;
import scrip.server.role.TenantTest;

/// The configurations of `docs/guides/gate-a-product.md`: nginx runs the very text of the guide,
/// and the question that Envoy asks with its own is sent as its documentation says.
@Timeout(120)
class GatewayTest {

    private static final Path GUIDE = Path.of("..", "docs", "guides", "gate-a-product.md");
    private static final String LOCAL = "127.0.0.1";

    private final Hospital hospital = Hospital.open();
    private final ConcurrentLinkedQueue<String> reached = new ConcurrentLinkedQueue<>();
    private final String key =
            hospital.caller()
                    .post(
                            "/v1/keys",
                            """
                            {"name": "gateway", "product": "aimis", "actions": ["access.read"],
                             "expires_at": "%s"}
                            """
                                    .formatted(TenantTest.nextYear()))
                    .is(201)
                    .at("/secret");

    @TempDir Path folder;
    private @Nullable Process nginx;
    private @Nullable HttpServer product;

    @AfterEach
    void stop() throws Exception {
        if (nginx != null) {
            nginx.destroy();
            nginx.waitFor();
        }
        if (product != null) {
            product.stop(0);
        }
    }

    private static int scrip() {
        return TestServer.server().meteringPort().orElse(TestServer.server().port());
    }

    /// The only part of the guide in that language.
    private static String snippet(String language) throws IOException {
        String text = Files.readString(GUIDE);
        int from = text.indexOf("```" + language + "\n") + language.length() + 4;
        return text.substring(from, text.indexOf("```", from));
    }

    private static String replaced(String text, String what, String by) {
        assertTrue(text.contains(what), what + " is not in the guide");
        return text.replace(what, by);
    }

    private static int free() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /// A product that believes its gateway.
    private int product() throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    reached.add(
                            exchange.getRequestURI()
                                    + " "
                                    + exchange.getRequestHeaders().get("Scrip-Access")
                                    + exchange.getRequestHeaders().get("Scrip-Organization"));
                    exchange.sendResponseHeaders(200, -1);
                    exchange.close();
                });
        server.start();
        product = server;
        return server.getAddress().getPort();
    }

    private String gated(int scrip) throws Exception {
        Program program = Program.find("nginx");
        if (program == null && Files.isExecutable(Path.of("/usr/sbin/nginx"))) {
            program = new Program(Path.of("/usr/sbin/nginx"));
        }
        Assumptions.assumeTrue(
                program != null, "nginx is not installed (Debian: apt install nginx-light)");
        int port = free();
        String server = snippet("nginx");
        server = replaced(server, "listen 8088", "listen " + LOCAL + ":" + port);
        server = replaced(server, LOCAL + ":8081", LOCAL + ":" + scrip);
        server = replaced(server, LOCAL + ":9000", LOCAL + ":" + product());
        server = replaced(server, "scrip_live_REPLACE_ME", key);
        StringBuilder temporary = new StringBuilder();
        for (String kind : List.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi")) {
            temporary.append(kind).append("_temp_path ").append(folder).append(";\n");
        }
        Path file =
                Files.writeString(
                        folder.resolve("nginx.conf"),
                        """
                        daemon off;
                        master_process off;
                        pid %s/pid;
                        error_log %s/errors;
                        events {}
                        http {
                        access_log off;
                        %s
                        %s}
                        """
                                .formatted(folder, folder, temporary, server));
        nginx =
                new ProcessBuilder(
                                program.file().toString(),
                                "-p",
                                folder.toString(),
                                "-e",
                                folder.resolve("errors").toString(),
                                "-c",
                                file.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("out").toFile())
                        .start();
        awaitOpen(port);
        return "http://" + LOCAL + ":" + port;
    }

    private void awaitOpen(int port) throws IOException {
        boolean open = false;
        while (!open) {
            if (nginx == null || !nginx.isAlive()) {
                throw new IllegalStateException(Files.readString(folder.resolve("out")));
            }
            try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
                open = true;
            } catch (IOException _) {
                Thread.onSpinWait();
            }
        }
    }

    private static Answer get(String root, String path, Map<String, String> headers) {
        return Asked.send(root, "GET", path, headers);
    }

    /// Uses more than was bought, a day ago.
    private void suspend() {
        hospital.use(1_500, "too-many").is(201).has("/arrears", "500");
        hospital.clock("2026-03-02T09:00:00Z");
    }

    @Test
    void nginxClosesAProductAtSuspensionAndOpensItAfterTheTopUp() throws Exception {
        hospital.buy(Hospital.INSPECTIONS);
        String root = gated(scrip());
        get(root, "/viewer/1?x=y", Map.of()).is(200);
        assertEquals("/viewer/1?x=y [ALLOWED][first-hospital]", reached.poll());

        suspend();
        Answer closed = get(root, "/viewer/1", Map.of()).is(403);
        assertEquals("SUSPENDED", closed.header("Scrip-Reason"));
        assertEquals(null, reached.poll());

        hospital.buy(Hospital.INSPECTIONS);
        get(root, "/viewer/1", Map.of()).is(200);
    }

    @Test
    void aClientOfNginxChoosesNeitherKeyNorQuestionNorWhoItIs() throws Exception {
        hospital.buy(Hospital.INSPECTIONS);
        suspend();
        String root = gated(scrip());
        Map<String, String> forged =
                Map.of(
                        "Authorization",
                        "Bearer " + TestServer.TOKEN,
                        "Scrip-Realm",
                        "live",
                        "Scrip-Feature",
                        "aimis/log-audit",
                        "Scrip-Organization",
                        "other",
                        "Scrip-Access",
                        "ALLOWED");
        assertEquals("SUSPENDED", get(root, "/", forged).is(403).header("Scrip-Reason"));
        hospital.buy(Hospital.INSPECTIONS);
        get(root, "/a/%2e%2e/b", forged).is(200);
        assertEquals("/b [ALLOWED][first-hospital]", reached.poll());
        get(root, "/scrip-gate", Map.of()).is(404);
    }

    @Test
    void withoutScripNothingPassesNginx() throws Exception {
        String root = gated(free());
        get(root, "/viewer/1", Map.of()).is(500);
        assertEquals(null, reached.poll());
    }

    /// Written by hand from Envoy's documentation, not recorded: what it sends for `POST
    /// /viewer/1?x=y` of a client that says more of itself than it should: allowed of the client's
    /// are method, path, host and length; the rest is set.
    @Test
    void theQuestionOfEnvoyIsAnswered() throws Exception {
        String yaml = snippet("yaml");
        assertTrue(yaml.contains("failure_mode_allow: false\n"), yaml);
        String recorded =
                """
                POST /v1/gate/viewer/1?x=y HTTP/1.1
                host: viewer.example
                content-length: 0
                authorization: Bearer %s
                scrip-organization: first-hospital
                scrip-feature: aimis/cloud-inspection
                scrip-surface: patient
                scrip-method: as-asked
                x-envoy-internal: true
                x-forwarded-for: 10.1.2.3
                x-envoy-expected-rq-timeout-ms: 2000
                connection: close

                """
                        .formatted(key)
                        .replace("\n", "\r\n");
        for (String header : recorded.lines().filter(l -> l.startsWith("scrip-")).toList()) {
            String[] parts = header.split(": ", 2);
            assertTrue(yaml.contains("{ key: " + parts[0] + ", value: " + parts[1] + " }"), header);
        }
        hospital.buy(Hospital.INSPECTIONS);
        String open = Asked.raw(scrip(), recorded);
        assertEquals("HTTP/1.1 200", open.substring(0, 12), open);
        suspend();
        String closed = Asked.raw(scrip(), recorded);
        assertEquals("HTTP/1.1 403", closed.substring(0, 12), closed);
        assertTrue(closed.contains("Scrip-Reason: SUSPENDED\r\n"), closed);
    }
}
