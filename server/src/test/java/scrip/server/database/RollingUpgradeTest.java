package scrip.server.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import scrip.server.Caller;
import scrip.server.Server;
import scrip.server.ServerOptions;
import scrip.server.TestServer;
import scrip.server.ledger.LedgerWorld;
import scrip.server.signin.Limits;
import scrip.server.verify.Verification;

/// Two servers of one database, of which the second one is of the next release: this one with a
/// migration more.
@Timeout(180)
class RollingUpgradeTest {

    private static final String HOSPITAL = "/v1/organizations/rolling-hospital";
    private static final String NEXT = "V999__what_the_next_release_adds.sql";
    private static final long GRANTED = 1_000_000;
    private static final String MIGRATED =
            "select count(*) from flyway_schema_history where version = '999'";

    @TempDir private static Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private volatile String root = "";
    private volatile boolean enough;

    /// Whether the test has failed, so that the product does not try for ever.
    private volatile boolean failed;

    private volatile int acknowledged;

    /// Opens a database as the next release does.
    private static Database openedByNext(TestDatabase test) throws IOException {
        Path migrations = Files.createDirectories(folder.resolve("next/db/migration"));
        Files.writeString(
                migrations.resolve(NEXT),
                """
                -- Why: releases add columns and tables; they change none that the last one reads.
                alter table accounts add column next_release_says text not null default 'nothing';
                create table what_the_next_release_adds (id int primary key);
                insert into what_the_next_release_adds values (1);
                do $$ begin
                    if current_setting('statement_timeout') <> '0' then
                        raise exception 'a migration of much data has no time to end';
                    end if;
                end $$;
                """);
        ClassLoader ours = Thread.currentThread().getContextClassLoader();
        try (URLClassLoader theirs =
                new URLClassLoader(new URL[] {folder.resolve("next").toUri().toURL()}, ours)) {
            Thread.currentThread().setContextClassLoader(theirs);
            return test.reopened();
        } finally {
            Thread.currentThread().setContextClassLoader(ours);
        }
    }

    private static Server start(Database database) throws IOException, InterruptedException {
        return Server.start(
                new ServerOptions(
                        new DatabaseLocation.Scratch(),
                        "127.0.0.1",
                        0,
                        folder.resolve("token"),
                        TestServer.TOKEN),
                database,
                InstantSource.system(),
                Limits.standard());
    }

    private static String root(Server server) {
        return "http://127.0.0.1:" + server.port();
    }

    /// A product that books one unit after the other, each with its key until it is acknowledged:
    /// also the last, which may have been booked without an answer.
    private void book() {
        while (!enough) {
            int number = acknowledged + 1;
            while (!booked(number)) {
                if (failed) {
                    return;
                }
                LockSupport.parkNanos(Duration.ofMillis(2).toNanos());
            }
            acknowledged = number;
        }
    }

    private boolean booked(int number) {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(root + "/v1/uses"))
                        .timeout(Duration.ofSeconds(30))
                        .header("Authorization", "Bearer " + TestServer.TOKEN)
                        .header("Content-Type", "application/json")
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        """
                                        {"organization": "rolling-hospital", "quantity": 1,
                                         "resource": "aimis/mimi-ai-report", "key": "use-%d"}
                                        """
                                                .formatted(number)))
                        .build();
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 201 && answer.statusCode() != 503) {
                throw new AssertionError(answer.statusCode() + " " + answer.body());
            }
            return answer.statusCode() == 201;
        } catch (ConnectException _) {
            return false;
        } catch (IOException _) {
            // Stopped in the middle: whether it was booked, the repeat tells.
            return false;
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    @Test
    void aMigrationMayTakeItsTime() {
        try (TestDatabase test = TestDatabase.fresh()) {
            HikariDataSource owner =
                    (HikariDataSource) test.database().dataSource(DatabaseRole.OWNER);
            assertNull(owner.getDataSourceProperties().get("socketTimeout"));
        }
    }

    @Test
    void theOldServerServesWhileTheNewOneMigratesAndNothingAcknowledgedIsLost() throws Exception {
        try (TestDatabase test = TestDatabase.fresh();
                ExecutorService threads = Executors.newCachedThreadPool()) {
            try {
                Server old = start(test.reopened());
                root = root(old);
                openHospital();
                Future<?> product = threads.submit(this::book);
                awaitBooked(20, product);

                Future<Server> starting = threads.submit(() -> start(openedByNext(test)));
                LedgerWorld.until("the next release to migrate", () -> test.number(MIGRATED) == 1);
                awaitBooked(50, product);

                old.close();
                Server next = starting.get(60, TimeUnit.SECONDS);
                root = root(next);
                awaitBooked(50, product);
                enough = true;
                product.get(60, TimeUnit.SECONDS);
                new Caller(root, TestServer.TOKEN, null)
                        .get(HOSPITAL + "/pools")
                        .is(200)
                        .has("/items/0/available", Long.toString(GRANTED - acknowledged));
                next.close();
            } finally {
                enough = true;
                failed = true;
            }
            assertEquals(
                    acknowledged,
                    test.number("select count(distinct key) from uses where key like 'use-%'"));
            assertEquals(acknowledged, test.number("select count(*) from uses"));
            assertEquals(List.of(), new Verification(test.database()).run().findings());

            DatabaseFault refused = assertThrows(DatabaseFault.class, test::reopened);
            assertTrue(
                    refused.getMessage().contains("migration 999, what the next release adds"),
                    refused.getMessage());
            assertEquals(1, test.number("select count(*) from what_the_next_release_adds"));
        }
    }

    private void openHospital() {
        Caller vendor = new Caller(root, TestServer.TOKEN, null);
        vendor.put(HOSPITAL, "{\"kind\": \"INSTITUTION\", \"name\": \"Rolling\"}").is(200);
        vendor.post(
                        HOSPITAL + "/grants",
                        "{\"resource\": \"aimis/mimi-ai-report\", \"quantity\": " + GRANTED + "}")
                .is(201);
    }

    private void awaitBooked(int more, Future<?> product) {
        int before = acknowledged;
        LedgerWorld.until(more + " uses", () -> acknowledged >= before + more || product.isDone());
    }
}
