package scrip.server.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.simple.JdbcClient;
import scrip.server.database.Database;

/// Reads and writes whole tables, and reads what tables there are. Works on one connection, as the
/// owner of the tables.
final class BackupStore {

    private final Connection connection;

    private final JdbcClient sql;

    BackupStore(Connection connection) {
        this.connection = connection;
        this.sql = Database.on(connection);
    }

    /// The ways in which values are written, whatever the machine and the user; and an error, not
    /// fewer rows, if row-level security should ever hold for the owner.
    static final List<String> FORMS =
            List.of(
                    "row_security = off",
                    "datestyle = 'ISO, YMD'",
                    "intervalstyle = 'postgres'",
                    "timezone = 'UTC'",
                    "bytea_output = 'hex'",
                    "extra_float_digits = 1");

    /// Runs a statement that answers nothing.
    void run(String statement) throws SQLException {
        try (Statement running = connection.createStatement()) {
            running.execute(statement);
        }
    }

    void setForms() throws SQLException {
        for (String form : FORMS) {
            run("set local " + form);
        }
    }

    /// The instant of the snapshot, and the version of the server.
    record Origin(Instant at, String version) {}

    Origin origin() {
        return sql.sql(
                        """
                        select now() as at, current_setting('server_version') as version
                        """)
                .query((row, _) ->
                        new Origin(
                                row.getObject("at", java.time.OffsetDateTime.class).toInstant(),
                                row.getString("version")))
                .single();
    }

    /// The migrations that were applied; none if there is no history of them.
    List<Manifest.Migration> schema() {
        if (!hasTable("flyway_schema_history")) {
            return List.of();
        }
        return sql.sql(
                        """
                        select version, description, script, checksum
                        from flyway_schema_history
                        where success
                            and version is not null
                        order by installed_rank
                        """)
                .query((row, _) ->
                        new Manifest.Migration(
                                row.getString("version"),
                                row.getString("description"),
                                row.getString("script"),
                                row.getInt("checksum")))
                .list();
    }

    boolean hasTable(String name) {
        return sql.sql("select to_regclass('public.' || quote_ident(:name)) is not null")
                .param("name", name)
                .query(Boolean.class)
                .single();
    }

    /// The names of tables; a partitioned one stands for its partitions.
    ///
    /// @param own whether they belong to the owner's role
    List<String> tables(boolean own) {
        return sql.sql(
                        """
                        select relname
                        from pg_class
                        where relnamespace = 'public'::regnamespace
                            and relkind in ('r', 'p')
                            and not relispartition
                            and (relowner = 'scrip_owner'::regrole) = :own
                        order by relname
                        """)
                .param("own", own)
                .query(String.class)
                .list();
    }

    /// The columns of each table that can be written, in their order.
    Map<String, List<String>> columns() {
        Map<String, List<String>> columns = new TreeMap<>();
        sql.sql(
                        """
                        select c.relname, a.attname
                        from pg_class c
                        join pg_attribute a on a.attrelid = c.oid
                        where c.relnamespace = 'public'::regnamespace
                            and a.attnum > 0
                            and not a.attisdropped
                            and a.attgenerated = ''
                        order by c.relname, a.attnum
                        """)
                .query(row -> {
                    columns.computeIfAbsent(row.getString(1), _ -> new ArrayList<>())
                            .add(row.getString(2));
                });
        return columns;
    }

    /// For each table the others that its foreign keys refer to.
    Map<String, Set<String>> references() {
        Map<String, Set<String>> references = new TreeMap<>();
        sql.sql(
                        """
                        select a.relname, b.relname
                        from pg_constraint k
                        join pg_class a on a.oid = k.conrelid
                        join pg_class b on b.oid = k.confrelid
                        where k.contype = 'f'
                            and a.oid <> b.oid
                        order by 1, 2
                        """)
                .query(row -> {
                    references
                            .computeIfAbsent(row.getString(1), _ -> new TreeSet<>())
                            .add(row.getString(2));
                });
        return references;
    }

    List<Manifest.Sequence> sequences() {
        return sql.sql(
                        """
                        select sequencename, coalesce(last_value, start_value) as value, last_value is not null as called
                        from pg_sequences
                        where schemaname = 'public'
                        order by sequencename
                        """)
                .query((row, _) ->
                        new Manifest.Sequence(row.getString(1), row.getLong(2), row.getBoolean(3)))
                .list();
    }

    void set(Manifest.Sequence sequence) {
        sql.sql("select setval(cast(quote_ident(:name) as regclass), :value, :called)")
                .param("name", sequence.name())
                .param("value", sequence.lastValue())
                .param("called", sequence.isCalled())
                .query(Long.class)
                .single();
    }

    /// Triggers that the migrations have made are to keep people from changing rows, or to derive
    /// some; what is loaded has all rows already.
    void switchTriggers(String table, boolean on) throws SQLException {
        run("alter table " + quoted(table) + (on ? " enable" : " disable") + " trigger user");
    }

    List<String> tablesWithTriggers() {
        return sql.sql(
                        """
                        select distinct c.relname
                        from pg_trigger t
                        join pg_class c on c.oid = t.tgrelid
                        where c.relnamespace = 'public'::regnamespace
                            and not c.relispartition
                            and not t.tgisinternal
                        order by c.relname
                        """)
                .query(String.class)
                .list();
    }

    /// Writes the rows of a table, all its values but null in quotes.
    ///
    /// @return how many
    long read(String table, List<String> columns, OutputStream out)
            throws SQLException, IOException {
        return connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyOut(
                        "copy (select "
                                + names(columns)
                                + " from "
                                + quoted(table)
                                + ") to stdout (format csv, header, null '', force_quote *)",
                        out);
    }

    /// Loads what [#read] has written into a table.
    ///
    /// @return how many rows
    long write(String table, List<String> columns, InputStream in)
            throws SQLException, IOException {
        return connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn(
                        "copy "
                                + quoted(table)
                                + " ("
                                + names(columns)
                                + ") from stdin (format csv, header match, null '')",
                        in);
    }

    static String names(List<String> names) {
        return names.stream().map(BackupStore::quoted).collect(Collectors.joining(", "));
    }

    /// The name of a table or column as SQL has it.
    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
