package scrip.server.chain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import scrip.server.database.Database;
import scrip.server.license.LicenseKey;
import scrip.server.mail.Mailer;

/// Makes a checkpoint each day while its server is the one that writes, and puts its head where the
/// database does not reach: into the log of the program, a folder and letters, as the operator
/// says. A failure is only logged; the next look makes up for it.
public final class DailyHeads implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DailyHeads.class);
    private static final Duration EVERY = Duration.ofDays(1);
    private static final int LOOK_SECONDS = 60;
    private static final int STOP_SECONDS_MAX = 10;

    private final Checkpoints checkpoints;
    private final InstantSource clock;
    private final BooleanSupplier writes;
    private final LicenseKey key;
    private final @Nullable Path folder;
    private final HeadLetters letters;
    private final ScheduledExecutorService executor =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("heads").daemon().factory());

    /// @param writes whether this server is the one that writes
    /// @param origin where the installation is reached; null if that is not known
    public DailyHeads(
            Database database,
            InstantSource clock,
            BooleanSupplier writes,
            LicenseKey key,
            HeadPlaces places,
            Mailer mailer,
            @Nullable String origin) {
        this.checkpoints = new Checkpoints(database, clock);
        this.clock = clock;
        this.writes = writes;
        this.key = key;
        this.folder = places.folder();
        this.letters = new HeadLetters(database, clock, key, mailer, places.addresses(), origin);
    }

    /// The checkpoints that this server makes.
    public Checkpoints checkpoints() {
        return checkpoints;
    }

    /// Works in the background.
    public void start() {
        var _ =
                executor.scheduleWithFixedDelay(
                        this::run, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
    }

    private void run() {
        try {
            turn();
        } catch (IOException | SQLException | DataAccessException failure) {
            LOG.warn("no head was published: {}", failure.toString());
        } catch (RuntimeException bug) {
            LOG.error("no head was published", bug);
        }
    }

    /// Makes a checkpoint if the last one is a day old, and publishes its head unless that was
    /// done.
    public void turn() throws IOException, SQLException {
        if (!writes.getAsBoolean()) {
            return;
        }
        Optional<Head> last = checkpoints.last();
        if (last.isPresent() && isFresh(last.get())) {
            publish(last.get());
            return;
        }
        Head head = checkpoints.make();
        LOG.info(
                "head of the installation: checkpoint {}, {} accounts, root {}, entry {}, chain {}",
                head.checkpoint().checkpoint(),
                head.checkpoint().accounts(),
                head.checkpoint().root(),
                head.entry(),
                head.chain());
        publish(head);
    }

    /// One that a clock made which was far ahead holds up none.
    private boolean isFresh(Head head) {
        Duration age = Duration.between(head.checkpoint().at(), clock.instant());
        return age.abs().compareTo(EVERY) < 0;
    }

    /// What one place does not take keeps nothing from the other.
    private void publish(Head head) throws IOException {
        try {
            letters.send(head);
        } finally {
            keep(head);
        }
    }

    private void keep(Head head) throws IOException {
        if (folder == null) {
            return;
        }
        Path file = folder.resolve("scrip-head-%06d.txt".formatted(head.checkpoint().checkpoint()));
        if (Files.exists(file)) {
            return;
        }
        Files.createDirectories(folder);
        Path partial = folder.resolve(file.getFileName() + ".new");
        Files.writeString(partial, head.text(key));
        Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void close() {
        executor.shutdownNow();
        try {
            if (!executor.awaitTermination(STOP_SECONDS_MAX, TimeUnit.SECONDS)) {
                LOG.warn("a checkpoint is still being made");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
