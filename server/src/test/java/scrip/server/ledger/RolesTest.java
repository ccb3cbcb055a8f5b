package scrip.server.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import scrip.server.database.DatabaseRole;

/// What the database itself forbids.
class RolesTest {

    private static final String DENIED = "42501";

    /// Every table, partitions included, that has a column `account`.
    private static List<String> tablesOfAccounts(LedgerWorld world) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (Connection connection = world.test.superuser();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                """
                                select table_name
                                from information_schema.columns
                                where table_schema = 'public'
                                    and column_name in ('account', 'organization')
                                order by 1
                                """)) {
            while (row.next()) {
                tables.add(row.getString(1));
            }
        }
        return tables;
    }

    private static LedgerWorld filled() {
        LedgerWorld world = LedgerWorld.fresh();
        world.open("first", 1_000);
        world.accepted("first", LedgerWorld.use("first", 10, "study-1"), "u1");
        world.open("second", 10);
        world.accepted("second", LedgerWorld.use("second", 20, "study-1"), "u1");
        return world;
    }

    @Test
    void aReaderWithoutOrganizationsSeesNoRowOfAnyAccount() throws SQLException {
        try (LedgerWorld world = filled();
                Connection connection = world.test.database().connect(DatabaseRole.READER);
                Statement statement = connection.createStatement()) {
            List<String> tables = tablesOfAccounts(world);
            assertTrue(tables.size() > 11, tables.toString());
            int seen = 0;
            for (String table : tables) {
                try (ResultSet row = statement.executeQuery("select count(*) from " + table)) {
                    row.next();
                    assertEquals(0, row.getLong(1), table);
                    seen++;
                } catch (SQLException failure) {
                    // A partition can be reached only through its parent.
                    assertEquals(DENIED, failure.getSQLState(), table);
                }
            }
            assertEquals(22, seen, "tables that a reader can ask");
        }
    }

    @Test
    void aReaderSeesTheAccountsOfItsTransactionAlone() {
        try (LedgerWorld world = filled()) {
            long first = world.ledger.number(world.realm, LedgerWorld.org("first"));
            long all = count(world, List.of(first, first + 1));
            long one = count(world, List.of(first));
            assertTrue(one > 0 && one < all, one + " of " + all);
            assertEquals(
                    List.of("first"),
                    world.test
                            .database()
                            .read(
                                    List.of(first),
                                    sql ->
                                            sql.sql("select id from accounts")
                                                    .query(String.class)
                                                    .list()));
        }
    }

    private static long count(LedgerWorld world, List<Long> accounts) {
        return world.test
                .database()
                .read(
                        accounts,
                        sql -> sql.sql("select count(*) from facts").query(Long.class).single());
    }

    @Test
    void theWriterCanNeitherChangeNorDeleteWhatHasHappened() throws SQLException {
        try (LedgerWorld world = filled();
                Connection connection = world.test.database().connect(DatabaseRole.WRITER);
                Statement statement = connection.createStatement()) {
            for (String table : List.of("log", "other_postings", "freed_subjects", "notices")) {
                for (String sql :
                        List.of(
                                "update " + table + " set account = account",
                                "delete from " + table,
                                "truncate " + table)) {
                    SQLException failure =
                            assertThrows(SQLException.class, () -> statement.execute(sql), sql);
                    assertEquals(DENIED, failure.getSQLState(), sql);
                }
            }
        }
    }

    @Test
    void theAuditorSeesEverythingAndChangesNothing() throws SQLException {
        try (LedgerWorld world = filled();
                Connection connection = world.test.database().connect(DatabaseRole.AUDITOR);
                Statement statement = connection.createStatement()) {
            try (ResultSet row = statement.executeQuery("select count(*) from facts")) {
                row.next();
                assertTrue(row.getLong(1) > 0);
            }
            SQLException failure =
                    assertThrows(
                            SQLException.class, () -> statement.execute("delete from snapshots"));
            assertEquals(DENIED, failure.getSQLState());
        }
    }

    /// Whatever the planner believes about the size of the log.
    @Test
    void aReaderFindsUsesByTheirNumbersAndNotAmongAllOfTheirAccount() {
        try (LedgerWorld world = LedgerWorld.fresh()) {
            for (int n = 0; n < 300; n++) {
                world.open("org" + n, 1_000);
            }
            world.superuser("analyze");
            world.superuser("alter table log_0 set (autovacuum_enabled = off)");
            List<CompletableFuture<Outcome>> all = new ArrayList<>();
            for (int n = 0; n < 2_000; n++) {
                all.add(world.submitted("org0", LedgerWorld.use("org0", 1), "u" + n));
            }
            all.forEach(LedgerWorld::await);
            String plan =
                    String.join(
                            "\n",
                            world.ledger.rows(
                                    world.realm,
                                    LedgerWorld.org("org0"),
                                    "explain select * from uses where account = :account and seq between 70 and 90",
                                    Map.of(),
                                    (row, _) -> row.getString(1)));
            assertTrue(plan.matches("(?s).*Index Cond: [^\\n]*seq >= .*"), plan);
        }
    }
}
