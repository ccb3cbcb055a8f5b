package scrip.server.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import scrip.server.Caller;
import scrip.server.Server;
import scrip.server.ServerOptions;
import scrip.server.TestServer;
import scrip.server.database.Database;
import scrip.server.database.DatabaseFault;
import scrip.server.database.DatabaseLocation;
import scrip.server.database.DatabaseRole;
import scrip.server.database.OwnPostgres;
import scrip.server.database.PostgresFolder;
import scrip.server.http.Certificates;
import scrip.server.signin.EmergencyUse;
import scrip.server.signin.Limits;
import scrip.server.terminal.Manners;
import scrip.server.terminal.Typed;
import scrip.server.trail.AuditChain;
import scrip.server.verify.Verification;

/// The oldest PostgreSQL that Scrip works with, set up as `docs/operating/external.md` says: it
/// serves, and what it has goes to the embedded one and back.
@Timeout(600)
class OlderPostgresTest {

    private static final String HOSPITAL = "/v1/organizations/first-hospital";

    /// What a restore changes, and the chain in which it says so.
    private static final Set<String> OF_THE_MOMENT =
            Set.of(
                    "ceremonies",
                    "flyway_schema_history",
                    "installation_head",
                    "installation_log",
                    "lease",
                    "links",
                    "sessions");

    @TempDir private static Path folder;

    private static OwnPostgres postgres;
    private static Map<String, String> home;
    private static Path archive;
    private static String firstAnswer;

    @BeforeAll
    static void play() throws Exception {
        Path programs = OwnPostgres.programs(Database.VERSION_MIN);
        boolean there = Files.isExecutable(programs.resolve("postgres"));
        String reason =
                "skipped: there is no PostgreSQL " + Database.VERSION_MIN + " in " + programs;
        if (!there) {
            System.out.println("OlderPostgresTest: " + reason);
        }
        Assumptions.assumeTrue(there, reason);
        postgres = OwnPostgres.start(programs, "fsync=on");
        home = postgres.database("home");
        try (Server server = serve(home)) {
            Caller vendor = caller(server);
            vendor.put(HOSPITAL, "{\"kind\": \"INSTITUTION\", \"name\": \"First Hospital\"}")
                    .is(200);
            vendor.post(
                            HOSPITAL + "/grants",
                            """
                            {"resource": "aimis/cloud-inspection", "quantity": 1000,
                             "storage_years": 5}
                            """)
                    .is(201);
            order(vendor);
            firstAnswer = use(vendor, 1);
            for (int number = 2; number <= 50; number++) {
                use(vendor, number);
            }
            verify(server.database());
        }
        archive = folder.resolve("fifteen.zip");
        backup(home, archive);
    }

    @AfterAll
    static void end() throws Exception {
        if (postgres != null) {
            postgres.close();
        }
    }

    private static Server serve(Map<String, String> environment) throws Exception {
        return Server.start(
                new ServerOptions(
                                DatabaseLocation.of(environment),
                                "127.0.0.1",
                                0,
                                folder.resolve("token"),
                                TestServer.TOKEN)
                        .with(EmergencyUse.UNRECORDED),
                Database.open(DatabaseLocation.of(environment)),
                InstantSource.system(),
                Limits.standard());
    }

    private static Caller caller(Server server) {
        return new Caller("http://127.0.0.1:" + server.port(), TestServer.TOKEN, null);
    }

    private static String use(Caller vendor, int number) {
        Caller.Answer answer =
                vendor.send(
                        "POST",
                        "/v1/uses",
                        """
                        {"organization": "first-hospital", "resource": "aimis/cloud-inspection",
                         "quantity": 1, "storage_years": 5, "key": "fifteen-%d"}
                        """
                                .formatted(number),
                        Map.of());
        assertTrue(answer.status() == 201 || answer.status() == 200, answer.text());
        return answer.text();
    }

    private static void order(Caller vendor) {
        vendor.post(
                        HOSPITAL + "/orders",
                        """
                        {"terms_accepted": true, "lines": [{"item": "aimis/cloud-inspection",
                         "plan": "by-quantity", "quantity": 1000, "storage_years": 5}]}
                        """)
                .is(201);
    }

    private static int verify(Database database, List<String> lines) {
        return Math.max(
                new AuditChain(database).run(lines::add),
                new Verification(database).run(lines::add));
    }

    private static void verify(Database database) {
        List<String> lines = new ArrayList<>();
        assertEquals(0, verify(database, lines), lines.toString());
    }

    private static void backup(Map<String, String> environment, Path file) {
        Typed typed =
                Typed.at(
                        environment,
                        false,
                        terminal ->
                                Manners.run(
                                        new BackupCommand(terminal),
                                        terminal,
                                        "backup",
                                        file.toString()));
        assertEquals(0, typed.code(), typed.err() + typed.out());
    }

    private static void restore(Map<String, String> environment, Path file) {
        Typed typed =
                Typed.at(
                        environment,
                        false,
                        terminal ->
                                Manners.run(
                                        new RestoreCommand(
                                                terminal,
                                                (database, out) -> {
                                                    List<String> lines = new ArrayList<>();
                                                    int found = verify(database, lines);
                                                    lines.forEach(out);
                                                    return found;
                                                }),
                                        terminal,
                                        "restore",
                                        file.toString()));
        assertEquals(0, typed.code(), typed.err() + typed.out());
    }

    /// The hash of what each table has, but for those that a restore changes.
    private static Map<String, String> content(Path file) throws SQLException {
        Map<String, String> content = new TreeMap<>();
        for (Manifest.Table table : Archives.check(new FilePlace(file), null).manifest().tables()) {
            if (!OF_THE_MOMENT.contains(table.name())) {
                content.put(table.name(), table.rows() + " " + table.part().sha256());
            }
        }
        return content;
    }

    @Test
    void anArchiveGoesToTheEmbeddedPostgresAndBackAndBothServe() throws Exception {
        Path data = PostgresFolder.make();
        try {
            Map<String, String> embedded = Map.of("SCRIP_DATA", data.toString());
            restore(embedded, archive);
            Path eighteen = folder.resolve("eighteen.zip");
            backup(embedded, eighteen);
            assertEquals(content(archive), content(eighteen));
            Map<String, String> back = new HashMap<>(postgres.database("back"));
            back.put("SCRIP_DATA", folder.resolve("beside").toString());
            restore(back, eighteen);
            Path again = folder.resolve("again.zip");
            backup(back, again);
            assertEquals(content(archive), content(again));
            for (Map<String, String> place : List.of(embedded, back)) {
                try (Server server = serve(place)) {
                    Caller vendor = caller(server);
                    assertEquals(firstAnswer, use(vendor, 1));
                    use(vendor, 51);
                    order(vendor);
                    verify(server.database());
                }
            }
        } finally {
            PostgresFolder.delete(data);
        }
    }

    @Test
    void theLoginHasNoRightWithoutARole() throws Exception {
        try (Database database = Database.look(DatabaseLocation.of(home));
                Connection bare =
                        DriverManager.getConnection(
                                home.getOrDefault("SCRIP_DATABASE_URL", ""),
                                home.getOrDefault("SCRIP_DATABASE_USER", ""),
                                home.getOrDefault("SCRIP_DATABASE_PASSWORD", ""));
                Statement statement = bare.createStatement()) {
            SQLException refusal =
                    assertThrows(
                            SQLException.class, () -> statement.execute("select from accounts"));
            assertEquals("42501", refusal.getSQLState());
            for (DatabaseRole role : DatabaseRole.values()) {
                database.connect(role).close();
            }
        }
    }

    @Test
    void aLoginWithoutRolesIsToldWhoMakesThem() {
        refused(
                postgres.environment("home", "visitor", postgres.certificate()),
                "may not create Scrip's roles");
    }

    @Test
    void aStandbyIsNotTakenForTheDatabase() throws Exception {
        try (OwnPostgres other = OwnPostgres.start(OwnPostgres.programs(Database.VERSION_MIN))) {
            Map<String, String> there = other.database("home");
            other.becomeStandby();
            refused(there, "is a standby");
        }
    }

    @Test
    void aServerWithACertificateOfSomebodyElseIsNotBelieved() throws Exception {
        Certificates other = Certificates.make(folder, "other", "EC");
        Path file = Files.writeString(folder.resolve("other.pem"), other.certificate());
        refused(postgres.environment("home", "scrip", file), "SSL error");
    }

    private static void refused(Map<String, String> environment, String why) {
        DatabaseFault fault =
                assertThrows(
                        DatabaseFault.class, () -> Database.open(DatabaseLocation.of(environment)));
        assertTrue(fault.getMessage().contains(why), fault.getMessage());
    }
}
