package scrip.server.ledger;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import scrip.server.chain.Checkpoints;
import scrip.server.database.TestDatabase;
import scrip.server.trail.AuditChain;
import scrip.server.verify.People;
import scrip.server.verify.Verification;

/// A row that is there twice, which a broken index lets happen, is found in every table.
class DoubledTest {

    /// Of these nothing is verified: see the table in docs/operating/verify.md.
    private static final Set<String> NOT_VERIFIED =
            Set.of(
                    "accounts_in_use",
                    "authorization_requests",
                    "ceremonies",
                    "flyway_schema_history",
                    "head_letters",
                    "lease");

    /// These have one row, and are read as such: two end the verification.
    private static final Set<String> OF_ONE_ROW = Set.of("audit_head", "installation_head");

    /// Takes away whatever keeps a row from being there twice, and adds the first row again.
    private static final String DOUBLE =
            """
            do $$
            declare
                one record;
            begin
                for one in
                    select conname
                    from pg_constraint
                    where conrelid = '{table}'::regclass
                        and contype in ('p', 'u')
                loop
                    execute format('alter table {table} drop constraint %I cascade', one.conname);
                end loop;
                for one in
                    select indexrelid::regclass as name
                    from pg_index
                    where indrelid = '{table}'::regclass
                        and indisunique
                loop
                    execute format('drop index %s', one.name);
                end loop;
            end $$;
            set session_replication_role = replica;
            insert into {table} select * from {table} limit 1;
            """;

    private static TestDatabase good;

    @BeforeAll
    static void make() throws SQLException {
        LedgerWorld world = LedgerWorld.fresh(Tuning.limits(100, 16, 100, 5));
        VerificationTest.live(world, "first");
        BuyersTest.open(world);
        BuyersTest.buy(world.ledger, world.realm, "ipc/pre-consultation-assistant");
        RollupsTest.rollUp(world);
        People.join(world.test.database());
        new Checkpoints(world.test.database(), InstantSource.system()).make();
        world.ledger.close();
        world.audit();
        good = world.test;
    }

    @AfterAll
    static void drop() {
        good.close();
    }

    private static List<String> tables() throws SQLException {
        List<String> names = new ArrayList<>();
        try (Connection connection = good.superuser();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                """
                                select relname
                                from pg_class
                                where relnamespace = 'public'::regnamespace
                                    and relkind in ('r', 'p')
                                    and not relispartition
                                order by relname
                                """)) {
            while (row.next()) {
                names.add(row.getString(1));
            }
        }
        names.removeAll(NOT_VERIFIED);
        names.removeAll(OF_ONE_ROW);
        return names;
    }

    @Test
    void aRowThatIsThereTwiceIsFound() throws SQLException {
        List<String> tables = tables();
        List<String> empty = new ArrayList<>();
        for (String table : tables) {
            if (good.number("select count(*) from " + table) == 0) {
                empty.add(table);
            }
        }
        assertEquals(List.of(), empty);
        assertAll(tables.stream().map(table -> (Executable) () -> isFound(table)));
    }

    private static void isFound(String table) throws SQLException {
        try (TestDatabase test = good.copy()) {
            try (Connection connection = test.superuser();
                    Statement statement = connection.createStatement()) {
                statement.execute(DOUBLE.replace("{table}", table));
            }
            assertFalse(
                    new Verification(test.database()).run().findings().isEmpty()
                            && new AuditChain(test.database()).check().broken() == null,
                    table);
        }
    }
}
