package scrip.server.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import scrip.server.chain.Seal;
import scrip.server.database.Database;
import scrip.server.database.DatabaseRole;
import scrip.server.database.TestDatabase;

/// Each column of the database has its answer to the question how a change of it by hand is found.
class SealTest {

    private static final Path PAGE = Path.of("../docs/operating/verify.md");

    @Test
    void theDatabaseSealsWhatTheListSays() {
        try (TestDatabase test = TestDatabase.fresh()) {
            List<String> there =
                    test.database()
                            .readAll(sql ->
                                    sql.sql(
                                                    """
                                                    select tgname || ' ' || tgrelid::regclass || ' '
                                                        || replace(encode(tgargs, 'escape'), '\\000', ' ')
                                                    from pg_trigger
                                                    where tgfoid = 'sealed'::regproc
                                                    order by 1
                                                    """)
                                            .query(String.class)
                                            .list());
            List<String> listed = new ArrayList<>();
            for (Seal seal : Seal.ALL) {
                for (String kind : List.of("deleted", "inserted", "updated")) {
                    listed.add(
                            "%s_%s %s %s {%s} {%s} "
                                    .formatted(
                                            seal.name(),
                                            kind,
                                            seal.table(),
                                            seal.name(),
                                            String.join(",", seal.key()),
                                            String.join(",", seal.columns())));
                }
            }
            assertEquals(listed.stream().sorted().toList(), there.stream().sorted().toList());
        }
    }

    /// Otherwise each of many rows would pass all versions of the head that those before it left.
    @Test
    void aStatementTakesTheHeadOnceHoweverManyRowsItChanges() {
        try (TestDatabase test = TestDatabase.fresh()) {
            long taken =
                    test.database()
                            .transact(sql -> {
                                sql.sql(
                                                """
                                                insert into persons (person, email, name, locale, made_at)
                                                select gen_random_uuid(), n || '@hospital.example', 'P', 'en', now()
                                                from generate_series(1, 200) n
                                                """)
                                        .update();
                                // These change nothing that is sealed.
                                sql.sql("update persons set name = name").update();
                                sql.sql("delete from staff where false").update();
                                return sql.sql(
                                                """
                                                select pg_stat_get_xact_tuples_updated('installation_head'::regclass)
                                                """)
                                        .query(Long.class)
                                        .single();
                            });
            long seals = Seal.ALL.stream().filter(seal -> seal.table().equals("persons")).count();
            assertEquals(seals, taken);
            assertEquals(List.of(), new Verification(test.database()).run().findings());
            assertEquals(
                    0,
                    test.number(
                            """
                            select count(*)
                            from (
                                select key, lag(key) over (order by seq) as before
                                from installation_log
                                where what = 'persons') e
                            where key < before
                            """),
                    "in the order of their keys");
        }
    }

    /// As when a migration seals columns of a table that has rows.
    @Test
    void aNewSealTakesTheHeadOnceForTheRowsThatAreThere() throws SQLException {
        try (TestDatabase test = TestDatabase.fresh();
                Connection owner = test.database().connect(DatabaseRole.OWNER);
                Statement statement = owner.createStatement()) {
            owner.setAutoCommit(false);
            statement.execute(
                    """
                    create table things (thing int primary key, name text);
                    create table nothings (nothing int primary key);
                    insert into things select n, 'T' || n from generate_series(1, 200) n;
                    select seal('things', 'things', '{thing}', '{thing, name}');
                    select seal('nothings', 'nothings', '{nothing}', '{nothing}')
                    """);
            try (ResultSet taken =
                    statement.executeQuery(
                            """
                            select pg_stat_get_xact_tuples_updated('installation_head'::regclass),
                                (select count(*) from installation_log where what = 'things'),
                                (select count(*)
                                from installation_log l
                                join things t on l.key = sealed_key(to_jsonb(t), '{thing}')
                                where l.what = 'things'
                                    and l.digest = sealed_digest(to_jsonb(t), '{thing, name}'))
                            """)) {
                taken.next();
                assertEquals(1, taken.getLong(1));
                assertEquals(200, taken.getLong(2));
                assertEquals(200, taken.getLong(3));
            }
            owner.rollback();
        }
    }

    /// An expression for another value of a column.
    private static String other(String column, String type) {
        return switch (type) {
            case "text" -> "coalesce(%s, '') || 'x'".formatted(column);
            case "int4", "int8" -> "coalesce(%s, 0) + 1000".formatted(column);
            case "timestamptz" ->
                    "coalesce(%s, 'epoch') + interval '1 microsecond'".formatted(column);
            case "uuid" -> "gen_random_uuid()";
            case "bytea" -> "sha256(%s)".formatted(column);
            case "bool" -> "not " + column;
            case "_text" -> column + " || 'x'::text";
            default -> throw new IllegalStateException("no other value of the type " + type);
        };
    }

    private static String type(JdbcClient sql, Seal seal, String column) {
        return sql.sql(
                        """
                        select udt_name
                        from information_schema.columns
                        where table_name = :table
                            and column_name = :column
                        """)
                .param("table", seal.table())
                .param("column", column)
                .query(String.class)
                .single();
    }

    @Test
    void aChangeOfEachSealedColumnIsFound() throws SQLException {
        try (TestDatabase test = TestDatabase.fresh()) {
            test.database()
                    .transact(sql ->
                            sql.sql(
                                            """
                                            insert into accounts (realm, account, id, kind, name, opened_at)
                                            values (1, 1, 'first', 'INSTITUTION', 'First', now())
                                            """)
                                    .update());
            People.join(test.database());
            test.database()
                    .transact(sql ->
                            sql.sql("insert into checkpoints values (1, now(), 0, 0, sha256(''))")
                                    .update());
            try (Connection connection = test.superuser()) {
                connection.setAutoCommit(false);
                JdbcClient sql = Database.on(connection);
                for (Seal seal : Seal.ALL) {
                    for (String column : seal.columns()) {
                        unchecked(sql, seal);
                        sql.sql(
                                        "update %s set %s = %s where ctid = (select min(ctid) from %1$s)"
                                                .formatted(
                                                        seal.table(),
                                                        column,
                                                        other(column, type(sql, seal, column))))
                                .update();
                        assertTrue(
                                !new InstallationStore(connection).differences(seal).isEmpty(),
                                seal.table() + "." + column);
                        connection.rollback();
                    }
                    assertEquals(
                            List.of(),
                            new InstallationStore(connection).differences(seal),
                            seal.table());
                }
            }
        }
    }

    /// Without checks and foreign keys, which an administrator can take away.
    private static void unchecked(JdbcClient sql, Seal seal) {
        sql.sql("set local session_replication_role = replica").update();
        List<String> checks =
                sql.sql(
                                """
                                select conname
                                from pg_constraint
                                where conrelid = cast(:table as regclass)
                                    and contype = 'c'
                                """)
                        .param("table", seal.table())
                        .query(String.class)
                        .list();
        for (String check : checks) {
            sql.sql("alter table %s drop constraint %s".formatted(seal.table(), check)).update();
        }
    }

    /// What the page says of each column: `table.column`.
    private static SortedMap<String, String> answers() throws IOException {
        SortedMap<String, String> answers = new TreeMap<>();
        for (String line : Files.readAllLines(PAGE)) {
            String[] cells = line.split("\\|", -1);
            if (cells.length >= 4 && cells[1].strip().matches("`[a-z_]+`")) {
                String table = cells[1].strip().replace("`", "");
                for (String column : cells[2].strip().split(", ", -1)) {
                    answers.put(table + "." + column, cells[3].strip());
                }
            }
        }
        return answers;
    }

    @Test
    void thePageHasAnAnswerForEachColumn() throws IOException {
        try (TestDatabase test = TestDatabase.fresh()) {
            List<String> columns =
                    test.database()
                            .readAll(sql ->
                                    sql.sql(
                                                    """
                                                    select c.relname || '.' || a.attname
                                                    from pg_class c
                                                    join pg_attribute a on a.attrelid = c.oid
                                                    where c.relnamespace = 'public'::regnamespace
                                                        and c.relkind in ('r', 'p')
                                                        and not c.relispartition
                                                        and c.relname <> 'flyway_schema_history'
                                                        and a.attnum > 0
                                                        and not a.attisdropped
                                                    """)
                                            .query(String.class)
                                            .list());
            assertEquals(
                    new TreeSet<>(columns),
                    answers().keySet(),
                    "a new column needs an answer in " + PAGE);
        }
    }

    @Test
    void whatThePageCallsSealedIsSealed() throws IOException {
        SortedSet<String> sealed = new TreeSet<>();
        for (Seal seal : Seal.ALL) {
            seal.columns().forEach(c -> sealed.add(seal.table() + "." + c));
        }
        SortedSet<String> told =
                answers().entrySet().stream()
                        .filter(e -> e.getValue().startsWith("sealed"))
                        .map(e -> e.getKey())
                        .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(sealed, told);
    }
}
