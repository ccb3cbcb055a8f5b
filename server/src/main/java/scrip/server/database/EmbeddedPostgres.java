package scrip.server.database;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The PostgreSQL that comes with the program: initialized, started or adopted, supervised and
/// stopped.
///
/// It listens on 127.0.0.1 only, always asks for a password, and is durable unless it is scratch.
/// Its postmaster outlives a `kill -9` of this program; the next start finds it through the data
/// folder and adopts it. If PostgreSQL ends by itself it is restarted on the same port.
public final class EmbeddedPostgres implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final int START_ATTEMPTS_MAX = 10;
    private static final Duration BACKOFF_FIRST = Duration.ofMillis(100);
    private static final Duration BACKOFF_MAX = Duration.ofSeconds(10);
    private static final Duration WATCH_END_MAX = Duration.ofSeconds(30);

    private final Cluster cluster;
    private final boolean adopted;
    private final Object change = new Object();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread watch;
    private Postmaster postmaster;

    private EmbeddedPostgres(Cluster cluster, Postmaster postmaster, boolean adopted) {
        this.cluster = cluster;
        this.postmaster = postmaster;
        this.adopted = adopted;
        this.watch = Thread.ofVirtual().name("postgres-watch").unstarted(this::watch);
    }

    /// Starts, or adopts, the durable PostgreSQL of a data folder, with the sizes of this machine.
    public static EmbeddedPostgres start(Path dataFolder) {
        return start(dataFolder, ClusterSizes.ofMachine());
    }

    /// Starts the durable PostgreSQL of a data folder, or adopts it with the sizes that it has.
    static EmbeddedPostgres start(Path dataFolder, ClusterSizes sizes) {
        return start(dataFolder, null, sizes);
    }

    /// Starts a PostgreSQL that may lose everything in a crash; its programs are shared between
    /// folders.
    static EmbeddedPostgres startForgetful(Path dataFolder, Path sharedPrograms) {
        return start(dataFolder, sharedPrograms, ClusterSizes.ofMemory(ClusterSizes.SMALL));
    }

    /// How to log in to a database of the folder's PostgreSQL, if it is running; it is left as it
    /// is.
    static Optional<Login> running(Path dataFolder, String database) {
        Path cluster = dataFolder.resolve("pg");
        Path file = dataFolder.resolve("passwords");
        if (!Files.isDirectory(cluster) || !Files.exists(file)) {
            return Optional.empty();
        }
        try (Reader reader = Files.newBufferedReader(file)) {
            Properties passwords = new Properties();
            passwords.load(reader);
            String password = passwords.getProperty(Cluster.LOGIN);
            return Postmaster.find(cluster.toRealPath())
                    .filter(p -> p.port() > 0)
                    .map(p ->
                            new Login(
                                    "jdbc:postgresql://127.0.0.1:" + p.port() + "/" + database,
                                    Cluster.LOGIN,
                                    password));
        } catch (IOException failure) {
            throw DatabaseFault.ofFile(dataFolder, failure);
        }
    }

    private static EmbeddedPostgres start(
            Path dataFolder, @Nullable Path sharedPrograms, ClusterSizes sizes) {
        DataFolder folder = DataFolder.open(dataFolder);
        EmbeddedPostgres postgres = null;
        try {
            Path programs = sharedPrograms == null ? folder.programs() : sharedPrograms;
            Cluster cluster = Cluster.of(folder, programs, sharedPrograms == null, sizes);
            Optional<Postmaster> survivor = survivor(cluster);
            Postmaster postmaster =
                    survivor.isPresent() ? survivor.get() : startOnFreePort(cluster);
            postgres = new EmbeddedPostgres(cluster, postmaster, survivor.isPresent());
            postgres.watch.start();
            return postgres;
        } catch (IOException failure) {
            throw DatabaseFault.ofFile(folder.root(), failure);
        } catch (InterruptedException interrupted) {
            throw interrupted(interrupted);
        } finally {
            if (postgres == null) {
                folder.close();
            }
        }
    }

    /// Whether this start found a running PostgreSQL and adopted it.
    public boolean adopted() {
        return adopted;
    }

    /// The process id of the postmaster, which changes when PostgreSQL is restarted.
    public long pid() {
        return current().process().pid();
    }

    /// The port on 127.0.0.1; it does not change until this is closed.
    public int port() {
        return current().port();
    }

    /// A login that may create roles and databases; used at start and by tests.
    Login superuser(String database) {
        return cluster.login(Cluster.SUPERUSER, database, port());
    }

    /// A login that may do nothing but take on the four roles.
    Login login(String database) {
        return cluster.login(Cluster.LOGIN, database, port());
    }

    /// Shuts PostgreSQL down and releases the folder. Idempotent.
    @Override
    public void close() {
        Postmaster last;
        synchronized (change) {
            if (isStopping()) {
                return;
            }
            stopping.countDown();
            last = postmaster;
        }
        try {
            if (cluster.durable()) {
                last.stop();
            } else {
                last.abandon();
            }
            watch.join(WATCH_END_MAX);
        } catch (InterruptedException interrupted) {
            throw interrupted(interrupted);
        } finally {
            cluster.folder().close();
        }
    }

    /// A running postmaster is adopted if it is healthy, as durable as requested and accepts our
    /// password; otherwise it is stopped.
    private static Optional<Postmaster> survivor(Cluster cluster)
            throws IOException, InterruptedException {
        Optional<Postmaster> found = Postmaster.find(cluster.path());
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Postmaster survivor = found.get();
        long pid = survivor.process().pid();
        if (survivor.port() > 0 && isHealthy(survivor, cluster)) {
            LOG.info("PostgreSQL (process {}) was still running: adopting it", pid);
            return found;
        }
        LOG.warn("PostgreSQL (process {}) was still running but is not usable: stopping it", pid);
        survivor.stop();
        return Optional.empty();
    }

    private static boolean isHealthy(Postmaster survivor, Cluster cluster) {
        Login login = cluster.login(Cluster.SUPERUSER, "postgres", survivor.port());
        try (Connection connection = login.connect();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                """
                                select current_setting('data_directory'), current_setting('fsync')
                                """)) {
            return row.next()
                    && cluster.path().equals(Path.of(row.getString(1)))
                    && row.getString(2).equals(cluster.durable() ? "on" : "off");
        } catch (SQLException _) {
            return false;
        }
    }

    /// Another program may take the port between our check and PostgreSQL's bind.
    private static Postmaster startOnFreePort(Cluster cluster)
            throws IOException, InterruptedException {
        try {
            return cluster.start(freePort());
        } catch (DatabaseFault fault) {
            LOG.info("trying once more: {}", fault.getMessage());
            return cluster.start(freePort());
        }
    }

    private void watch() {
        try {
            while (true) {
                Postmaster watched = current();
                watched.awaitEnd();
                if (isStopping()) {
                    return;
                }
                LOG.warn(
                        "PostgreSQL (process {}) ended by itself: restarting it",
                        watched.process().pid());
                Postmaster next = startAgain(watched.port());
                if (!replace(next)) {
                    next.stop();
                    return;
                }
                LOG.info("PostgreSQL (process {}) is back on port {}", pid(), port());
            }
        } catch (DatabaseFault fault) {
            if (!isStopping()) {
                LOG.error("PostgreSQL stays down until the next start: {}", fault.getMessage());
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private Postmaster startAgain(int port) throws IOException, InterruptedException {
        Duration backoff = BACKOFF_FIRST;
        for (int attempt = 1; ; attempt++) {
            try {
                return cluster.start(port);
            } catch (DatabaseFault fault) {
                LOG.warn("attempt {} of {}: {}", attempt, START_ATTEMPTS_MAX, fault.getMessage());
                if (attempt == START_ATTEMPTS_MAX
                        || stopping.await(backoff.toMillis(), TimeUnit.MILLISECONDS)) {
                    throw fault;
                }
            }
            Duration doubled = backoff.multipliedBy(2);
            backoff = doubled.compareTo(BACKOFF_MAX) < 0 ? doubled : BACKOFF_MAX;
        }
    }

    private Postmaster current() {
        synchronized (change) {
            return postmaster;
        }
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }

    /// Returns false if a stop came while PostgreSQL was being restarted.
    private boolean replace(Postmaster next) {
        synchronized (change) {
            postmaster = next;
            return !isStopping();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static IllegalStateException interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("interrupted", cause);
    }
}
