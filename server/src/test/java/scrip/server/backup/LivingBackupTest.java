package scrip.server.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import scrip.server.Caller;
import scrip.server.Server;
import scrip.server.ServerOptions;
import scrip.server.TestServer;
import scrip.server.database.Database;
import scrip.server.database.DatabaseLocation;
import scrip.server.database.TestDatabase;
import scrip.server.signin.EmergencyUse;
import scrip.server.signin.Limits;
import scrip.server.trail.AuditChain;
import scrip.server.verify.Verification;

/// Backups of a server that has a year of data and goes on booking, and what a server does with
/// them once they are restored.
@Timeout(600)
class LivingBackupTest {

    private static final int BEFORE = 20;

    @TempDir private static Path folder;

    private static TestDatabase source;
    private static String organization;
    private static byte[] living;
    private static byte[] quiet;
    private static int booked;
    private static String firstAnswer;

    @BeforeAll
    static void play() throws Exception {
        source = TestDatabase.fresh();
        try (Server server = serve(source.database())) {
            Caller vendor = caller(server);
            organization = vendor.get("/v1/organizations?limit=1").is(200).at("/items/0/id");
            firstAnswer = use(vendor, 1);
            living = backedUpWhileBooking(vendor, source.database());
        }
        try (Database again = source.reopened()) {
            quiet = Archives.of(again, null);
        }
    }

    @AfterAll
    static void end() {
        source.close();
    }

    private static Server serve(Database database) throws Exception {
        return Server.start(
                new ServerOptions(
                                new DatabaseLocation.Scratch(),
                                "127.0.0.1",
                                0,
                                folder.resolve("token"),
                                TestServer.TOKEN,
                                null,
                                true)
                        .with(EmergencyUse.UNRECORDED),
                database,
                InstantSource.system(),
                Limits.standard());
    }

    private static Caller caller(Server server) {
        return new Caller("http://127.0.0.1:" + server.port(), TestServer.TOKEN, "demo");
    }

    private static String use(Caller vendor, int number) {
        Caller.Answer answer =
                vendor.send(
                        "POST",
                        "/v1/uses",
                        """
                        {"organization": "%s", "resource": "aimis/cloud-inspection", "quantity": 1,
                         "key": "living-%d", "reported": true}
                        """
                                .formatted(organization, number),
                        Map.of());
        assertTrue(answer.status() == 201 || answer.status() == 200, answer.text());
        return answer.text();
    }

    /// Takes the backup once some uses are booked, and stops booking once it is there.
    private static byte[] backedUpWhileBooking(Caller vendor, Database database)
            throws InterruptedException {
        AtomicInteger last = new AtomicInteger(1);
        AtomicBoolean enough = new AtomicBoolean();
        CountDownLatch begun = new CountDownLatch(BEFORE);
        Thread booking =
                Thread.ofPlatform()
                        .start(() -> {
                            while (!enough.get()) {
                                use(vendor, last.get() + 1);
                                last.incrementAndGet();
                                begun.countDown();
                            }
                        });
        begun.await();
        byte[] archive = Archives.of(database, null);
        enough.set(true);
        booking.join();
        booked = last.get();
        return archive;
    }

    private static void verify(Database database) {
        List<String> lines = new ArrayList<>();
        int found =
                Math.max(
                        new AuditChain(database).run(lines::add),
                        new Verification(database).run(lines::add));
        assertEquals(0, found, lines.toString());
    }

    private static long uses(TestDatabase database) throws Exception {
        return Archives.count(database, "select count(*) from log where key_text like 'living-%'");
    }

    @Test
    void everyRowOfAYearComesBack() throws Exception {
        try (TestDatabase target = Archives.restored(quiet)) {
            Map<String, List<String>> before = Archives.rows(source);
            Map<String, List<String>> after = Archives.rows(target);
            assertEquals(before.keySet(), after.keySet());
            before.forEach((table, rows) -> assertEquals(rows, after.get(table), table));
            assertTrue(before.getOrDefault("log", List.of()).size() > 5000);
            assertTrue(before.getOrDefault("persons", List.of()).size() > 5);
            verify(target.database());
        }
    }

    @Test
    void whatWasAcknowledgedBeforeABackupIsInItAndItIsConsistent() throws Exception {
        try (TestDatabase target = Archives.restored(living)) {
            long there = uses(target);
            assertTrue(there > BEFORE && there <= booked, there + " of " + booked);
            assertEquals(booked, uses(source));
            verify(target.database());
        }
    }

    @Test
    void aServerGoesOnWriting() throws Exception {
        try (TestDatabase target = Archives.restored(living)) {
            try (Server server = serve(target.database())) {
                Caller vendor = caller(server);
                String path = "/v1/organizations/" + organization;
                assertEquals(firstAnswer, use(vendor, 1));
                use(vendor, booked + 1);
                vendor.post(
                                path + "/orders",
                                """
                                {"terms_accepted": true, "lines": [{"item": "aimis/cloud-inspection",
                                 "plan": "by-quantity", "quantity": 1000, "storage_years": 5}]}
                                """)
                        .is(201);
                String link =
                        vendor.post(
                                        path + "/invitations",
                                        "{\"email\": \"new@hospital.example\", \"roles\":"
                                                + " [\"VIEWER\"]}")
                                .is(201)
                                .at("/link");
                new Caller(vendor.root(), null, "demo")
                        .post(
                                "/v1/invitations/accept",
                                """
                                {"token": "%s", "name": "Wang Fang", "password": "seven green umbrellas",
                                 "locale": "zh"}
                                """
                                        .formatted(link.substring(link.indexOf('#') + 1)))
                        .is(200);
                verify(server.database());
            }
            assertEquals(
                    1,
                    Archives.count(
                            target,
                            "select count(*) from persons where email = 'new@hospital.example'"));
        }
    }
}
