package scrip.server.rehearse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import scrip.core.catalog.Catalogs;
import scrip.server.database.TestDatabase;
import scrip.server.ledger.Ledger;
import scrip.server.ledger.Realm;
import scrip.server.ledger.Settings;
import scrip.server.rebuild.DerivedTables;
import scrip.server.rollup.Rollups;
import scrip.server.verify.Verification;

/// The log alone makes every other table about an account again, after all scenarios were played.
class RebuildTest {

    private static final int ROLLUP_ROWS = 6;

    /// Every table that follows from the log, with those of its columns that do.
    private static final Map<String, String> TABLES =
            Map.of(
                    "other_postings", "*",
                    "corrections", "*",
                    "freed_subjects", "*",
                    "notices", "*",
                    "beneficiaries", "*",
                    "waits", "*",
                    "rollups", "*",
                    "accounts", "account, name, next_due_at");

    private static TestDatabase test;
    private static SortedMap<String, String> made;

    @BeforeAll
    static void playAllScenarios() throws IOException, InterruptedException, SQLException {
        test = TestDatabase.fresh();
        Map<String, Catalogs> published = new ConcurrentHashMap<>();
        try (Ledger ledger =
                Ledger.start(
                        test.database(),
                        realm -> published.getOrDefault(realm.name(), new Catalogs(List.of())),
                        InstantSource.system(),
                        settings())) {
            assertTrue(ledger.awaitServing(Duration.ofSeconds(20)));
            List<Path> files;
            try (Stream<Path> all = Files.walk(Path.of("../scenarios"))) {
                files = all.filter(f -> f.toString().endsWith(".yaml")).sorted().toList();
            }
            for (int n = 0; n < files.size(); n++) {
                if (ScenarioFile.read(files.get(n)) instanceof ScenarioFile.Parsed.Valid valid) {
                    Catalogs catalogs = new Catalogs(valid.scenario().catalogs());
                    published.put("realm-" + n, catalogs);
                    play(ledger, "realm-" + n, valid.scenario(), catalogs);
                }
            }
            try (Rollups rollups = new Rollups(test.database(), ledger, ROLLUP_ROWS)) {
                Rollups.Turn turn = rollups.turn();
                while (turn != Rollups.Turn.IDLE) {
                    turn = rollups.turn();
                }
            }
            assertFalse(rebuild(), "a server is running");
        }
        made = tables();
    }

    private static void play(Ledger ledger, String name, Scenario scenario, Catalogs catalogs) {
        Instant at = scenario.begins();
        Realm realm = ledger.realms().createSandbox(name, at);
        Rehearsal.play(
                scenario,
                new RealStage(
                        ledger, realm, catalogs, at, Stage.REHEARSAL, CompletableFuture::join));
    }

    /// The standard ones but for snapshots, which accounts of scenarios would not get.
    private static Settings settings() {
        Settings usual = Settings.standard();
        return new Settings(
                usual.queueMax(),
                usual.batchMax(),
                usual.cachedMax(),
                5,
                usual.tickMax(),
                usual.portion(),
                usual.leaseFor(),
                usual.patience(),
                usual.clockOffMax(),
                usual.monotonicNanos(),
                usual.failPoint());
    }

    private static boolean rebuild() {
        return new DerivedTables(test.database(), settings(), ROLLUP_ROWS).make(_ -> {});
    }

    private static SortedMap<String, String> tables() throws SQLException {
        SortedMap<String, String> tables = new TreeMap<>();
        for (Map.Entry<String, String> table : TABLES.entrySet()) {
            tables.put(
                    table.getKey(),
                    text(
                            "select coalesce(string_agg(t::text, E'\n' order by t::text), '')"
                                    + " from (select %s from %s) t"
                                            .formatted(table.getValue(), table.getKey())));
        }
        return tables;
    }

    private static String text(String sql) throws SQLException {
        try (Connection connection = test.superuser();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private static void superuser(String sql) throws SQLException {
        try (Connection connection = test.superuser();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /// Deletes or spoils everything that follows from the log.
    @BeforeEach
    void deleteEverything() throws SQLException {
        for (String table : TABLES.keySet()) {
            if (!table.equals("accounts")) {
                superuser("delete from " + table);
            }
        }
        superuser("delete from snapshots");
        superuser("update accounts set name = 'another', next_due_at = 'epoch'");
    }

    @AfterAll
    static void close() {
        test.close();
    }

    private static void compare() throws SQLException {
        SortedMap<String, String> again = tables();
        for (String table : TABLES.keySet()) {
            assertEquals(made.get(table), again.get(table), table);
        }
        assertNotEquals("0", text("select count(*) from snapshots"));
        assertEquals(List.of(), new Verification(test.database()).run().findings());
    }

    @Test
    void everyTableIsMadeAgainFromTheLog() throws SQLException {
        made.forEach((table, rows) -> assertNotEquals("", rows, table));
        assertTrue(rebuild());
        compare();
    }

    @Test
    void whatIsWrongIsReplaced() throws SQLException {
        assertTrue(rebuild());
        superuser("update notices set code = 'SUSPENDED'");
        superuser("update other_postings set units = units + 1");
        superuser("update rollups set totals = '{}'");
        superuser("insert into corrections values (1, 1000000, 7, 1, 1, 'epoch')");
        assertTrue(rebuild());
        compare();
    }

    @Test
    void aRebuildThatEndedInTheMiddleIsRunAgain() throws SQLException {
        superuser(
                """
                create function end_here() returns trigger language plpgsql as
                $$ begin raise exception 'the end'; end $$
                """);
        superuser(
                """
                create trigger end_here before insert on notices for each row
                when (new.account > 40) execute function end_here()
                """);
        assertThrows(IllegalStateException.class, RebuildTest::rebuild);
        superuser("drop trigger end_here on notices");
        superuser("drop function end_here");
        assertTrue(rebuild());
        compare();
    }
}
