package scrip.server.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import scrip.server.database.DatabaseFault;
import scrip.server.database.DatabaseRole;
import scrip.server.database.TestDatabase;

/// What an archive has of a database, and what comes back, whatever is in the columns.
class BackupTest {

    /// What breaks a careless copy.
    private static final List<String> TEXTS =
            List.of(
                    "",
                    " ",
                    "\\.",
                    "\\N",
                    "NULL",
                    "\"",
                    "\"\"",
                    "a \"quoted\" word, and a comma",
                    "two\nlines",
                    "two\r\nlines",
                    "before\n\\.\nafter",
                    "\\.\n",
                    "\n\\.\n",
                    "\t\\t\\n\\",
                    "{}",
                    "{\"a\",NULL}",
                    "emoji 🦔, 中文, combining e\u0301, no\u00a0break",
                    "' ; drop table log; --");

    private static void fill(TestDatabase source) throws SQLException {
        try (Connection connection = source.superuser();
                PreparedStatement entry =
                        connection.prepareStatement(
                                """
                                insert into audit_entries (
                                    seq, at, actor_kind, actor_name, action, subject, before, address, agent,
                                    request_id, hash)
                                values (?, now(), 'SYSTEM', ?, 'x', ?, ?, ?, '', '', sha256(?::bytea))
                                """)) {
            long seq = 0;
            for (String text : TEXTS) {
                entry.setLong(1, ++seq);
                entry.setString(2, text);
                entry.setString(3, text);
                entry.setString(4, null);
                entry.setString(5, text + text);
                entry.setBytes(6, new byte[] {0, (byte) 0xff, '\\', '"', '\n', (byte) seq});
                entry.executeUpdate();
            }
        }
        Archives.run(
                source,
                "insert into realms values (2, 'other', 'SANDBOX', '2026-03-01 00:00:00.000001+00')",
                """
                insert into accounts (realm, account, id, kind, name, opened_at, next_due_at)
                values
                    (2, 7, 'a', 'INSTITUTION', E'A "b"\\n\\\\.\\n', '-infinity', null),
                    (2, 8, 'b', 'CONSORTIUM', '', 'infinity', now())
                """,
                """
                insert into links (link, hash, kind, email, roles, made_at, made_by, expires_at)
                values
                    (gen_random_uuid(), sha256('a'), 'INVITATION', 'a@b.c', array[null, '', 'NULL', '"', E'\\\\', ','], now(), '', now()),
                    (gen_random_uuid(), sha256('b'), 'INVITATION', 'b@b.c', '{}', now(), '', now())
                """,
                """
                insert into log (
                    account, seq, booked_at, line, core, surface, command, actor, request_id, draws, body, hash)
                select account, account, now(), 0, 1, 'P', '', E'\\t', '', '{1,-9223372036854775808,3,9223372036854775807}',
                    E'{"b" :  1.0,\\n "a": "\\\\u0000 é", "a": 2}', gen_random_uuid()
                from generate_series(1, 64) account
                """,
                """
                insert into rollups
                values (7, 0, 1, 'Asia/Shanghai', '2026-02-28',
                    array[row('a,"b"(', 5, 1, null, null, 'infinity')::pool_total, null])
                """,
                "insert into snapshots values (2, 7, 1, now(), '', ''), (2, 7, 2, now(), '1', '\\x00ff5c0a22')",
                "insert into notices values (2, 7, 1, now(), now(), 'X', '', 123456789012345678901234567890.000100)",
                "insert into persons values (gen_random_uuid(), 'p@q.r', 'P', 'en', '', now())",
                """
                insert into sessions
                select gen_random_uuid(), sha256('s'), person, 'c', 'PASSWORD', '', '', now(), now(), now(), now()
                from persons
                """,
                "update lease set epoch = 41, owner = gen_random_uuid(), held_until = 'infinity', backend = 1");
    }

    @Test
    void everyRowComesBackAsItWas() throws Exception {
        try (TestDatabase source = TestDatabase.fresh()) {
            fill(source);
            byte[] archive = Archives.of(source.database(), null);
            try (TestDatabase target = Archives.restored(archive)) {
                Map<String, List<String>> before = Archives.rows(source);
                Map<String, List<String>> after = Archives.rows(target);
                assertEquals(before.keySet(), after.keySet());
                after.getOrDefault("installation_log", List.of())
                        .retainAll(before.getOrDefault("installation_log", List.of()));
                before.forEach((table, rows) -> assertEquals(rows, after.get(table), table));
                assertEquals(TEXTS.size(), before.getOrDefault("audit_entries", List.of()).size());
            }
        }
    }

    @Test
    void whatWasTrueOfTheMomentOnlyDoesNotComeBack() throws Exception {
        try (TestDatabase source = TestDatabase.fresh()) {
            fill(source);
            byte[] archive = Archives.of(source.database(), null);
            try (TestDatabase target = Archives.restored(archive)) {
                assertEquals(0, Archives.count(target, "select count(*) from sessions"));
                assertEquals(
                        2,
                        Archives.count(
                                target, "select count(*) from links where revoked_at is not null"));
                assertEquals(
                        1,
                        Archives.count(
                                target,
                                """
                                select count(*)
                                from lease
                                where epoch = 42
                                    and owner is null
                                    and backend is null
                                    and held_until = '-infinity'
                                """));
            }
        }
    }

    /// A table that gets another name would keep what it must not.
    @Test
    void whatIsChangedAfterwardsIsThereAndNothingRefersToWhatIsDeleted() throws Exception {
        try (TestDatabase source = TestDatabase.fresh();
                Connection connection = source.superuser()) {
            BackupStore store = new BackupStore(connection);
            for (Afterwards.Change change : Afterwards.CHANGES) {
                assertTrue(store.tables(true).contains(change.table()), change.table());
                if (change.sql().startsWith("delete")) {
                    store.references()
                            .forEach((table, others) ->
                                    assertFalse(others.contains(change.table()), table));
                }
            }
        }
    }

    @Test
    void sequencesGoOnGeneratedColumnsAreComputedAndTriggersDoNotFire() throws Exception {
        String[] more = {
            "create table numbered (n bigint generated always as identity, \"Odd \"\"name\" text,"
                    + " twice bigint generated always as (2 * n) stored)",
            "create sequence \"Un\"\"used\" start 5",
            "create function refuse() returns trigger language plpgsql as"
                    + " $$ begin raise 'fired'; end $$",
        };
        try (TestDatabase source = TestDatabase.fresh();
                TestDatabase target = TestDatabase.fresh()) {
            Archives.run(source, more);
            Archives.run(
                    source, "insert into numbered (\"Odd \"\"name\") values ('a'), (null), ('')");
            Archives.run(target, more);
            String trigger =
                    "create trigger refuse before insert on numbered for each row execute function"
                            + " refuse()";
            Archives.run(source, trigger);
            Archives.run(target, trigger);
            byte[] archive = Archives.of(source.database(), null);
            Restore.load(target.database(), Archives.check(archive), Progress.silent());
            assertEquals(
                    Archives.rows(source).get("numbered"), Archives.rows(target).get("numbered"));
            assertEquals(
                    1,
                    Archives.count(
                            target,
                            "select count(*) from pg_trigger where tgname = 'refuse' and tgenabled = 'O'"));
            Archives.run(
                    target,
                    "drop trigger refuse on numbered",
                    "insert into numbered default values");
            assertEquals(4, Archives.count(target, "select max(n) from numbered"));
            assertEquals(5, Archives.count(target, "select nextval('\"Un\"\"used\"')"));
        }
    }

    @Test
    void tablesComeAfterThoseTheyReferTo() {
        assertEquals(
                List.of("b", "c", "a", "d"),
                Backup.ordered(
                        List.of("a", "b", "c", "d"),
                        Map.of("a", Set.of("b", "c", "elsewhere"), "c", Set.of("b"))));
        assertThrows(
                IllegalStateException.class,
                () ->
                        Backup.ordered(
                                List.of("a", "b"), Map.of("a", Set.of("b"), "b", Set.of("a"))));
    }

    @Test
    void anArchiveOfAnOlderSchemaIsMigrated() throws Exception {
        try (TestDatabase source = TestDatabase.vacant()) {
            source.database().migrate("050");
            Archives.run(
                    source,
                    "insert into catalog_versions values (1, 'p', 'v', now(), E'\\n\\\\.\\n', now(), '')");
            assertEquals(
                    0,
                    Archives.count(
                            source, "select count(*) from pg_tables where tablename = 'rollups'"));
            byte[] archive = Archives.of(source.database(), null);
            try (TestDatabase target = Archives.restored(archive)) {
                assertEquals(
                        Archives.rows(source).get("catalog_versions"),
                        Archives.rows(target).get("catalog_versions"));
                assertEquals(0, Archives.count(target, "select count(*) from rollups"));
            }
        }
    }

    @Test
    void aDatabaseThatHasAnythingIsRefusedAndStaysAsItIs() throws Exception {
        try (TestDatabase used = TestDatabase.fresh()) {
            Archives.run(used, "update lease set epoch = 1");
            Map<String, List<String>> before = Archives.rows(used);
            DatabaseFault fault = assertThrows(DatabaseFault.class, used::reopenedVacant);
            assertTrue(fault.getMessage().contains("is not empty"), fault.getMessage());
            assertEquals(before, Archives.rows(used));
        }
        try (TestDatabase foreign = TestDatabase.vacant()) {
            Archives.run(foreign, "create table theirs (x int)");
            DatabaseFault fault = assertThrows(DatabaseFault.class, foreign::reopenedVacant);
            assertTrue(fault.getMessage().contains("theirs"), fault.getMessage());
        }
        try (TestDatabase untouched = TestDatabase.fresh()) {
            untouched.reopenedVacant().close();
        }
    }

    @Test
    void aBackupAsksForDataAndForAFinishedRestore() throws Exception {
        try (TestDatabase empty = TestDatabase.vacant()) {
            ArchiveFault fault =
                    assertThrows(ArchiveFault.class, () -> Archives.of(empty.database(), null));
            assertTrue(fault.getMessage().contains("there is no data"), fault.getMessage());
        }
    }

    @Test
    void readersNeedNothingButTheArchive() throws Exception {
        try (TestDatabase source = TestDatabase.fresh()) {
            fill(source);
            Map<String, byte[]> entries = Archives.entries(Archives.of(source.database(), null));
            String sums =
                    new String(
                            entries.getOrDefault("SHA256SUMS", new byte[0]),
                            StandardCharsets.UTF_8);
            for (String name : entries.keySet()) {
                assertEquals(
                        !List.of("SHA256SUMS", "manifest.json").contains(name),
                        sums.contains("  " + name + "\n"),
                        name);
            }
            assertTrue(entries.containsKey("schema/roles.sql"));
            assertTrue(entries.containsKey("load.sql"));
            String realms =
                    new String(
                            entries.getOrDefault("tables/realms.csv", new byte[0]),
                            StandardCharsets.UTF_8);
            assertEquals(
                    """
                    realm,name,kind,clock_at,removed_at
                    "1","live","LIVE",,
                    "2","other","SANDBOX","2026-03-01 00:00:00.000001+00",
                    """,
                    realms);
        }
    }

    @Test
    void aBackupWaitsForNobodyWhoBooksAndLetsNobodyChangeTables() throws Exception {
        try (TestDatabase source = TestDatabase.fresh();
                Connection writer = source.database().connect(DatabaseRole.WRITER)) {
            writer.setAutoCommit(false);
            writer.createStatement().execute("insert into accounts_in_use values (1, now())");
            byte[] archive = Archives.of(source.database(), null);
            writer.commit();
            try (TestDatabase target = Archives.restored(archive)) {
                assertEquals(0, Archives.count(target, "select count(*) from accounts_in_use"));
            }
        }
    }
}
