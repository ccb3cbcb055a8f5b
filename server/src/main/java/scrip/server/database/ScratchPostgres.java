package scrip.server.database;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A PostgreSQL without durability in a temporary folder, deleted when closed or when the program
/// ends.
///
/// A killed program leaves its PostgreSQL and its folder behind; the next program that creates a
/// scratch database removes them. The unpacked programs stay for reuse.
final class ScratchPostgres implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ScratchPostgres.class);

    /// The folders of this process. Opening and closing the lock file of one of them again would
    /// release its lock: the operating system ties the lock to the process, not to the open file.
    private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final EmbeddedPostgres postgres;
    private final Thread atExit;
    private boolean closed;

    private ScratchPostgres(Path folder, EmbeddedPostgres postgres) {
        this.folder = folder;
        this.postgres = postgres;
        this.atExit = new Thread(this::stopAndDelete, "scratch-end");
    }

    static ScratchPostgres start() {
        Path parent = parent();
        try {
            Folders.createPassable(parent);
            // Another user could have created the folder to make us run programs of their own.
            if (Files.isSymbolicLink(parent)
                    || !Files.getOwner(parent).equals(Files.getOwner(Path.of("/proc/self")))) {
                throw new DatabaseFault(
                        "the folder " + parent + " belongs to somebody else: delete it");
            }
            sweep(parent);
            Path folder = Files.createTempDirectory(parent, "scratch-");
            OURS.add(folder);
            Files.setPosixFilePermissions(folder, Folders.permissions("rwx--x--x"));
            ScratchPostgres scratch =
                    new ScratchPostgres(folder, EmbeddedPostgres.startForgetful(folder, parent));
            Runtime.getRuntime().addShutdownHook(scratch.atExit);
            return scratch;
        } catch (IOException failure) {
            throw DatabaseFault.ofFile(parent, failure);
        }
    }

    /// Where scratch folders and the programs they share are.
    static Path parent() {
        return Path.of(System.getProperty("java.io.tmpdir"), "scrip-" + RunAs.ownUid());
    }

    EmbeddedPostgres postgres() {
        return postgres;
    }

    @Override
    public void close() {
        stopAndDelete();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException _) {
            // The program is already ending, so the shutdown hook is no longer needed.
        }
    }

    private synchronized void stopAndDelete() {
        if (closed) {
            return;
        }
        closed = true;
        postgres.close();
        try {
            Folders.delete(folder);
        } catch (IOException failure) {
            LOG.warn("{} could not be deleted: {}", folder, failure.toString());
        }
    }

    private static void sweep(Path parent) throws IOException {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, "scratch-*")) {
            for (Path left : folders) {
                if (!OURS.contains(left) && Files.exists(left.resolve("lock"))) {
                    sweepOne(left);
                }
            }
        }
    }

    private static void sweepOne(Path left) throws IOException {
        try (DataFolder folder = DataFolder.open(left)) {
            Optional<Postmaster> survivor = Postmaster.find(folder.cluster());
            if (survivor.isPresent()) {
                survivor.get().abandon();
            }
            Folders.delete(left);
        } catch (DatabaseFault _) {
            // Its lock is held: it is in use.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
