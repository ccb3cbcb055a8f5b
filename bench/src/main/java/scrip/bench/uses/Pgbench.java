package scrip.bench.uses;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import scrip.bench.measure.Latencies;
import scrip.bench.measure.Load;
import scrip.bench.measure.Postgres;
import scrip.server.database.Database;
import scrip.server.database.DatabaseRole;

/// The third baseline: PostgreSQL's own load generator on tables of its own, on the same server.
/// Each transaction changes one balance and inserts one row with a unique key: the least that a
/// ledger can do.
final class Pgbench {

    /// Said when it is missing.
    static final String INSTALL =
            "pgbench is not installed, so its cells are left out; on Debian: sudo apt-get install"
                    + " postgresql-contrib";

    private final Path program;
    private final Postgres postgres;
    private final Path folder;

    private Pgbench(Path program, Postgres postgres, Path folder) {
        this.program = program;
        this.postgres = postgres;
        this.folder = folder;
    }

    /// Finds the program and makes its tables.
    ///
    /// @param folder for its scripts and logs
    /// @param accounts the most that a run will use
    static Optional<Pgbench> find(Database database, Postgres postgres, Path folder, int accounts)
            throws IOException, SQLException {
        Optional<Path> program = program();
        if (program.isEmpty()) {
            return Optional.empty();
        }
        try (Connection connection = database.connect(DatabaseRole.OWNER);
                Statement statement = connection.createStatement()) {
            statement.execute(
                    """
                    create table bench_balances (account int primary key, balance bigint not null)
                        with (fillfactor = 70);
                    insert into bench_balances select a, 1000000000000 from generate_series(1, %d) a;
                    create table bench_uses (
                        account int not null,
                        key bigint not null,
                        units bigint not null,
                        booked_at timestamptz not null default now(),
                        unique (account, key));
                    """
                            .formatted(accounts));
        }
        return Optional.of(new Pgbench(program.get(), postgres, folder));
    }

    /// Runs it.
    Load.Result run(Spread spread, int clients, int seconds)
            throws IOException, InterruptedException {
        Path script = folder.resolve("pgbench.sql");
        Files.writeString(script, script(spread));
        Path output = folder.resolve("pgbench.out");
        int threads = Math.min(clients, Runtime.getRuntime().availableProcessors());
        List<String> command = new ArrayList<>(List.of(program.toString(), "-n", "-M", "prepared"));
        command.addAll(List.of("-c", Integer.toString(clients), "-j", Integer.toString(threads)));
        command.addAll(List.of("-T", Integer.toString(seconds), "-f", script.toString()));
        command.addAll(List.of("--log", "--log-prefix=" + folder.resolve("pgbench-log")));
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile());
        builder.environment().putAll(postgres.environment());
        if (builder.start().waitFor() != 0) {
            throw new IllegalStateException("pgbench failed: " + Files.readString(output));
        }
        return result(seconds);
    }

    private static String script(Spread spread) {
        String account =
                spread.isZipf()
                        ? "random_zipfian(1, %d, %.3f)"
                                .formatted(spread.accounts(), Spread.EXPONENT)
                        : "random(1, %d)".formatted(spread.accounts());
        return """
        \\set account %s
        \\set key random(1, 9223372036854775806)
        begin;
        update bench_balances set balance = balance - 1 where account = :account;
        insert into bench_uses (account, key, units) values (:account, :key, 1);
        end;
        """
                .formatted(account);
    }

    /// Its logs have a line for each transaction: client, number, microseconds, script, time.
    private Load.Result result(int seconds) throws IOException {
        Latencies latencies = new Latencies();
        try (DirectoryStream<Path> logs = Files.newDirectoryStream(folder, "pgbench-log*")) {
            for (Path log : logs) {
                try (Stream<String> lines = Files.lines(log)) {
                    lines.forEach(l -> latencies.add(Long.parseLong(l.split(" ", -1)[2]) * 1_000));
                }
                Files.delete(log);
            }
        }
        long count = latencies.count();
        return new Load.Result(count, (double) count / seconds, latencies, 0, 0);
    }

    /// Debian's own is not on the path.
    private static Optional<Path> program() throws IOException {
        List<Path> places = new ArrayList<>();
        Path debian = Path.of("/usr/lib/postgresql");
        if (Files.isDirectory(debian)) {
            try (DirectoryStream<Path> versions = Files.newDirectoryStream(debian)) {
                versions.forEach(version -> places.add(version.resolve("bin/pgbench")));
            }
        }
        for (String folder : System.getenv().getOrDefault("PATH", "").split(":", -1)) {
            places.add(Path.of(folder, "pgbench"));
        }
        return places.stream().filter(Files::isExecutable).findFirst();
    }
}
