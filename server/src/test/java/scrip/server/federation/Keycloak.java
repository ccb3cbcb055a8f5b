package scrip.server.federation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/// A Keycloak of its own: unpacked, with the realm of the tests, started and ended.
final class Keycloak implements AutoCloseable {

    private static final Pattern FORM = Pattern.compile("<form[^>]* action=\"([^\"]+)\"");
    private static final String LISTENS = "Listening on:";
    private static final String PASSWORD = "a-password-of-tests";

    private final Path folder;
    private final int port;
    private final Process process;

    /// @param zip the distribution
    /// @param folder an empty one
    Keycloak(Path zip, Path folder) throws IOException {
        this.folder = folder;
        Path home = unpack(zip);
        Path realm = home.resolve("data/import/scrip-realm.json");
        Files.createDirectories(realm.getParent());
        try (InputStream realmOfTests =
                Keycloak.class.getResourceAsStream("/federation/keycloak-realm.json")) {
            Files.copy(Objects.requireNonNull(realmOfTests), realm);
        }
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        ProcessBuilder builder =
                new ProcessBuilder(
                                "bash",
                                home.resolve("bin/kc.sh").toString(),
                                "start-dev",
                                "--import-realm",
                                "--http-host=127.0.0.1",
                                "--http-port=" + port)
                        .redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        process = builder.start();
        awaitServing();
    }

    private Path unpack(Path zip) throws IOException {
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                Path to = folder.resolve(entry.getName()).normalize();
                if (!to.startsWith(folder)) {
                    throw new IOException(entry.getName() + " leads out of the archive");
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(to);
                } else {
                    Files.createDirectories(Objects.requireNonNull(to.getParent()));
                    Files.copy(in, to);
                }
            }
        }
        try (var inside = Files.list(folder)) {
            return inside.findFirst().orElseThrow();
        }
    }

    /// Reads what it prints, until it listens; what it prints later is read by a thread, so that it
    /// never waits for a reader.
    private void awaitServing() throws IOException {
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
        StringBuilder told = new StringBuilder();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            told.append(line).append('\n');
            if (line.contains(LISTENS)) {
                Thread.ofVirtual().start(() -> drain(out));
                return;
            }
        }
        throw new IOException("Keycloak ended:\n" + told);
    }

    private static void drain(BufferedReader out) {
        try {
            while (out.readLine() != null) {}
        } catch (IOException _) {
            // It has ended.
        }
    }

    String issuer() {
        return "http://127.0.0.1:" + port + "/realms/scrip";
    }

    /// Signs somebody in with their password, as a browser would.
    ///
    /// @param location where Scrip sent the browser
    /// @return what the browser is sent back with
    Map<String, String> signIn(String location, String user)
            throws IOException, InterruptedException {
        try (HttpClient browser = HttpClient.newHttpClient()) {
            HttpResponse<String> page =
                    browser.send(
                            HttpRequest.newBuilder(URI.create(location)).build(),
                            HttpResponse.BodyHandlers.ofString());
            Matcher form = FORM.matcher(page.body());
            if (!form.find()) {
                throw new IOException("no form to sign in: " + page.body());
            }
            String fields =
                    "username=%s&password=%s"
                            .formatted(
                                    URLEncoder.encode(user, UTF_8),
                                    URLEncoder.encode(PASSWORD, UTF_8));
            HttpResponse<String> answer =
                    browser.send(
                            HttpRequest.newBuilder(URI.create(form.group(1).replace("&amp;", "&")))
                                    .header("Content-Type", "application/x-www-form-urlencoded")
                                    .header("Cookie", cookies(page))
                                    .POST(HttpRequest.BodyPublishers.ofString(fields))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            String back =
                    answer.headers()
                            .firstValue("Location")
                            .orElseThrow(() -> new IOException(answer.body()));
            Map<String, String> returned = LyingProvider.form(URI.create(back).getRawQuery());
            // What the page hands over; Keycloak adds a session_state.
            returned.keySet().retainAll(Set.of("state", "code", "iss", "error"));
            return returned;
        }
    }

    /// Sent as a browser does to its own machine: also those that are for https alone.
    private static String cookies(HttpResponse<?> page) {
        return page.headers().allValues("Set-Cookie").stream()
                .map(cookie -> cookie.split(";", 2)[0])
                .collect(Collectors.joining("; "));
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        try {
            if (!process.waitFor(1, TimeUnit.MINUTES)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
