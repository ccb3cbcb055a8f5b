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

/// A forgetful PostgreSQL in a temporary folder, gone when closed or when the program ends.
///
/// A program that was killed leaves its PostgreSQL and its folder behind; the next one that makes a
/// scratch clears them away. The unpacked programs stay for the next one.
final class ScratchPostgres implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ScratchPostgres.class);

    /// The folders of this process. To open and close the lock file of one of them again would let
    /// its lock go: the operating system keeps it for the process, not for the opening.
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
            // Another user could have made the folder to slip programs of his own under us.
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
            // The program is ending, and the hook finds nothing left to do.
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
