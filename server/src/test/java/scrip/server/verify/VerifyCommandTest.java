package scrip.server.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scrip.server.chain.Head;
import scrip.server.database.TestDatabase;
import scrip.server.http.Json;
import scrip.server.license.LicenseCommand;
import scrip.server.license.LicenseKey;
import scrip.server.terminal.Manners;
import scrip.server.terminal.Terminal;
import tools.jackson.databind.JsonNode;

/// `./scrip verify` on the command line.
class VerifyCommandTest {

    @TempDir Path folder;

    private record Outcome(int code, String out, String err) {}

    private Map<String, String> environment(TestDatabase test) {
        Map<String, String> environment = new HashMap<>(test.environment());
        environment.put("SCRIP_DATA", folder.toString());
        return environment;
    }

    private static Outcome run(Map<String, String> environment, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal terminal =
                Terminal.of(
                        environment,
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8));
        int code = Manners.run(new VerifyCommand(terminal), terminal, "verify", args);
        return new Outcome(
                code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static void superuser(TestDatabase test, String sql) throws SQLException {
        try (Connection connection = test.superuser();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void aGoodDatabaseIsReported() {
        try (TestDatabase test = TestDatabase.fresh()) {
            Outcome text = run(environment(test));
            assertEquals(0, text.code());
            assertTrue(text.out().endsWith("nothing found\n"), text.out());
            Outcome json = run(environment(test), "--json");
            assertEquals(0, json.code());
            JsonNode report = Json.tree(json.out());
            assertEquals(0, report.get("findings").size());
            assertEquals(0, report.get("audit_entries").asInt());
            assertTrue(report.get("entries").asInt() > 0);
        }
    }

    @Test
    void findingsAreReportedWithExitCode1() throws SQLException {
        try (TestDatabase test = TestDatabase.fresh()) {
            superuser(test, "update realms set name = 'other'");
            Outcome text = run(environment(test));
            assertEquals(1, text.code());
            assertTrue(text.out().contains("realms [1]: was changed by hand"), text.out());
            Outcome json = run(environment(test), "--json");
            assertEquals(1, json.code());
            assertEquals(1, Json.tree(json.out()).get("findings").size());
        }
    }

    @Test
    void aHeadThatWasKeptTellsLaterWhetherAnythingWasRemoved() throws IOException, SQLException {
        Path file = folder.resolve("head.txt");
        LicenseKey.of(folder.resolve(LicenseCommand.LICENSE_KEY_FILE));
        try (TestDatabase test = TestDatabase.fresh()) {
            Outcome head = run(environment(test), "--head");
            assertEquals(0, head.code());
            assertEquals(1, Head.of(head.out()).checkpoint().checkpoint());
            Files.writeString(file, head.out());
            assertEquals(0, run(environment(test), "--since", file.toString()).code());

            Files.writeString(file, head.out().replace("accounts: 0", "accounts: 1"));
            Outcome changed = run(environment(test), "--since", file.toString());
            assertEquals(2, changed.code());
            assertTrue(changed.err().contains("was changed"), changed.err());

            Files.writeString(file, head.out());
            superuser(
                    test,
                    """
                    truncate checkpoint_ends, checkpoints, installation_log;
                    update installation_head set seq = 0, hash = decode(repeat('00', 32), 'hex');
                    select add_to_installation_log('realms', '[1]', sealed_digest(to_jsonb(r), '{realm, name, kind, clock_at}'))
                    from realms r;
                    select add_to_installation_log('realms_removed', '[1]', sealed_digest(to_jsonb(r), '{realm, removed_at}'))
                    from realms r;
                    """);
            Outcome made = run(environment(test));
            assertEquals(0, made.code(), made.out());
            Outcome later = run(environment(test), "--since", file.toString());
            assertEquals(1, later.code());
            assertTrue(later.out().contains("published head: entry 3 "), later.out());
        }
    }

    @Test
    void aHeadIsPrintedAsAnObjectToo() {
        try (TestDatabase test = TestDatabase.fresh()) {
            JsonNode head = Json.tree(run(environment(test), "--head", "--json").out());
            assertEquals(1, head.get("checkpoint").get("checkpoint").asInt());
            assertEquals(
                    head.get("chain").asString(), Head.of(head.get("text").asString()).chain());
            assertFalse(head.get("text").asString().contains("signature"), "there is no key");
        }
    }

    @Test
    void wrongArgumentsAreRefused() {
        for (List<String> wrong :
                List.of(
                        List.of("all"),
                        List.of("--since"),
                        List.of("--statement", "x"),
                        List.of("--out", "x"),
                        List.of("--realm", "box"),
                        List.of("--head", "--since", "x"),
                        List.of("--head", "--head"))) {
            Outcome outcome = run(Map.of(), wrong.toArray(String[]::new));
            assertEquals(2, outcome.code(), wrong + "");
            assertTrue(outcome.err().endsWith("usage: ./scrip verify --help\n"), outcome.err());
        }
    }

    @Test
    void aFileThatIsNoHeadIsRefused() throws IOException {
        Path file = folder.resolve("head.txt");
        Files.writeString(file, "nothing");
        assertEquals(2, run(Map.of(), "--since", file.toString()).code());
        assertEquals(2, run(Map.of(), "--since", folder.resolve("none").toString()).code());
    }

    @Test
    void nothingIsCreatedWhereNoDataIs() throws SQLException {
        Path empty = folder.resolve("data");
        Outcome none = run(Map.of("SCRIP_DATA", empty.toString()));
        assertEquals(1, none.code());
        assertTrue(none.err().startsWith("scrip: there is no data in"), none.err());
        assertFalse(Files.exists(empty));
        try (TestDatabase test = TestDatabase.fresh()) {
            superuser(test, "drop schema public cascade; create schema public");
            Outcome bare = run(environment(test));
            assertEquals(1, bare.code());
            assertTrue(bare.err().startsWith("scrip: "), bare.err());
            try (Connection connection = test.superuser();
                    var tables = connection.getMetaData().getTables(null, "public", "%", null)) {
                assertFalse(tables.next(), "something was created");
            }
        }
    }

    @Test
    void dataOfAnotherVersionIsRefused() throws SQLException {
        try (TestDatabase test = TestDatabase.fresh()) {
            superuser(
                    test,
                    """
                    insert into flyway_schema_history
                    select installed_rank + 1, '999', 'later', type, 'V999__later.sql', 1, installed_by,
                        installed_on, 0, true
                    from flyway_schema_history
                    order by installed_rank desc
                    limit 1
                    """);
            Outcome newer = run(environment(test));
            assertEquals(1, newer.code());
            assertTrue(newer.err().contains("newer version"), newer.err());
            superuser(
                    test,
                    "delete from flyway_schema_history where installed_rank >= (select max(installed_rank) - 1 from flyway_schema_history)");
            Outcome older = run(environment(test));
            assertEquals(1, older.code());
            assertTrue(older.err().contains("older version"), older.err());
        }
    }
}
