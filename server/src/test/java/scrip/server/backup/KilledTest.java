package scrip.server.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import scrip.server.database.Database;
import scrip.server.database.DatabaseFault;
import scrip.server.database.DatabaseLocation;
import scrip.server.database.PostgresFolder;
import scrip.server.database.TestDatabase;
import scrip.server.terminal.Manners;
import scrip.server.terminal.Terminal;
import scrip.server.trail.AuditChain;
import scrip.server.verify.Verification;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Both commands as an operator runs them, and killed in the middle.
@Timeout(300)
class KilledTest {

    private static final InstantSource CLOCK =
            InstantSource.fixed(Instant.parse("2026-03-01T09:00:00Z"));

    @TempDir Path folder;

    private TestDatabase source;
    private Map<String, String> from;
    private Path data;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void make() throws Exception {
        source = TestDatabase.fresh();
        Archives.run(
                source,
                "insert into accounts_in_use select n, now() + n * interval '7 seconds' from"
                        + " generate_series(1, 30000) n");
        DatabaseLocation.External place = source.location();
        from =
                Map.of(
                        "SCRIP_DATABASE_URL", place.url(),
                        "SCRIP_DATABASE_USER", String.valueOf(place.user()),
                        "SCRIP_DATABASE_PASSWORD", String.valueOf(place.password()),
                        "SCRIP_DATA", folder.resolve("from").toString());
        data = PostgresFolder.make();
    }

    @AfterEach
    void end() throws Exception {
        source.close();
        PostgresFolder.delete(data);
    }

    private int backup(String... args) {
        Terminal terminal =
                new Terminal(from, CLOCK, new PrintStream(out), new PrintStream(err), () -> false);
        return Manners.run(new BackupCommand(terminal), terminal, "backup", args);
    }

    private int restore(String... args) {
        Terminal terminal =
                Terminal.of(
                        Map.of("SCRIP_DATA", data.toString()),
                        new PrintStream(out),
                        new PrintStream(err));
        RestoreCommand.Verification verification =
                (database, tell) ->
                        Math.max(
                                new AuditChain(database).run(tell),
                                new Verification(database).run(tell));
        return Manners.run(new RestoreCommand(terminal, verification), terminal, "restore", args);
    }

    private String said(ByteArrayOutputStream stream) {
        String text = stream.toString(StandardCharsets.UTF_8);
        stream.reset();
        return text;
    }

    private void halt(String... args) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-Xmx200m"));
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp"));
        command.add(System.getProperty("java.class.path"));
        command.add("scrip.server.backup.Halting");
        command.addAll(List.of(args));
        Path log = folder.resolve("log");
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        assertTrue(process.waitFor(120, TimeUnit.SECONDS));
        assertEquals(137, process.exitValue(), Files.readString(log));
    }

    private List<String> files(Path of) throws IOException {
        try (Stream<Path> all = Files.list(of)) {
            return all.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void aKilledBackupLeavesNothingThatLooksWhole() throws Exception {
        Path archives = Files.createDirectory(folder.resolve("archives"));
        Path file = archives.resolve("it.zip");
        DatabaseLocation.External place = source.location();
        String[] rest = {
            place.url(), String.valueOf(place.user()), String.valueOf(place.password())
        };
        assertEquals(0, backup(file.toString()), () -> said(err));
        long whole = Files.size(file);
        Files.delete(file);
        for (long bytes : new long[] {1, whole / 2, whole - 2000}) {
            halt("backup", file.toString(), Long.toString(bytes), rest[0], rest[1], rest[2]);
            assertEquals(List.of("it.zip.partial"), files(archives));
            FilePlace left = new FilePlace(archives.resolve("it.zip.partial"));
            assertThrows(ArchiveFault.class, () -> Archives.check(left, null));
        }
        assertEquals(0, backup(file.toString()));
        assertEquals(List.of("it.zip"), files(archives));
        assertEquals(0, restore("--check", file.toString()), () -> said(err));
        assertEquals(1, backup(file.toString()));
        assertTrue(said(err).contains("overwrites nothing"));
        assertEquals(1, backup(archives.resolve("no/folder").toString()));
        assertTrue(said(err).contains("is not there: make it"));
    }

    @Test
    void aKilledRestoreIsRunAgain() throws Exception {
        Files.createDirectories(folder.resolve("from"));
        Files.writeString(folder.resolve("from/license-key"), "the license key");
        Path key = Files.writeString(folder.resolve("key"), "A".repeat(43) + "=");
        assertEquals(0, backup(folder.toString(), "--json"), () -> said(err));
        assertTrue(said(err).contains("license-key is not in it"));
        JsonNode made = JsonMapper.builder().build().readTree(said(out));
        Path plain = folder.resolve("scrip-20260301T090000Z.zip");
        assertEquals(plain.toString(), made.at("/archive").asString());
        assertTrue(made.at("/rows").asLong() > 30000);
        assertEquals(0, backup(folder.toString(), "--key", key.toString()), () -> said(err));
        String sealed = plain + ".sealed";
        assertTrue(said(out).contains(sealed));

        halt("restore", plain.toString(), Long.toString(Files.size(plain) / 2), data.toString());
        DatabaseFault unfinished =
                assertThrows(
                        DatabaseFault.class,
                        () -> Database.open(new DatabaseLocation.Embedded(data)));
        assertTrue(unfinished.getMessage().contains("did not end"), unfinished.getMessage());

        assertEquals(0, restore(sealed, "--key", key.toString(), "--json"), () -> said(err));
        JsonNode restored = JsonMapper.builder().build().readTree(said(out));
        assertTrue(restored.at("/verified").asBoolean());
        assertTrue(restored.at("/lines").toString().contains("nothing found"));
        assertEquals("the license key", Files.readString(data.resolve("license-key")));
        try (Database database = Database.open(new DatabaseLocation.Embedded(data))) {
            long rows =
                    database.readAll(sql ->
                            sql.sql("select count(*) from accounts_in_use")
                                    .query(Long.class)
                                    .single());
            assertEquals(30000, rows);
        }
        said(err);
        assertEquals(1, restore(sealed, "--key", key.toString()));
        String refused = said(err);
        assertTrue(refused.contains("is not empty"), refused);
    }

    @Test
    void whatIsMistypedIsToldAndMakesNothing() throws Exception {
        for (String[] args :
                new String[][] {
                    {}, {"a", "b"}, {"a", "--key"}, {"a", "--what"}, {"a", "--json", "--json"}
                }) {
            assertEquals(2, backup(args));
            assertEquals(2, restore(args));
            assertTrue(said(err).contains("usage: ./scrip backup"));
        }
        assertEquals(1, restore(folder.resolve("none.zip").toString()));
        assertTrue(said(err).contains("there is no archive"));
        assertFalse(Files.exists(data.resolve("pg")));
        from = Map.of("SCRIP_DATA", folder.resolve("mistyped").toString());
        assertEquals(1, backup(folder.resolve("x.zip").toString()));
        assertTrue(said(err).contains("there is no data in"));
        assertFalse(Files.exists(folder.resolve("mistyped")));
        assertFalse(Files.exists(folder.resolve("x.zip")));
    }
}
