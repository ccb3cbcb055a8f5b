package scrip.proof.crash;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import scrip.proof.crash.Conversation.Expected;

/// One data folder with its server, through round after round of load and kill.
final class CrashWorld implements AutoCloseable {

    /// A round with fewer commands in flight at the kill proves nothing.
    static final int IN_FLIGHT_MIN = 50;

    private static final int KILL_AFTER_MIN = 600;
    private static final int KILL_AFTER_MORE = 1_400;
    private static final int FAIL_AT_BATCH_MIN = 8;
    private static final int FAIL_AT_BATCH_MORE = 12;

    private final Path folder;
    private final Duration lease;
    private final Duration pause;
    private final Plant plant;
    private final Random random;
    private final PrintStream out;
    private final PostgresProcesses postgres;
    private final DriverMemory book = new DriverMemory();
    private ServerProcess server;
    private int rounds;

    private CrashWorld(
            Path folder,
            Duration lease,
            Duration pause,
            Plant plant,
            Random random,
            PrintStream out)
            throws IOException {
        this.folder = folder;
        this.lease = lease;
        this.pause = pause;
        this.plant = plant;
        this.random = random;
        this.out = out;
        this.postgres = new PostgresProcesses(folder.resolve("data"));
        this.server = start();
    }

    private void openAccounts() throws IOException {
        Conversation line = new Conversation(server, book);
        for (List<RememberedKey> some : Load.openings()) {
            some.forEach(book::add);
            line.askAll(some, _ -> Expected.NOW);
        }
    }

    /// Starts the server on an empty data folder and opens the accounts.
    ///
    /// @param lease of the servers
    /// @param pause how long PostgreSQL is stopped at least
    static CrashWorld open(
            Duration lease, Duration pause, Plant plant, Random random, PrintStream out)
            throws IOException {
        // The operating system user that runs PostgreSQL must be able to enter the folder.
        Path folder =
                Files.createTempDirectory(
                        "scrip-crash-",
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rwx--x--x")));
        CrashWorld world = new CrashWorld(folder, lease, pause, plant, random, out);
        world.openAccounts();
        return world;
    }

    /// What was found wrong so far; after a finding the folder is not used further.
    List<String> findings() {
        return book.findings();
    }

    /// The number of commands acknowledged and not stored.
    long lost() {
        return book.lost();
    }

    /// One round of load, kill, restart and comparison; prints one line.
    void round(Death death)
            throws IOException, SQLException, InterruptedException, ExecutionException {
        rounds++;
        long postmaster = postgres.postmaster();
        Load.Died died = die(death);
        int acknowledged = book.acknowledged().size();
        if (died.inFlight() < IN_FLIGHT_MIN) {
            book.find("only " + died.inFlight() + " commands were in flight at the death");
        }
        if (death.endsServer()) {
            server.awaitEnd();
            server = start();
        }
        Conversation line = new Conversation(server, book);
        if (!line.call("AWAIT")[1].equals("true")) {
            book.find("the server does not serve after " + death);
        }
        long back = died.backNanos() == 0 ? System.nanoTime() : died.backNanos();
        if (death.endsPostgres() == (postgres.postmaster() == postmaster)) {
            book.find("PostgreSQL was " + (death.endsPostgres() ? "not ended" : "not adopted"));
        }
        String recovered = compare(line);
        String verified = verify(line);
        out.printf(
                "%3d  %-19s  in flight %4d  acknowledged %,8d  lost %d  %s  back in %4.1f s"
                        + "  verification: %s%n",
                rounds,
                death,
                died.inFlight(),
                acknowledged,
                book.lost(),
                recovered,
                (back - died.atNanos()) / 1e9,
                verified);
        book.findings().forEach(finding -> out.println("     " + finding));
    }

    private Load.Died die(Death death)
            throws IOException, SQLException, InterruptedException, ExecutionException {
        Conversation line = new Conversation(server, book);
        Load load = new Load(book, random, "round-" + rounds + "-");
        int killAfter = KILL_AFTER_MIN + random.nextInt(KILL_AFTER_MORE);
        String failPoint = death.failPoint(FAIL_AT_BATCH_MIN + random.nextInt(FAIL_AT_BATCH_MORE));
        Freezing freezing = new Freezing(book, load, random, pause);
        if (death == Death.ZOMBIE) {
            try (ServerProcess standby = start(postgres.urlWithLogin())) {
                return freezing.zombie(server, standby, killAfter);
            }
        }
        if (death == Death.FROZEN_POSTGRES) {
            return freezing.postgres(line, postgres, killAfter);
        }
        if (failPoint != null) {
            line.call("ARM", failPoint);
            return load.run(line, death, null, killAfter);
        }
        try (Killing killing = Killing.prepare(death, server.handle(), postgres, line, random)) {
            return load.run(line, death, killing, killAfter);
        }
    }

    /// Compares the database with the driver's memory, repeats every command, and compares again.
    ///
    /// @return what became of the commands without an answer
    private String compare(Conversation line) throws IOException, SQLException {
        List<RememberedKey> unanswered = book.unanswered();
        List<RememberedKey> acknowledged = List.copyOf(book.acknowledged());
        try (Connection connection = postgres.connect()) {
            StoredTables found = StoredTables.read(connection, book);
            found.compare(book);
            found.left(book);
            long stored = unanswered.stream().filter(RememberedKey::stored).count();
            line.askAll(unanswered, asked -> asked.stored() ? Expected.AGAIN : Expected.NOW);
            line.askAll(acknowledged, _ -> Expected.AGAIN);
            line.askAll(unanswered, _ -> Expected.AGAIN);
            StoredTables after = StoredTables.read(connection, book);
            after.compare(book);
            balances(line, after.left(book));
            return "without an answer %,4d, of them stored %,4d"
                    .formatted(unanswered.size(), stored);
        }
    }

    private void balances(Conversation line, Map<String, Long> left) throws IOException {
        for (Map.Entry<String, Long> account : left.entrySet()) {
            String[] read = line.call("READ", account.getKey());
            long balance = Long.parseLong(read[1]) - Long.parseLong(read[2]);
            if (balance != account.getValue()) {
                book.find(account + " units should be left, and " + balance + " are read");
            }
        }
    }

    private String verify(Conversation line) throws IOException {
        String[] report = line.call("VERIFY");
        if (!report[1].equals("0")) {
            book.find("verification: " + report[3]);
        }
        return report[2];
    }

    private ServerProcess start() throws IOException {
        return start(folder.resolve("data").toString());
    }

    private ServerProcess start(String place) throws IOException {
        return ServerProcess.start(place, folder.resolve("server.log"), lease, plant);
    }

    /// Stops the server and deletes everything; after a finding that was not planted, the folder is
    /// kept for inspection.
    @Override
    public void close() throws IOException {
        boolean stopped = false;
        try {
            int code = server.stop();
            stopped = code == 0;
            if (!stopped) {
                book.find("the server ended with " + code);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            if (!stopped) {
                server.close();
                postgres.end();
            }
        }
        if (plant == Plant.NONE && !book.findings().isEmpty()) {
            out.println("     everything is in " + folder);
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).forEach(CrashWorld::delete);
        }
    }

    private static void delete(Path path) {
        try {
            Files.delete(path);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
