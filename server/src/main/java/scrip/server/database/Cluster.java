package scrip.server.database;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/// The files of one PostgreSQL and how its programs are run on them: `initdb` once, `postgres` at
/// each start.
///
/// @param durable false for a scratch cluster, which may lose everything in a crash
/// @param sizes what it may use of its machine
record Cluster(
        DataFolder folder,
        RunAs runAs,
        Path programs,
        Properties passwords,
        boolean durable,
        ClusterSizes sizes) {
    static final String SUPERUSER = "postgres";
    static final String LOGIN = "scrip";

    private static final Duration POLL = Duration.ofMillis(10);
    private static final Duration INITDB_MAX = Duration.ofMinutes(2);

    /// Long enough to replay `max_wal_size` of write-ahead log on a slow disk.
    private static final Duration START_MAX = Duration.ofMinutes(5);

    private static final Duration ORPHANS_MAX = Duration.ofSeconds(10);
    private static final long INITIAL_BYTES_MIN = 256L * 1024 * 1024;
    private static final int LOG_TAIL_BYTES = 8 * 1024;

    /// Passed on the command line at each start, which overrides any configuration file.
    private static final List<String> DURABLE =
            List.of(
                    "fsync=on",
                    "synchronous_commit=on",
                    "full_page_writes=on",
                    "max_connections=50");

    private static final List<String> FORGETFUL =
            List.of(
                    "fsync=off",
                    "synchronous_commit=off",
                    "full_page_writes=off",
                    "max_connections=200",
                    "wal_level=minimal",
                    "max_wal_senders=0");

    /// Written to `postgresql.conf` when the files are made: an operator may change them there.
    private static final List<String> USUAL =
            List.of(
                    "work_mem=16MB",
                    // Filling a new log file with zeros holds up commits for up to a tenth of a
                    // second.
                    "wal_init_zero=off",
                    "checkpoint_timeout=15min",
                    "random_page_cost=1.1",
                    "jit=off",
                    "timezone=UTC");

    private static final List<String> PRIVATE =
            List.of("listen_addresses=127.0.0.1", "unix_socket_directories=");

    /// Unpacks the programs and initializes the files, unless both are done already.
    static Cluster of(DataFolder folder, Path programs, boolean durable, ClusterSizes sizes)
            throws IOException, InterruptedException {
        RunAs runAs = RunAs.choose(folder.root(), programs);
        if (Files.isDirectory(folder.cluster())) {
            folder.checkVersion();
        } else {
            checkSpace(folder);
        }
        Path bin = PostgresBinaries.unpackInto(programs).resolve("bin");
        Properties passwords = folder.passwords(SUPERUSER, LOGIN);
        Cluster cluster = new Cluster(folder, runAs, bin, passwords, durable, sizes);
        if (!Files.isDirectory(folder.cluster())) {
            cluster.make();
        }
        runAs.own(folder.cluster());
        return cluster;
    }

    Path path() {
        return folder.cluster();
    }

    Login login(String user, String database, int port) {
        return new Login(
                "jdbc:postgresql://127.0.0.1:" + port + "/" + database,
                user,
                passwords.getProperty(user));
    }

    /// Starts a postmaster and returns once it accepts connections.
    Postmaster start(int port) throws IOException, InterruptedException {
        Postmaster.awaitOrphans(path(), ORPHANS_MAX);
        Postmaster.forgetDead(path());
        folder.trimLog();
        long logFrom = Files.exists(folder.log()) ? Files.size(folder.log()) : 0;
        Process child =
                process(startCommand(port), Redirect.appendTo(folder.log().toFile())).start();
        Postmaster started = new Postmaster(child.toHandle(), child, path(), port);
        long until = System.nanoTime() + START_MAX.toNanos();
        try {
            while (!started.isReady()) {
                if (!started.isLive()) {
                    throw fault("PostgreSQL did not start", folder.log(), logFrom);
                }
                if (System.nanoTime() > until) {
                    started.stop();
                    String what =
                            "PostgreSQL was not ready after " + START_MAX.toMinutes() + " min";
                    throw fault(what, folder.log(), logFrom);
                }
                child.waitFor(POLL);
            }
            return started;
        } catch (InterruptedException interrupted) {
            child.destroy();
            throw interrupted;
        }
    }

    private List<String> startCommand(int port) {
        List<String> command = new ArrayList<>();
        if (hasSetsid()) {
            // Ctrl-C in a terminal goes to the whole foreground group: PostgreSQL must outlast us.
            command.add("setsid");
        }
        command.add(programs.resolve("postgres").toString());
        command.addAll(List.of("-D", path().toString(), "-p", Integer.toString(port)));
        List<String> settings = new ArrayList<>(durable ? DURABLE : FORGETFUL);
        settings.addAll(PRIVATE);
        sizes.settings().forEach((name, value) -> settings.add(name + "=" + value));
        settings.forEach(setting -> command.addAll(List.of("-c", setting)));
        return command;
    }

    /// Initialized in a temporary folder and moved into place, so that a half-made cluster is never
    /// taken for a whole one.
    private void make() throws IOException, InterruptedException {
        Path making = folder.clusterInTheMaking();
        Folders.delete(making);
        Files.createDirectory(making);
        Files.setPosixFilePermissions(making, Folders.permissions("rwx------"));
        runAs.own(making);
        Path password = folder.passwordForInitdb();
        PrivateFile.replace(password, passwords.getProperty(SUPERUSER) + "\n");
        runAs.own(password);
        try {
            Path output = folder.root().resolve("initdb.log");
            Process initdb =
                    process(initdbCommand(making, password), Redirect.to(output.toFile())).start();
            if (!initdb.waitFor(INITDB_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
                initdb.destroyForcibly();
            }
            if (initdb.waitFor() != 0) {
                throw fault("PostgreSQL could not initialize its files", output, 0);
            }
            Files.delete(output);
            Files.move(making, folder.cluster(), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(password);
        }
    }

    private List<String> initdbCommand(Path making, Path password) {
        List<String> command = new ArrayList<>();
        command.add(programs.resolve("initdb").toString());
        command.addAll(List.of("-D", making.toString(), "--username=" + SUPERUSER));
        command.addAll(List.of("--pwfile=" + password, "--auth=scram-sha-256"));
        // The builtin provider sorts and folds the same on every machine, whatever libc it has.
        command.addAll(List.of("--encoding=UTF8", "--locale-provider=builtin"));
        command.addAll(List.of("--builtin-locale=C.UTF-8", "--locale=C", "--no-instructions"));
        USUAL.forEach(setting -> command.addAll(List.of("-c", setting)));
        if (!durable) {
            command.add("--no-sync");
        }
        return command;
    }

    private ProcessBuilder process(List<String> command, Redirect output) {
        ProcessBuilder builder =
                new ProcessBuilder(runAs.command(command))
                        .directory(folder.root().toFile())
                        .redirectErrorStream(true)
                        .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
                        .redirectOutput(output);
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().put("LC_ALL", "C");
        return builder;
    }

    /// PostgreSQL logs the reason in its last lines; the line that matters goes into the message.
    private DatabaseFault fault(String what, Path output, long from) throws IOException {
        String said = tail(output, from);
        if (said.contains("No space left on device")) {
            return DatabaseFault.diskFull(folder.root(), null);
        }
        String reason =
                said.lines()
                        .filter(line -> line.matches(".*(FATAL|PANIC|error):.*"))
                        .reduce((_, last) -> last)
                        .map(line -> line.replaceFirst("^.*?(?=FATAL|PANIC|initdb: error)", ""))
                        .orElse("no reason given");
        return new DatabaseFault(what + " (" + reason + "): see " + output);
    }

    private static String tail(Path file, long from) throws IOException {
        if (!Files.exists(file)) {
            return "";
        }
        byte[] bytes = Files.readAllBytes(file);
        int start = (int) Math.max(Math.min(from, bytes.length), bytes.length - LOG_TAIL_BYTES);
        return new String(bytes, start, bytes.length - start, StandardCharsets.UTF_8);
    }

    private static void checkSpace(DataFolder folder) throws IOException {
        if (Files.getFileStore(folder.root()).getUsableSpace() < INITIAL_BYTES_MIN) {
            throw new DatabaseFault(
                    "the disk of the data folder "
                            + folder.root()
                            + " has less than "
                            + INITIAL_BYTES_MIN / 1024 / 1024
                            + " MB free: free some space, or set SCRIP_DATA to another folder");
        }
    }

    private static boolean hasSetsid() {
        for (String folder : System.getenv().getOrDefault("PATH", "").split(":", -1)) {
            if (Files.isExecutable(Path.of(folder, "setsid"))) {
                return true;
            }
        }
        return false;
    }
}
