package scrip.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import scrip.server.Browser;
import scrip.server.Perimeters;
import scrip.server.Server;
import scrip.server.ServerOptions;
import scrip.server.TestServer;
import scrip.server.connection.ConnectionLimits;
import scrip.server.connection.Tls;
import scrip.server.database.DatabaseLocation;
import scrip.server.database.TestDatabase;
import scrip.server.signin.EmergencyUse;
import scrip.server.signin.Limits;
import scrip.server.signin.SetUp;

/// A server with a certificate of its own.
@Timeout(300)
class TlsTest {

    @TempDir private static Path folder;
    private static Certificates first;
    private static Certificates second;
    private static Path certificate;
    private static Path key;
    private static TestDatabase test;
    private static Server server;

    @BeforeAll
    static void start() throws Exception {
        first = Certificates.make(folder, "first", "EC");
        second = Certificates.make(folder, "second", "RSA");
        certificate = folder.resolve("certificate.pem");
        key = folder.resolve("key.pem");
        Files.writeString(certificate, first.certificate());
        Files.writeString(key, first.key());
        Tls tls = Tls.of(certificate.toString(), key.toString());
        test = TestDatabase.fresh();
        server =
                Server.start(
                        new ServerOptions(
                                        new DatabaseLocation.Scratch(),
                                        "127.0.0.1",
                                        0,
                                        0,
                                        folder.resolve("token"),
                                        TestServer.TOKEN,
                                        null,
                                        false)
                                .with(Perimeters.of(ConnectionLimits.standard(), tls))
                                .with(EmergencyUse.UNRECORDED),
                        test.database(),
                        InstantSource.system(),
                        Limits.standard());
    }

    @AfterAll
    static void stop() {
        server.close();
        test.close();
    }

    /// Believes every certificate: which one it is, is what is tested.
    private static SSLContext believing() {
        X509TrustManager all =
                new X509TrustManager() {
                    @Override
                    public void checkClientTrusted(X509Certificate[] chain, String type) {}

                    @Override
                    public void checkServerTrusted(X509Certificate[] chain, String type) {}

                    @Override
                    public X509Certificate[] getAcceptedIssuers() {
                        return new X509Certificate[0];
                    }
                };
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {all}, null);
            return context;
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static X509Certificate served(int port) throws IOException {
        try (SSLSocket socket =
                (SSLSocket)
                        believing()
                                .getSocketFactory()
                                .createSocket(InetAddress.getLoopbackAddress(), port)) {
            return (X509Certificate) socket.getSession().getPeerCertificates()[0];
        }
    }

    private static HttpResponse<String> send(
            HttpRequest.Builder request, HttpClient.Version version)
            throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newBuilder().sslContext(believing()).build()) {
            return client.send(
                    request.version(version).timeout(Duration.ofSeconds(60)).build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    private static HttpRequest.Builder request(int port, String path) {
        return HttpRequest.newBuilder(URI.create("https://localhost:" + port + path));
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP_2", "HTTP_1_1"})
    void bothVersionsOfHttpAreSpokenOnBothPorts(HttpClient.Version version) throws Exception {
        int port = server.port();
        HttpResponse<String> prices = send(request(port, "/v1/prices"), version);
        assertEquals(version, prices.version());
        assertEquals(200, prices.statusCode());
        assertTrue(
                prices.headers()
                        .firstValue("Strict-Transport-Security")
                        .orElse("")
                        .startsWith("max-age=31536000"));
        HttpResponse<String> faulty =
                send(
                        request(port, "/v1/uses")
                                .header("Authorization", "Bearer " + TestServer.TOKEN)
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString("{")),
                        version);
        assertEquals(400, faulty.statusCode());
        assertTrue(faulty.body().contains("JSON_MALFORMED"), faulty.body());
        HttpResponse<String> access =
                send(request(server.meteringPort().orElseThrow(), "/v1/access"), version);
        assertEquals(version, access.version());
        assertEquals(401, access.statusCode());
    }

    @Test
    void whoSpeaksNoTlsIsToldNothingElse() throws IOException {
        String answer =
                Wire.all(server.port(), "GET /v1/prices HTTP/1.1\r\nHost: localhost\r\n\r\n");
        assertFalse(answer.contains(" 200"), answer);
    }

    @Test
    void cookiesAreThoseOfThisHostAlone() throws Exception {
        String link = server.context().getBean(SetUp.class).link().orElseThrow();
        assertTrue(link.startsWith("https://localhost:" + server.port() + "/"), link);
        HttpResponse<String> session =
                send(
                        request(server.port(), "/v1/set-up")
                                .header("Content-Type", "application/json")
                                .POST(
                                        HttpRequest.BodyPublishers.ofString(
                                                """
                                                {"token": "%s", "email": "a@vendor.example",
                                                 "name": "A", "password": "seven green umbrellas"}
                                                """
                                                        .formatted(Browser.secret(link)))),
                        HttpClient.Version.HTTP_2);
        assertEquals(200, session.statusCode(), session.body());
        for (String cookie : session.headers().allValues("Set-Cookie")) {
            assertTrue(cookie.startsWith("__Host-scrip_"), cookie);
            assertTrue(cookie.contains("; Secure") && cookie.contains("; Path=/;"), cookie);
            assertFalse(cookie.contains("Domain"), cookie);
        }
        String cookie =
                session.headers().allValues("Set-Cookie").stream()
                        .filter(c -> c.startsWith("__Host-scrip_session="))
                        .findFirst()
                        .orElseThrow()
                        .split(";", 2)[0];
        assertEquals(200, status(cookie));
        assertEquals(401, status(cookie.replace("__Host-", "")), "planted by a neighbour");
    }

    private static int status(String cookie) throws Exception {
        return send(
                        request(server.port(), "/v1/session").header("Cookie", cookie),
                        HttpClient.Version.HTTP_1_1)
                .statusCode();
    }

    private static void replace(Path file, String text) throws IOException {
        Path fresh = folder.resolve("fresh");
        Files.writeString(fresh, text, StandardCharsets.US_ASCII);
        Files.move(
                fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void awaitServed(X509Certificate expected) throws IOException {
        for (int port : new int[] {server.port(), server.meteringPort().orElseThrow()}) {
            X509Certificate served = served(port);
            while (!served.equals(expected)) {
                served = served(port);
            }
        }
    }

    @Test
    void aCertificateThatChangesIsServedWithoutAStart() throws Exception {
        assertEquals(first.parsed(), served(server.port()));
        // One file of two: the old ones serve on, also if they are broken meanwhile.
        replace(certificate, second.certificate());
        assertEquals(first.parsed(), served(server.port()));
        replace(certificate, "broken");
        replace(key, second.key());
        replace(certificate, second.certificate());
        awaitServed(second.parsed());
        replace(certificate, first.certificate());
        replace(key, first.key());
        awaitServed(first.parsed());
    }

    @Test
    void filesThatDoNotFitAreTold() throws IOException {
        assertNull(Tls.of(null, " "));
        Path other = Files.writeString(folder.resolve("other.pem"), second.key());
        Path broken = Files.writeString(folder.resolve("broken.pem"), "no certificate");
        Path away = folder.resolve("away.pem");
        Path fine = Files.writeString(folder.resolve("fine.pem"), first.certificate());
        for (Path[] pair :
                new Path[][] {{fine, other}, {broken, other}, {fine, broken}, {away, other}}) {
            IllegalArgumentException wrong =
                    assertThrows(
                            IllegalArgumentException.class,
                            () -> Tls.of(pair[0].toString(), pair[1].toString()));
            String told = String.valueOf(wrong.getMessage());
            assertTrue(told.contains("SCRIP_TLS_KEY"), told);
        }
        assertThrows(IllegalArgumentException.class, () -> Tls.of(fine.toString(), null));
        assertThrows(IllegalArgumentException.class, () -> Tls.of("", other.toString()));
    }
}
