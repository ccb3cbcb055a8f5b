package scrip.server;

import static java.time.temporal.ChronoUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import scrip.server.administration.AddressFile;
import scrip.server.connection.ConnectionLimits;
import scrip.server.connection.Perimeter;
import scrip.server.connection.Tls;
import scrip.server.database.DatabaseLocation;
import scrip.server.database.PostgresFolder;
import scrip.server.http.Certificates;
import scrip.server.terminal.Typed;
import tools.jackson.databind.JsonNode;

/// Administration from the terminal on an embedded database, beside a server and without one.
@Timeout(300)
class AdministrationTest {

    private static Path data;
    private static Map<String, String> environment;

    @TempDir Path folder;

    @BeforeAll
    static void anInstallationThatStartedOnce() throws Exception {
        data = PostgresFolder.make();
        environment = new HashMap<>(Map.of("SCRIP_DATA", data.toString()));
        environment.put("SCRIP_ORIGIN", "https://scrip.example");
        try (Server _ = start(Perimeter.standard())) {
            // It leaves data.
        }
    }

    @AfterAll
    static void end() throws Exception {
        PostgresFolder.delete(data);
    }

    private static Server start(Perimeter perimeter) throws IOException, InterruptedException {
        Server server =
                Server.start(
                        new ServerOptions(
                                        new DatabaseLocation.Embedded(data),
                                        "127.0.0.1",
                                        0,
                                        data.resolve("admin-token"),
                                        TestServer.TOKEN)
                                .with(perimeter));
        String scheme = server.speaksTls() ? "https" : "http";
        AddressFile.write(data, scheme + "://127.0.0.1:" + server.port());
        return server;
    }

    private static Typed run(String... args) {
        return Typed.at(environment, false, terminal -> Main.run(terminal, args));
    }

    private static Typed done(String... args) {
        Typed typed = run(args);
        assertEquals(0, typed.code(), List.of(args) + typed.err());
        return typed;
    }

    private static String refused(int code, String... args) {
        Typed typed = run(args);
        assertEquals(code, typed.code(), List.of(args) + typed.out() + typed.err());
        assertEquals("", typed.out());
        return typed.err();
    }

    private String secret(Path file) throws IOException {
        assertEquals(
                "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        return Files.readString(file).strip();
    }

    @Test
    void withoutAServerOneIsStartedForTheCommandAlone() throws Exception {
        AddressFile.delete(data);
        Typed made = done("organization", "create", "alone", "--name", "Alone");
        assertTrue(made.err().contains("no server is running here"), made.err());
        assertEquals(
                "Alone",
                done("organization", "show", "alone", "--json").json().get("name").asString());
        Path file = folder.resolve("link");
        done("staff", "add", "alone@vendor.example", "--role", "auditor", "--out", file.toString());
        assertTrue(secret(file).startsWith("https://scrip.example/"), "the public address");
        assertFalse(Files.exists(data.resolve("address")));
        assertFalse(Files.exists(data.resolve("pg/postmaster.pid")), "PostgreSQL is stopped again");
    }

    @Test
    void besideAServerItIsAskedAndTheAuditLogNamesTheUser() throws Exception {
        try (Server server = start(Perimeter.standard())) {
            Caller caller = new Caller("http://127.0.0.1:" + server.port(), TestServer.TOKEN, null);
            people();
            keys();
            organizations();
            sandboxes();
            String audit = caller.get("/v1/audit?limit=200").is(200).text();
            String user = "terminal: " + System.getProperty("user.name");
            for (String action : List.of("staff", "keys", "organizations", "sandboxes")) {
                assertTrue(audit.contains(action), audit);
            }
            assertTrue(audit.contains(user), audit);
            assertTrue(audit.contains("scrip key make"), audit);
            assertTrue(Files.exists(data.resolve("pg/postmaster.pid")), "the server goes on");
        } finally {
            AddressFile.delete(data);
        }
    }

    private void people() throws IOException {
        Path file = folder.resolve("invitation");
        Typed added =
                done(
                        "staff",
                        "add",
                        "ada@vendor.example",
                        "--role",
                        "finance,sales",
                        "--out",
                        file.toString());
        String link = secret(file);
        assertTrue(link.contains("#"), link);
        assertFalse((added.out() + added.err()).contains(link));
        Typed list = done("staff", "list");
        assertTrue(list.out().matches("(?s).*ada@vendor\\.example +\\(invited\\).*"), list.out());
        assertFalse(list.out().contains(link));

        assertTrue(
                refused(2, "staff", "add", "b@vendor.example", "--role", "sales")
                        .contains("--out"));
        String unshown =
                refused(2, "staff", "add", "b@vendor.example", "--role", "sales", "--show");
        assertTrue(unshown.contains("is no terminal"), unshown);
        Typed shown =
                Typed.at(
                        environment,
                        true,
                        terminal ->
                                Main.run(
                                        terminal,
                                        "staff",
                                        "add",
                                        "b@vendor.example",
                                        "--role",
                                        "sales",
                                        "--show"));
        assertEquals(0, shown.code(), shown.err());
        assertTrue(shown.out().contains("the link: http"), shown.out());

        strangers(file);
    }

    private void strangers(Path file) {
        Path none = folder.resolve("none");
        String faults =
                refused(2, "staff", "add", "nobody", "--role", "king", "--out", none.toString());
        assertTrue(faults.contains("email") && faults.contains("roles"), faults);
        assertFalse(Files.exists(none), "no secret, no file");
        assertTrue(
                refused(
                                1,
                                "staff",
                                "add",
                                "c@vendor.example",
                                "--role",
                                "sales",
                                "--out",
                                file.toString())
                        .contains("is there already"));
        assertTrue(refused(1, "staff", "remove", "z@vendor.example").contains("nobody"));
        assertTrue(refused(1, "staff", "roles", "z@vendor.example", "sales").contains("nobody"));
        assertTrue(
                refused(1, "staff", "reset", "z@vendor.example", "--out", none.toString())
                        .contains("nobody"));
        assertFalse(Files.exists(none));
    }

    private void keys() throws IOException {
        Path file = folder.resolve("key");
        done(
                "key",
                "make",
                "for ipc",
                "--product",
                "ipc",
                "--action",
                "uses.write,access.read",
                "--days",
                "30",
                "--out",
                file.toString());
        assertTrue(secret(file).startsWith("scrip_live_"));
        JsonNode keys = done("key", "list", "--json").json().get("keys");
        JsonNode key = keys.get(0);
        assertEquals("ACTIVE", key.get("state").asString());
        assertEquals(
                "terminal: " + System.getProperty("user.name"), key.get("created_by").asString());
        assertFalse(keys.toString().contains(secret(file)));
        done("key", "revoke", key.get("id").asString());
        assertTrue(done("key", "list").out().contains("REVOKED"));
        keysOfTheVendor();
        signingKeys();
        assertTrue(refused(2, "key", "make", "x", "--action", "uses.write").contains("--product"));
        String both =
                refused(
                        2,
                        "key",
                        "make",
                        "x",
                        "--action",
                        "a",
                        "--vendor",
                        "--product",
                        "ipc",
                        "--days",
                        "1",
                        "--until",
                        "tomorrow");
        assertTrue(both.contains("or --vendor") && both.contains("give one"), both);
        assertTrue(both.contains("--until takes an instant"), both);
        assertTrue(
                refused(1, "key", "revoke", "01930000-0000-7000-8000-000000000001")
                        .contains("UNKNOWN_API_KEY"));
    }

    private void signingKeys() throws IOException {
        JsonNode next = done("key", "signing", "--json").json().at("/items/0/id");
        assertTrue(refused(1, "key", "signing", "--rotate").contains("NEXT_KEY_TOO_NEW"));
        Typed rotated = done("key", "signing", "--rotate", "--compromised", "--json");
        assertEquals(next, rotated.json().at("/items/1/id"));
    }

    private void keysOfTheVendor() throws IOException {
        Path file = folder.resolve("erp");
        String until = Instant.now().plus(Duration.ofDays(3)).truncatedTo(SECONDS).toString();
        done(
                "key",
                "make",
                "ERP",
                "--vendor",
                "--action",
                "orders.read",
                "--address",
                "192.0.2.7",
                "--address",
                "10.1.2.3/16,198.51.100.0/24",
                "--until",
                until,
                "--out",
                file.toString());
        assertTrue(secret(file).startsWith("scrip_live_"));
        JsonNode key =
                done("key", "list", "--json")
                        .json()
                        .get("keys")
                        .valueStream()
                        .filter(one -> one.get("name").asString().equals("ERP"))
                        .findFirst()
                        .orElseThrow();
        assertTrue(key.get("vendor").asBoolean());
        assertEquals(until, key.get("expires_at").asString());
        assertEquals(
                "[\"192.0.2.7\",\"10.1.0.0/16\",\"198.51.100.0/24\"]",
                key.get("addresses").toString());
        String list = done("key", "list").out();
        assertTrue(list.matches("(?s).*ERP +\\(vendor\\).*192\\.0\\.2\\.7,.*"), list);
    }

    private void organizations() {
        done("organization", "create", "north", "--name", "North", "--zone", "Asia/Shanghai");
        assertTrue(
                refused(1, "organization", "create", "north", "--name", "Other")
                        .contains("exists already"));
        done("organization", "rename", "north", "North Hospital");
        Typed show = done("organization", "show", "north");
        assertTrue(show.out().contains("North Hospital"), show.out());
        assertTrue(show.out().contains("Asia/Shanghai"), show.out());
        assertTrue(done("organization", "list", "--search", "nor").out().contains("north "));
        String faults = refused(2, "organization", "create", "south", "--name", "S", "--kind", "x");
        assertTrue(faults.contains("kind"), faults);
        assertTrue(refused(1, "organization", "show", "nowhere").contains("UNKNOWN_ORGANIZATION"));
        assertTrue(
                refused(1, "organization", "rename", "nowhere", "X")
                        .contains("UNKNOWN_ORGANIZATION"));
    }

    private void sandboxes() {
        done("sandbox", "create", "trial", "--now", "2026-01-01T00:00:00Z");
        assertTrue(
                refused(1, "sandbox", "create", "trial")
                        .contains("there is a sandbox trial already"));
        done("sandbox", "clock", "trial", "2026-02-01T00:00:00Z");
        assertTrue(done("sandbox", "list").out().contains("2026-02-01T00:00:00Z"));
        assertTrue(
                refused(1, "sandbox", "clock", "trial", "2026-01-01T00:00:00Z")
                        .contains("CLOCK_NOT_BACK"));
        assertTrue(refused(2, "sandbox", "clock", "trial", "tomorrow").contains("an instant"));
        done("organization", "create", "inside", "--name", "Inside", "--realm", "trial");
        assertTrue(done("organization", "list", "--realm", "trial").out().contains("inside"));
        assertFalse(done("organization", "list").out().contains("inside"));
        assertTrue(done("sandbox", "remove", "trial").out().contains("trial is removed"));
        assertFalse(done("sandbox", "list").out().contains("trial"));
        assertTrue(refused(1, "sandbox", "create", "trial").contains("SANDBOX_REMOVED"));
        assertTrue(refused(1, "sandbox", "remove", "nowhere").contains("UNKNOWN_REALM"));
        assertTrue(refused(1, "sandbox", "remove", "live").contains("UNKNOWN_REALM"));
    }

    @Test
    void aServerWithACertificateIsAskedByIt() throws Exception {
        Certificates own = Certificates.make(folder, "scrip.example", "EC");
        Certificates other = Certificates.make(folder, "other.example", "EC");
        Path certificate = Files.writeString(folder.resolve("certificate.pem"), own.certificate());
        Path key = Files.writeString(folder.resolve("key.pem"), own.key());
        Map<String, String> before = new HashMap<>(environment);
        Tls tls = Tls.of(certificate.toString(), key.toString());
        try (Server _ = start(Perimeters.of(ConnectionLimits.standard(), tls))) {
            environment.put("SCRIP_TLS_CERTIFICATE", certificate.toString());
            environment.put("SCRIP_TLS_KEY", key.toString());
            assertTrue(done("sandbox", "list").err().isEmpty());
            Files.writeString(certificate, other.certificate());
            assertTrue(refused(1, "sandbox", "list").contains("does not answer"));
        } finally {
            environment = before;
            AddressFile.delete(data);
        }
    }

    @Test
    void theDoctorLooksAtEverySecretThatAServerMakes() throws IOException {
        Map<Path, Set<PosixFilePermission>> before = new TreeMap<>();
        try (Stream<Path> files = Files.list(data)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Set<PosixFilePermission> found = Files.getPosixFilePermissions(file);
                if (Files.isRegularFile(file)
                        && PosixFilePermissions.toString(found).equals("rw-------")) {
                    before.put(file, found);
                }
            }
        }
        // The token was given to this server, so there is no admin-token.
        assertTrue(before.size() >= 4, before.toString());
        Map<String, String> elsewhere = new HashMap<>(environment);
        elsewhere.put("SCRIP_DATABASE_URL", "jdbc:postgresql://127.0.0.1:1/scrip");
        try {
            for (Path file : before.keySet()) {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
            }
            Typed typed = Typed.at(elsewhere, false, terminal -> Main.run(terminal, "doctor"));
            for (Path file : before.keySet()) {
                assertTrue(typed.out().contains("chmod 600 " + file), file + typed.out());
            }
        } finally {
            for (Path file : before.keySet()) {
                Files.setPosixFilePermissions(file, before.get(file));
            }
        }
    }

    @Test
    void aFolderWithoutDataIsLeftAlone() {
        Path mistyped = folder.resolve("mistyped");
        Typed typed =
                Typed.at(
                        Map.of("SCRIP_DATA", mistyped.toString()),
                        false,
                        terminal -> Main.run(terminal, "staff", "list"));
        assertEquals(1, typed.code());
        assertTrue(typed.err().contains("there is no data in"), typed.err());
        assertFalse(Files.exists(mistyped));
    }
}
