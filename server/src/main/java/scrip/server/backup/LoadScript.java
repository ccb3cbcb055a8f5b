package scrip.server.backup;

import java.util.List;

/// The script by which `psql` alone loads an archive, without Scrip.
final class LoadScript {

    static final String NAME = "load.sql";

    /// Flyway makes this table itself, so no migration does.
    private static final String HISTORY =
            """
            create table flyway_schema_history (
                installed_rank int not null constraint flyway_schema_history_pk primary key,
                version varchar(50),
                description varchar(200) not null,
                type varchar(20) not null,
                script varchar(1000) not null,
                checksum int,
                installed_by varchar(100) not null,
                installed_on timestamp not null default now(),
                execution_time int not null,
                success boolean not null
            );
            create index flyway_schema_history_s_idx on flyway_schema_history (success);
            """;

    private LoadScript() {}

    static String schemaEntry(String script) {
        return "schema/" + script;
    }

    /// @param triggered tables with triggers, which are not to fire
    static String of(
            List<Manifest.Migration> schema,
            List<Manifest.Table> tables,
            List<Manifest.Sequence> sequences,
            List<String> triggered) {
        StringBuilder text = new StringBuilder();
        text.append(
                """
                -- Loads this archive into an empty database, in one transaction, with psql alone. Run it as a superuser in
                -- the folder in which the archive was unpacked, after schema/roles.sql:
                --     psql -v login=<the user of SCRIP_DATABASE_URL> -f schema/roles.sql <database>
                --     psql -f load.sql <database>
                \\set ON_ERROR_STOP on
                set client_encoding = 'UTF8';
                begin;
                set local role scrip_owner;
                """);
        BackupStore.FORMS.forEach(form -> text.append("set local ").append(form).append(";\n"));
        schema.forEach(migration ->
                text.append("\\i ").append(schemaEntry(migration.script())).append('\n'));
        text.append(HISTORY)
                .append("truncate ")
                .append(BackupStore.names(tables.stream().map(Manifest.Table::name).toList()))
                .append(";\n");
        triggers(text, triggered, "disable");
        for (Manifest.Table table : tables) {
            text.append("\\copy ")
                    .append(BackupStore.quoted(table.name()))
                    .append(" (")
                    .append(BackupStore.names(table.columns()))
                    .append(") from '")
                    .append(table.part().name())
                    .append("' (format csv, header match, null '')\n");
        }
        triggers(text, triggered, "enable");
        for (Manifest.Sequence sequence : sequences) {
            text.append("select setval('")
                    .append(BackupStore.quoted(sequence.name()))
                    .append("', ")
                    .append(sequence.lastValue())
                    .append(", ")
                    .append(sequence.isCalled())
                    .append(");\n");
        }
        text.append("set local role scrip_writer;\n");
        for (Afterwards.Change change : Afterwards.CHANGES) {
            if (tables.stream().anyMatch(table -> table.name().equals(change.table()))) {
                text.append("-- ")
                        .append(change.why())
                        .append('\n')
                        .append(change.sql().strip())
                        .append(";\n");
            }
        }
        return text.append("commit;\nanalyze;\n").toString();
    }

    private static void triggers(StringBuilder text, List<String> tables, String how) {
        for (String table : tables) {
            text.append("alter table ")
                    .append(BackupStore.quoted(table))
                    .append(' ')
                    .append(how)
                    .append(" trigger user;\n");
        }
    }
}
