package scrip.server.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scrip.server.ServerSettings;
import scrip.server.administration.AddressFile;
import scrip.server.database.LastDone;
import scrip.server.database.TestDatabase;
import scrip.server.http.Certificates;
import scrip.server.signin.Site;
import scrip.server.terminal.Manners;
import scrip.server.terminal.Typed;
import tools.jackson.databind.JsonNode;

/// Each fault that `./scrip doctor` knows, planted once.
class DoctorTest {

    private static final Instant NOW = Instant.parse("2026-03-01T09:00:00Z");

    private static TestDatabase database;

    @TempDir Path folder;

    private final Map<String, String> environment = new HashMap<>();

    @BeforeAll
    static void begin() {
        database = TestDatabase.fresh();
    }

    @AfterAll
    static void end() {
        database.close();
    }

    @BeforeEach
    void anInstallationInOrder() throws IOException {
        environment.putAll(database.environment());
        environment.put("SCRIP_DATA", folder.toString());
        environment.put("SCRIP_PORT", Integer.toString(freePort()));
        environment.put("SCRIP_METERING_PORT", "off");
        environment.put("SCRIP_MANAGEMENT_PORT", "off");
        Path backups = Files.createDirectory(folder.resolve("backups"));
        environment.put("SCRIP_BACKUPS", backups.toString());
        archive(backups, Instant.now().minus(Duration.ofHours(20)));
    }

    private static void archive(Path backups, Instant at) throws IOException {
        String stamp =
                DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'")
                        .withZone(ZoneOffset.UTC)
                        .format(at);
        Files.createFile(backups.resolve("scrip-" + stamp + ".zip.sealed"));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private Typed run(String... args) {
        return Typed.at(
                environment,
                false,
                terminal ->
                        Manners.run(
                                new DoctorCommand(terminal, ServerSettings::faults),
                                terminal,
                                "doctor",
                                args));
    }

    /// The one finding about something that is not in order.
    private JsonNode found(String level, String check) {
        Typed typed = run("--json");
        List<JsonNode> found =
                StreamSupport.stream(typed.json().get("findings").spliterator(), false)
                        .filter(f -> !f.get("level").asString().equals("OK"))
                        .filter(f -> !f.get("check").asString().equals("disk"))
                        .toList();
        assertEquals(1, found.size(), typed.out());
        assertEquals(level, found.getFirst().get("level").asString(), typed.out());
        assertEquals(check, found.getFirst().get("check").asString(), typed.out());
        assertFalse(found.getFirst().get("advice").asString().isBlank());
        boolean isFault = level.equals("FAULT");
        assertEquals(isFault ? 1 : 0, typed.code());
        return found.getFirst();
    }

    private void says(String level, String check, String text) {
        String found = found(level, check).get("text").asString();
        assertTrue(found.contains(text), found);
    }

    @Test
    void anInstallationInOrderHasNoFault() {
        Typed typed = run();
        assertEquals(0, typed.code(), typed.out());
        for (String check : List.of("settings", "ports", "disk", "backups", "database", "clock")) {
            assertTrue(typed.out().contains(" " + check + " "), typed.out());
        }
        assertTrue(typed.out().contains("0 faults"), typed.out());
        assertEquals(0, run("--json").json().get("faults").asInt());
    }

    @Test
    void aSettingThatCannotBeUsed() {
        environment.put("SCRIP_PROXIES", "everybody");
        says("FAULT", "settings", "SCRIP_PROXIES");
    }

    @Test
    void everySettingForWhichNoServerStartsIsNamedAtOnce() {
        Map<String, String> wrong = new TreeMap<>();
        wrong.put("SCRIP_ORIGIN", "ftp://scrip.example");
        wrong.put("SCRIP_LOG", "xml");
        wrong.put("SCRIP_OTLP_ENDPOINT", "localhost:4318");
        wrong.put("SCRIP_EMERGENCY_TOKEN", "perhaps");
        wrong.put("SCRIP_SECOND_FACTOR", "king");
        wrong.put("SCRIP_ADMIN_TOKEN", "short");
        wrong.put("SCRIP_HOSTS", "a b");
        wrong.put("SCRIP_PROXIES", "everybody");
        wrong.put("SCRIP_TLS_CERTIFICATE", folder.resolve("none.pem").toString());
        wrong.put("SCRIP_TLS_KEY", folder.resolve("none.key").toString());
        wrong.put("SCRIP_MAIL_HOST", "mail.example");
        wrong.put("SCRIP_MAIL_USER", "somebody");
        wrong.put("SCRIP_METERING_PORT", environment.get("SCRIP_PORT"));
        wrong.put("SCRIP_MANAGEMENT_PORT", "many");
        environment.putAll(wrong);
        List<String> said =
                StreamSupport.stream(run("--json").json().get("findings").spliterator(), false)
                        .filter(f -> f.get("level").asString().equals("FAULT"))
                        .filter(f -> f.get("check").asString().equals("settings"))
                        .map(f -> f.get("text").asString())
                        .toList();
        for (String name : wrong.keySet()) {
            assertTrue(said.stream().anyMatch(text -> text.contains(name)), name + said);
        }
        assertEquals(12, said.size(), said.toString());
        // A start names the same, and no others.
        List<String> start = ServerSettings.faults(environment);
        assertEquals(said.subList(1, said.size()), start);
    }

    @Test
    void anAddressThatIsNone() {
        for (String wrong :
                List.of(
                        "scrip.example",
                        "https://",
                        "https://scrip.example/console",
                        "https://user@scrip.example",
                        "https://scrip.example:99999",
                        "https://scrip.example:http",
                        "https://scrip example")) {
            environment.put("SCRIP_ORIGIN", wrong);
            says("FAULT", "settings", "SCRIP_ORIGIN is how browsers reach this server");
        }
        environment.put("SCRIP_ORIGIN", "HTTPS://Scrip.Example:443");
        assertEquals(0, run().code());
        assertEquals("https://scrip.example", Site.origin("HTTPS://Scrip.Example:443"));
        assertEquals("http://[::1]:8080", Site.origin("http://[::1]:8080"));
    }

    @Test
    void aSecretOfTheDataFolderThatOthersCanOpen() throws IOException {
        for (String name : SettingsCheck.SECRETS) {
            Path file = Files.writeString(folder.resolve(name), "secret");
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
            says("FAULT", "settings", file.toString());
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
        assertEquals(0, run().code());
    }

    @Test
    void aConfigurationFileWithAMistypedName() throws IOException {
        Path file = Files.writeString(folder.resolve("scrip.conf"), "SCRIP_HOTS = x\n");
        environment.put("SCRIP_CONFIG", file.toString());
        says("FAULT", "settings", "did you mean SCRIP_HOSTS?");
    }

    @Test
    void aVariableThatIsNoSetting() {
        environment.put("SCRIP_ORIGINN", "https://scrip.example");
        says("WARNING", "settings", "SCRIP_ORIGINN");
    }

    @Test
    void aSecretThatEverybodyCanRead() throws IOException {
        Path secret = Files.writeString(folder.resolve("mail"), "secret");
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-r--r--"));
        environment.putAll(
                Map.of(
                        "SCRIP_MAIL_HOST", "mail.example",
                        "SCRIP_MAIL_FROM", "a@vendor.example",
                        "SCRIP_MAIL_USER", "a",
                        "SCRIP_MAIL_PASSWORD_FILE", secret.toString()));
        says("FAULT", "settings", secret.toString());
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
        assertEquals(0, run().code());
    }

    @Test
    void headsThatNobodyMails() {
        environment.put("SCRIP_HEAD_MAIL", "auditor@hospital.example");
        says("WARNING", "settings", "SCRIP_HEAD_MAIL has no effect");
        environment.put("SCRIP_MAIL_HOST", "mail.vendor.example");
        environment.put("SCRIP_MAIL_FROM", "scrip@vendor.example");
        environment.put("SCRIP_HEAD_MAIL", "auditor");
        says("FAULT", "settings", "'auditor' is none");
    }

    @Test
    void sizesOfAPostgresThatIsNotEmbedded() {
        environment.put("SCRIP_POSTGRES_BUFFERS", "256");
        says("WARNING", "settings", "SCRIP_POSTGRES_BUFFERS has no effect");
    }

    @Test
    void aPortThatAnotherProgramHas() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            environment.put("SCRIP_PORT", Integer.toString(taken.getLocalPort()));
            says("FAULT", "ports", "cannot be used");
            // The server that runs here has another one.
            AddressFile.write(folder, "http://127.0.0.1:1");
            says("FAULT", "ports", "cannot be used");
            AddressFile.write(folder, "http://127.0.0.1:" + taken.getLocalPort());
            assertEquals(0, run().code());
        }
    }

    @Test
    void aPortBesideItThatAnotherProgramHas() throws IOException {
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        HttpServer other = HttpServer.create(any, 0);
        other.createContext(
                "/",
                asked -> {
                    byte[] answer = "{\"status\":\"fine\"}".getBytes(StandardCharsets.UTF_8);
                    asked.sendResponseHeaders(200, answer.length);
                    asked.getResponseBody().write(answer);
                    asked.close();
                });
        other.start();
        try {
            AddressFile.write(folder, "http://127.0.0.1:1");
            environment.put("SCRIP_METERING_PORT", Integer.toString(other.getAddress().getPort()));
            says("FAULT", "ports", "SCRIP_METERING_PORT");
        } finally {
            other.stop(0);
        }
    }

    @Test
    void aDatabaseThatIsNotThere() throws IOException {
        environment.put(
                "SCRIP_DATABASE_URL", "jdbc:postgresql://127.0.0.1:" + freePort() + "/scrip");
        says("FAULT", "database", "does not let us in");
    }

    @Test
    void aDataFolderThatIsNone() throws IOException {
        environment.put("SCRIP_DATA", Files.createFile(folder.resolve("file")).toString());
        Typed typed = run();
        assertEquals(1, typed.code());
        assertTrue(typed.out().contains("is no folder that this user can write to"), typed.out());
    }

    @Test
    void aDataFolderWithoutData() {
        environment.remove("SCRIP_DATABASE_URL");
        Path mistyped = folder.resolve("mistyped");
        environment.put("SCRIP_DATA", mistyped.toString());
        says("FAULT", "database", "there is no data in");
        assertFalse(Files.exists(mistyped));
    }

    @Test
    void aDatabaseOfAnotherVersion() throws Exception {
        try (TestDatabase other = TestDatabase.fresh()) {
            try (Connection connection = other.superuser();
                    Statement statement = connection.createStatement()) {
                statement.execute(
                        "delete from flyway_schema_history where installed_rank ="
                                + " (select max(installed_rank) from flyway_schema_history)");
            }
            environment.putAll(other.environment());
            says("FAULT", "database", "older version");
        }
    }

    @Test
    void backupsThatAreOldOrAreNotThere() throws IOException {
        Path backups = Files.createDirectory(folder.resolve("others"));
        environment.put("SCRIP_BACKUPS", backups.toString());
        says("FAULT", "backups", "there is no archive");
        archive(backups, Instant.now().minus(Duration.ofDays(9)));
        says("FAULT", "backups", "the last one is of");
        archive(backups, Instant.now().minus(Duration.ofHours(30)));
        says("WARNING", "backups", "the last one is of");
        environment.put("SCRIP_BACKUPS", folder.resolve("none").toString());
        says("FAULT", "backups", "there is no folder");
        environment.remove("SCRIP_BACKUPS");
        says("WARNING", "backups", "nobody looks");
    }

    @Test
    void theBackupThatTheCommandNotedCountsWhereverItWent() {
        LastDone noted = new LastDone(folder);
        for (String place : List.of("", "s3://archives")) {
            environment.put("SCRIP_BACKUPS", place);
            backedUp(noted, Duration.ofHours(1));
            assertTrue(run().out().contains("ok       backups"), run().out());
            backedUp(noted, Duration.ofHours(30));
            says("WARNING", "backups", "the last one is of");
            backedUp(noted, Duration.ofDays(9));
            says("FAULT", "backups", "the last one is of");
        }
    }

    private static void backedUp(LastDone noted, Duration ago) {
        assertTrue(
                noted.note(LastDone.Task.BACKUP, new LastDone.Done(Instant.now().minus(ago), 0)));
    }

    @Test
    void aCertificateThatEnds() throws Exception {
        Path key = Files.createFile(folder.resolve("key.pem"));
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        Path file = folder.resolve("certificate.pem");
        environment.put("SCRIP_TLS_CERTIFICATE", file.toString());
        environment.put("SCRIP_TLS_KEY", key.toString());
        for (String start : List.of("-40d", "-20d", "+0d")) {
            Certificates made =
                    Certificates.make(folder, "of" + start.replace('+', 'n'), "EC", start);
            Files.writeString(file, made.certificate());
            Files.writeString(key, made.key());
            switch (start) {
                case "-40d" -> says("FAULT", "certificate", "ended");
                case "-20d" -> says("WARNING", "certificate", "ends");
                default -> assertEquals(0, run().code());
            }
        }
    }

    @Test
    void whatCannotBePlantedIsJudgedByItsNumbers() {
        assertEquals(Finding.Level.OK, Judgement.clock(Duration.ofMillis(900)).level());
        assertEquals(Finding.Level.WARNING, Judgement.clock(Duration.ofMillis(-1_100)).level());
        assertEquals(Finding.Level.FAULT, Judgement.clock(Duration.ofMillis(5_100)).level());

        long gigabyte = 1L << 30;
        assertEquals(Finding.Level.OK, Judgement.disk("a", 50 * gigabyte, 100 * gigabyte).level());
        assertEquals(
                Finding.Level.WARNING, Judgement.disk("a", 50 * gigabyte, 900 * gigabyte).level());
        assertEquals(
                Finding.Level.WARNING, Judgement.disk("a", 4 * gigabyte, 10 * gigabyte).level());
        assertEquals(Finding.Level.FAULT, Judgement.disk("a", gigabyte - 1, gigabyte).level());

        assertEquals(Finding.Level.FAULT, Judgement.postgresql(14).level());
        assertEquals(Finding.Level.OK, Judgement.postgresql(15).level());
        assertEquals(
                Finding.Level.FAULT, Judgement.certificate(NOW, NOW).level(), "the end is outside");
    }
}
