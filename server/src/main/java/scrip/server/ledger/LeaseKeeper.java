package scrip.server.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scrip.server.database.Database;
import scrip.server.database.DatabaseRole;

/// Renews the lease on a connection of its own and compares the clocks. Since it gives a silent
/// connection up within seconds, it is also the first to see that another server has the database.
final class LeaseKeeper implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LeaseKeeper.class);

    /// How many times the lease is renewed within its duration.
    private static final int RENEWALS = 3;

    private static final int STOP_SECONDS_MAX = 5;
    private static final double NANOSECONDS = 1e9;

    private final Database database;
    private final Settings settings;
    private final Lease lease;
    private final Writer writer;
    private final InstantSource clock;
    private final ScheduledExecutorService executor =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("ledger-lease").factory());
    private @Nullable Connection connection;
    private boolean clockWrong;
    private volatile long aheadNanos;

    LeaseKeeper(
            Database database, Settings settings, Lease lease, Writer writer, InstantSource clock) {
        this.database = database;
        this.settings = settings;
        this.lease = lease;
        this.writer = writer;
        this.clock = clock;
    }

    void start() {
        long every = settings.leaseFor().dividedBy(RENEWALS).toMillis();
        var _ = executor.scheduleWithFixedDelay(this::turn, 0, every, TimeUnit.MILLISECONDS);
    }

    private void turn() {
        try {
            Connection open = connection;
            if (open == null) {
                open = database.connect(DatabaseRole.WRITER, settings.leaseFor());
                connection = open;
                writer.footing().servedBy(Database.server(open));
            }
            Instant theirs = lease.isHeld() ? lease.renew(open) : Lease.now(open);
            lease.look(open);
            compare(theirs);
        } catch (SQLException failure) {
            LOG.warn("the lease was not renewed: {}", failure.toString());
            disconnect();
        } catch (RuntimeException bug) {
            LOG.error("the lease was not renewed", bug);
            disconnect();
        }
    }

    private void compare(Instant theirs) {
        Duration ahead = Duration.between(theirs, clock.instant());
        aheadNanos = ahead.toNanos();
        Duration off = ahead.abs();
        boolean wrong = off.compareTo(settings.clockOffMax()) > 0;
        if (wrong && !clockWrong) {
            LOG.error(
                    "this server's clock differs from the database's by {}: nothing is booked",
                    off);
        } else if (!wrong && clockWrong) {
            LOG.info("this server's clock is right again: booking goes on");
        }
        clockWrong = wrong;
        writer.clockWrong(wrong);
    }

    /// How far this server's clock was ahead of the database's when they were last compared.
    double clockAheadSeconds() {
        return aheadNanos / NANOSECONDS;
    }

    private void disconnect() {
        Connection open = connection;
        connection = null;
        if (open != null) {
            try {
                open.close();
            } catch (SQLException failure) {
                LOG.debug("closing a broken connection", failure);
            }
        }
    }

    @Override
    public void close() {
        executor.shutdown();
        try {
            if (executor.awaitTermination(STOP_SECONDS_MAX, TimeUnit.SECONDS)) {
                disconnect();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
