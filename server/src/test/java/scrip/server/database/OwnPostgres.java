package scrip.server.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import scrip.server.http.Certificates;

/// A PostgreSQL as an operator has one of their own: made by the distribution's programs, reached
/// over TLS alone, with a login that may take on Scrip's roles and nothing else.
public final class OwnPostgres implements AutoCloseable {

    private static final String PASSWORD = "only-for-this-test";
    private static final String SUPERUSER = "postgres";

    private final Path folder;
    private final Path programs;
    private final RunAs runAs;
    private final Path certificate;
    private final int port;

    private OwnPostgres(Path folder, Path programs, RunAs runAs, Path certificate, int port) {
        this.folder = folder;
        this.programs = programs;
        this.runAs = runAs;
        this.certificate = certificate;
        this.port = port;
    }

    /// Where Debian has the programs of a major version.
    public static Path programs(int major) {
        return Path.of("/usr/lib/postgresql", Integer.toString(major), "bin");
    }

    /// Makes and starts one, with more settings if any (`name=value`).
    public static OwnPostgres start(Path programs, String... settings) throws Exception {
        Path folder = Files.createTempDirectory("scrip-own-");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        RunAs runAs = RunAs.choose(folder, programs);
        Path password = Files.writeString(folder.resolve("password"), PASSWORD + "\n");
        Files.createDirectory(folder.resolve("pg"));
        Certificates made = Certificates.make(folder, "database", "EC");
        Path certificate = Files.writeString(folder.resolve("certificate.pem"), made.certificate());
        Path key = Files.writeString(folder.resolve("key.pem"), made.key());
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        for (String name : List.of("password", "pg", "certificate.pem", "key.pem")) {
            runAs.own(folder.resolve(name));
        }
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        OwnPostgres own = new OwnPostgres(folder, programs, runAs, certificate, port);
        own.run(
                "initdb",
                "-D" + folder.resolve("pg"),
                "--username=" + SUPERUSER,
                "--pwfile=" + password,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C.UTF-8");
        Files.writeString(
                folder.resolve("pg/pg_hba.conf"), "hostssl all all 127.0.0.1/32 scram-sha-256\n");
        List<String> options =
                new ArrayList<>(
                        List.of(
                                "port=" + port,
                                "listen_addresses=127.0.0.1",
                                "unix_socket_directories=",
                                "ssl=on",
                                "ssl_cert_file=" + certificate,
                                "ssl_key_file=" + key));
        options.addAll(List.of(settings));
        Files.writeString(
                folder.resolve("pg/postgresql.auto.conf"),
                options.stream()
                        .map(option -> option.replaceFirst("=(.*)", " = '$1'\n"))
                        .collect(Collectors.joining()));
        own.run("pg_ctl", "start", "--wait", "-D" + own.cluster(), "-l" + own.log());
        own.superuser(
                "postgres",
                "create role scrip login noinherit password '" + PASSWORD + "'",
                "create role visitor login password '" + PASSWORD + "'");
        return own;
    }

    /// Makes a database in which a superuser has let `psql` run `roles.sql`, as the page says.
    ///
    /// @return the variables by which Scrip finds it
    public Map<String, String> database(String name) throws Exception {
        superuser("postgres", "create database " + name);
        Path roles = Files.createTempFile(folder, "roles", ".sql");
        try (var script = DatabaseRoles.class.getResourceAsStream("/db/roles.sql")) {
            Files.write(roles, Objects.requireNonNull(script).readAllBytes());
        }
        runAs.own(roles);
        run(
                "psql",
                "-q",
                "-vlogin=scrip",
                "-f" + roles,
                "host=127.0.0.1 port="
                        + port
                        + " user=postgres password="
                        + PASSWORD
                        + " sslmode=verify-full sslrootcert="
                        + certificate
                        + " dbname="
                        + name);
        return environment(name, "scrip", certificate);
    }

    /// The variables of somebody who connects by TLS and believes one certificate.
    public Map<String, String> environment(String database, String user, Path believed) {
        return Map.of(
                "SCRIP_DATABASE_URL",
                "jdbc:postgresql://127.0.0.1:"
                        + port
                        + "/"
                        + database
                        + "?sslmode=verify-full&sslrootcert="
                        + believed,
                "SCRIP_DATABASE_USER",
                user,
                "SCRIP_DATABASE_PASSWORD",
                PASSWORD);
    }

    /// Starts it again as a standby, of a primary that is away.
    public void becomeStandby() throws IOException, InterruptedException {
        run("pg_ctl", "stop", "--wait", "--mode=fast", "-D" + cluster());
        Path signal = Files.createFile(folder.resolve("pg/standby.signal"));
        runAs.own(signal);
        run("pg_ctl", "start", "--wait", "-D" + cluster(), "-l" + log());
    }

    private Path cluster() {
        return folder.resolve("pg");
    }

    private Path log() {
        return folder.resolve("pg/log");
    }

    public Path certificate() {
        return certificate;
    }

    public void superuser(String database, String... statements) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(
                                environment(database, SUPERUSER, certificate)
                                        .getOrDefault("SCRIP_DATABASE_URL", ""),
                                SUPERUSER,
                                PASSWORD);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private void run(String program, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(programs.resolve(program).toString()));
        command.addAll(List.of(arguments));
        Path said = Files.createTempFile("scrip-own-", ".log");
        ProcessBuilder builder =
                new ProcessBuilder(runAs.command(command))
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().putAll(Map.of("LC_ALL", "C.UTF-8", "HOME", folder.toString()));
        int code = builder.start().waitFor();
        String text = Files.readString(said, StandardCharsets.UTF_8);
        Files.delete(said);
        if (code != 0) {
            throw new IOException(program + ": " + text);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            run("pg_ctl", "stop", "--wait", "--mode=immediate", "-D" + cluster());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        Folders.delete(folder);
    }
}
