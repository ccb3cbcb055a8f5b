package scrip.server.database;

import java.io.IOException;
import java.io.Reader;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;

/// The folder of an embedded PostgreSQL, locked as long as it is open.
///
/// `lock` names the process that holds it, `passwords` (0600) has the passwords the cluster was
/// created with, `bin/` PostgreSQL's programs, `pg/` its files, `pg.log` its output.
final class DataFolder implements AutoCloseable {
    private static final String CLUSTER = "pg";

    /// What a folder may have before there is a database in it, also after a first start that was
    /// killed.
    private static final Set<String> BESIDE =
            Set.of(
                    "address",
                    "admin-token",
                    "bin",
                    "first-administrator",
                    "initdb.log",
                    "last-backup",
                    "last-verify",
                    "license-key",
                    "lock",
                    "lost+found",
                    "metrics-token",
                    "passwords",
                    "pg.new",
                    "pg.password",
                    "terminal-key");

    private static final int PASSWORD_BYTES = 24;
    private static final long LOG_BYTES_MAX = 10L * 1024 * 1024;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path root;
    private final FileChannel lockChannel;

    private DataFolder(Path root, FileChannel lockChannel) {
        this.root = root;
        this.lockChannel = lockChannel;
    }

    /// Creates the folder if necessary and takes the lock; fails with a message that names the
    /// process holding it.
    static DataFolder open(Path path) {
        try {
            Folders.createPassable(path);
            Path root = path.toRealPath();
            return new DataFolder(root, lock(root));
        } catch (IOException failure) {
            throw DatabaseFault.ofFile(path.toAbsolutePath(), failure);
        }
    }

    Path root() {
        return root;
    }

    Path cluster() {
        return root.resolve(CLUSTER);
    }

    Path clusterInTheMaking() {
        return root.resolve("pg.new");
    }

    Path passwordForInitdb() {
        return root.resolve("pg.password");
    }

    Path log() {
        return root.resolve("pg.log");
    }

    Path programs() throws IOException {
        Path programs = root.resolve("bin");
        Folders.createPassable(programs);
        return programs;
    }

    /// Whether a folder, which may not exist, has the files of a database.
    static boolean hasCluster(Path root) {
        return Files.isDirectory(root.resolve(CLUSTER));
    }

    /// Refuses a folder in which there is something else than a database and what is kept beside
    /// one: it may be mistyped.
    static void checkVacant(Path root) {
        if (!Files.isDirectory(root) || hasCluster(root)) {
            return;
        }
        try (Stream<Path> files = Files.list(root)) {
            Optional<String> foreign =
                    files.map(file -> file.getFileName().toString())
                            .filter(name -> !isBeside(name))
                            .findFirst();
            if (foreign.isPresent()) {
                throw new DatabaseFault(
                        "the folder "
                                + root
                                + " has no database, but other files ("
                                + foreign.get()
                                + "): name a folder that is empty or does not exist, by"
                                + " SCRIP_DATA");
            }
        } catch (IOException failure) {
            throw DatabaseFault.ofFile(root, failure);
        }
    }

    /// Whether it is kept beside a database, or was being written when a start was killed.
    private static boolean isBeside(String name) {
        return BESIDE.contains(name)
                || (name.endsWith(PrivateFile.PARTIAL)
                        && BESIDE.stream().anyMatch(kept -> name.startsWith(kept + ".")));
    }

    /// A cluster can be opened by its own major version only.
    void checkVersion() throws IOException {
        String version = Files.readString(cluster().resolve("PG_VERSION")).strip();
        if (!version.equals(PostgresBinaries.MAJOR)) {
            throw new DatabaseFault(
                    "the data folder "
                            + root
                            + " was made by PostgreSQL "
                            + version
                            + " and this program brings PostgreSQL "
                            + PostgresBinaries.MAJOR
                            + ": take a backup with the release that made it and restore it into a"
                            + " new folder");
        }
    }

    /// Creates the passwords the first time; without them nobody can log in to an existing cluster.
    Properties passwords(String... users) throws IOException {
        Path file = root.resolve("passwords");
        Properties passwords = new Properties();
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                passwords.load(reader);
            }
        } else if (hasCluster(root)) {
            throw new DatabaseFault(
                    "the file "
                            + file
                            + " is missing, and without it nobody can log in to the database beside"
                            + " it: put it back from where the folder was copied");
        } else {
            StringBuilder lines = new StringBuilder();
            for (String user : users) {
                String password = newPassword();
                passwords.setProperty(user, password);
                lines.append(user).append('=').append(password).append('\n');
            }
            PrivateFile.replace(file, lines.toString());
        }
        return passwords;
    }

    void trimLog() throws IOException {
        if (Files.exists(log()) && Files.size(log()) > LOG_BYTES_MAX) {
            Files.move(log(), root.resolve("pg.log.before"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    @Override
    public void close() {
        try {
            lockChannel.close();
        } catch (IOException failure) {
            throw DatabaseFault.ofFile(root, failure);
        }
    }

    private static String newPassword() {
        byte[] bytes = new byte[PASSWORD_BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /// The kernel releases the lock when the process ends, however it ends; the text is for people.
    private static FileChannel lock(Path root) throws IOException {
        Path file = root.resolve("lock");
        FileChannel channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                channel.truncate(0);
                channel.write(StandardCharsets.UTF_8.encode(ProcessHandle.current().pid() + "\n"));
                return channel;
            }
        } catch (OverlappingFileLockException _) {
            // This very process holds it: answered as if another one did.
        } catch (IOException failure) {
            channel.close();
            throw failure;
        }
        String holder = Files.readString(file).strip();
        channel.close();
        throw new DatabaseFault(
                "another server (process "
                        + holder
                        + ") is using the data folder "
                        + root
                        + ": stop it, or set SCRIP_DATA to another folder");
    }
}
