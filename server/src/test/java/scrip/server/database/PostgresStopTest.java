package scrip.server.database;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A stop that comes while a killed PostgreSQL is being started again leaves nothing running.
class PostgresStopTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Path data = Path.of("");

    @BeforeEach
    void makeFolder() throws IOException {
        data = PostgresFolder.make();
    }

    @AfterEach
    void deleteFolder() throws IOException, InterruptedException {
        PostgresFolder.delete(data);
    }

    /// PostgreSQL reads its settings twice as it starts, the second time from where this test lets
    /// it wait: so the stop comes while the killed PostgreSQL is being started again.
    @Test
    void stopsAPostgresThatIsBeingStartedAgain() throws Exception {
        EmbeddedPostgres postgres = EmbeddedPostgres.start(data);
        Path settings = data.resolve("pg/postgresql.conf");
        String right = Files.readString(settings);
        Path pipe = data.resolve("pg/pipe");
        new ProcessBuilder("mkfifo", "-m", "644", pipe.toString()).start().waitFor();
        Files.writeString(settings, right + "include 'pipe'\n");
        ProcessHandle.of(postgres.pid()).orElseThrow().destroyForcibly();
        read(pipe).close();
        Thread closing = new Thread(postgres::close);
        try (var _ = read(pipe)) {
            closing.start();
            while (closing.isAlive() && closing.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }
        }
        closing.join();
        assertTrue(Postmaster.find(data.resolve("pg")).isEmpty());
        Files.writeString(settings, right);
        try (EmbeddedPostgres again = EmbeddedPostgres.start(data)) {
            assertFalse(again.adopted());
        }
    }

    /// Waits until somebody reads from a pipe, who then waits for its content.
    private static OutputStream read(Path pipe) throws Exception {
        return CompletableFuture.supplyAsync(
                        () -> {
                            try {
                                return Files.newOutputStream(pipe);
                            } catch (IOException failure) {
                                throw new UncheckedIOException(failure);
                            }
                        })
                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    @Test
    void triesNoMoreToStartAKilledPostgresOnceItIsClosed() throws Exception {
        EmbeddedPostgres postgres = EmbeddedPostgres.start(data);
        long pid = postgres.pid();
        Path settings = data.resolve("pg/postgresql.conf");
        String right = Files.readString(settings);
        Files.writeString(settings, right + "nonsense\n");
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!Files.readString(data.resolve("pg.log")).contains("contains errors")) {
            assertTrue(System.nanoTime() < until, "PostgreSQL was not started again");
            Thread.onSpinWait();
        }
        postgres.close();
        Files.writeString(settings, right);
        try (EmbeddedPostgres again = EmbeddedPostgres.start(data)) {
            assertFalse(again.adopted());
            assertNotEquals(pid, again.pid());
        }
    }
}
