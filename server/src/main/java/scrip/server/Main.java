package scrip.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.server.PortInUseException;
import scrip.server.backup.BackupCommand;
import scrip.server.backup.RestoreCommand;
import scrip.server.catalog.CatalogCommand;
import scrip.server.database.Database;
import scrip.server.database.DatabaseFault;
import scrip.server.database.DatabaseLocation;
import scrip.server.license.LicenseCommand;
import scrip.server.mail.MailSettings;
import scrip.server.rebuild.RebuildCommand;
import scrip.server.rehearse.RehearseCommand;
import scrip.server.signin.EmergencyUse;
import scrip.server.signin.FactorDemand;
import scrip.server.telemetry.Telemetry;
import scrip.server.verify.VerifyCommand;

/// The one runnable program. The first argument is the subcommand; `./scrip` passes it on
/// unchanged.
public class Main {
    private static final int PORT = 8080;
    private static final String PORT_NAME = "SCRIP_PORT";
    private static final String METERING_PORT_NAME = "SCRIP_METERING_PORT";
    private static final String OFF = "off";
    private static final String HOST = "127.0.0.1";
    private static final String TOKEN_FILE = "admin-token";
    private static final Pattern ORIGIN = Pattern.compile("https?://[^/\\s?#]+");
    private static final int FAILED = 1;
    private static final int CALLED_WRONGLY = 2;

    /// Runs one subcommand and, unless it serves, exits with its code: 0 done, 1 something is
    /// wrong, 2 wrong arguments.
    public static void main(String[] args) {
        String subcommand = args.length == 0 ? "start" : args[0];
        String[] rest = args.length == 0 ? args : Arrays.copyOfRange(args, 1, args.length);
        switch (subcommand) {
            case "start" -> start(rest);
            case "rehearse" -> System.exit(RehearseCommand.run(rest, System.out, System.err));
            case "catalog" -> catalog(rest);
            case "license" ->
                    System.exit(LicenseCommand.run(rest, System.getenv(), System.out, System.err));
            case "verify" -> verify(rest);
            case "backup" ->
                    System.exit(
                            BackupCommand.run(
                                    rest,
                                    System.getenv(),
                                    InstantSource.system(),
                                    System.out,
                                    System.err));
            case "restore" ->
                    System.exit(
                            RestoreCommand.run(
                                    rest,
                                    System.getenv(),
                                    VerifyCommand::found,
                                    System.out,
                                    System.err));
            case "train" -> train(rest);
            case "rebuild" -> rebuild(rest);
            default ->
                    end(
                            CALLED_WRONGLY,
                            "there is no subcommand '" + subcommand + "'; see ./scrip help");
        }
    }

    private static void start(String[] args) {
        boolean demo = args.length == 1 && args[0].equals("--demo");
        if (args.length > 0 && !demo) {
            end(
                    CALLED_WRONGLY,
                    "start takes no argument but --demo; it is set by SCRIP_* variables");
        }
        Map<String, String> environment = System.getenv();
        String host = environment.getOrDefault("SCRIP_HOST", HOST);
        String port = environment.getOrDefault("SCRIP_PORT", Integer.toString(PORT));
        portProblem(host, port, PORT_NAME).ifPresent(problem -> end(FAILED, problem));
        Integer meteringPort =
                portBeside(host, port, 1, METERING_PORT_NAME, environment.get(METERING_PORT_NAME));
        Integer managementPort =
                portBeside(
                        Surroundings.managementHost(environment),
                        port,
                        2,
                        Surroundings.MANAGEMENT_PORT_NAME,
                        environment.get(Surroundings.MANAGEMENT_PORT_NAME));
        Path tokenFile = tokenFile(environment);
        try {
            Telemetry.use(environment);
            Server server =
                    Server.start(
                            options(environment, host, port, meteringPort, managementPort, demo));
            Runtime.getRuntime().addShutdownHook(new Thread(server::close, "scrip-stop"));
            System.out.println(welcome(server, host, tokenFile));
            if (server.isWriter()) {
                server.setUpLink().ifPresent(Main::printSetUp);
            }
        } catch (DatabaseFault fault) {
            end(FAILED, fault.getMessage());
        } catch (PortInUseException taken) {
            boolean metering = Objects.equals(taken.getPort(), meteringPort);
            end(
                    FAILED,
                    portTaken(
                            Integer.toString(taken.getPort()),
                            metering ? METERING_PORT_NAME : PORT_NAME));
        } catch (IOException unwritable) {
            end(
                    FAILED,
                    "the file of the emergency token, "
                            + tokenFile
                            + ", cannot be read or created ("
                            + unwritable
                            + "): set SCRIP_ADMIN_TOKEN, or SCRIP_DATA to a folder that can be"
                            + " written");
        } catch (IllegalArgumentException wrong) {
            end(FAILED, String.valueOf(wrong.getMessage()));
        } catch (InterruptedException _) {
            end(FAILED, "interrupted");
        }
    }

    private static Server.Options options(
            Map<String, String> environment,
            String host,
            String port,
            @Nullable Integer meteringPort,
            @Nullable Integer managementPort,
            boolean demo) {
        String origin = origin(environment.get("SCRIP_ORIGIN"));
        return new Server.Options(
                DatabaseLocation.of(environment),
                host,
                Integer.parseInt(port),
                meteringPort,
                tokenFile(environment),
                environment.get("SCRIP_ADMIN_TOKEN"),
                origin,
                demo,
                Surroundings.of(environment, managementPort, origin),
                MailSettings.of(environment),
                heads(environment.get("SCRIP_HEADS")),
                EmergencyUse.of(environment.get("SCRIP_EMERGENCY_TOKEN")),
                FactorDemand.of(environment.get(FactorDemand.SETTING)));
    }

    private static Path tokenFile(Map<String, String> environment) {
        return Path.of(environment.getOrDefault("SCRIP_DATA", "data")).resolve(TOKEN_FILE);
    }

    /// Called by the launcher after a build.
    private static void train(String[] args) {
        if (args.length != 1) {
            end(CALLED_WRONGLY, "train takes the folder for PostgreSQL's programs");
        }
        try {
            Training.run(Path.of(args[0]));
            System.exit(0);
        } catch (DatabaseFault | IOException fault) {
            end(FAILED, String.valueOf(fault.getMessage()));
        } catch (InterruptedException _) {
            end(FAILED, "interrupted");
        }
    }

    /// A port beside the main one: one of the next unless it is named. If it is not named and
    /// another program has it, there is none: an installation does not fail to start for it.
    private static @Nullable Integer portBeside(
            String host, String mainPort, int by, String name, @Nullable String named) {
        if (named != null && named.strip().equals(OFF)) {
            return null;
        }
        if (named != null) {
            portProblem(host, named.strip(), name).ifPresent(problem -> end(FAILED, problem));
            return Integer.valueOf(named.strip());
        }
        int main = Integer.parseInt(mainPort);
        int next = main == 0 ? 0 : main + by;
        return portProblem(host, Integer.toString(next), name).isEmpty() ? next : null;
    }

    private static String welcome(Server server, String host, Path tokenFile) {
        String address = host.contains(":") ? "[" + host + "]" : host;
        boolean everywhere = host.equals("0.0.0.0") || host.equals("::");
        String scheme = server.speaksTls() ? "https://" : "http://";
        String machine = scheme + (everywhere ? "localhost" : address) + ":";
        String root = machine + server.port();
        // Passkeys belong to a host name, not to an IP address.
        String page = host.equals(HOST) ? scheme + "localhost:" + server.port() : root;
        String uses =
                server.meteringPort().isPresent()
                        ? machine + server.meteringPort().getAsInt() + "/v1"
                        : "off: see " + METERING_PORT_NAME;
        return """

        Scrip is %s.

          console %s/
          API     %s/v1
          uses    %s (for product services)
          docs    %s/docs
          health  %s/health
          token   %s
        """
                .formatted(
                        server.isWriter() ? "serving" : "standing by: another server writes",
                        page,
                        root,
                        uses,
                        root,
                        health(server, root),
                        token(server, tokenFile));
    }

    private static String token(Server server, Path tokenFile) {
        return server.token()
                .map(token ->
                        token
                                + "\n          (for emergencies; kept in "
                                + tokenFile
                                + " unless SCRIP_ADMIN_TOKEN gives it)")
                .orElse(
                        "off: there is an administrator, who makes keys for programs"
                                + "\n          (SCRIP_EMERGENCY_TOKEN=on turns it on)");
    }

    private static String health(Server server, String root) {
        OptionalInt port = server.managementPort();
        return port.isEmpty()
                ? root
                : "http://" + Surroundings.managementHost(System.getenv()) + ":" + port.getAsInt();
    }

    private static void printSetUp(String link) {
        System.out.println(
                """
                  first   %s
                          (makes the vendor's first administrator: works once, until the next start)
                """
                        .formatted(link));
    }

    private static @Nullable String origin(@Nullable String given) {
        if (given == null || given.isBlank()) {
            return null;
        }
        if (!ORIGIN.matcher(given.strip()).matches()) {
            throw new IllegalArgumentException(
                    "SCRIP_ORIGIN is how browsers reach this server, such as"
                            + " https://scrip.example, not '"
                            + given
                            + "'");
        }
        return given.strip();
    }

    private static @Nullable Path heads(@Nullable String folder) {
        return folder == null || folder.isBlank() ? null : Path.of(folder.strip());
    }

    private static void catalog(String[] args) {
        try {
            System.exit(CatalogCommand.run(args, System.getenv(), System.out, System.err));
        } catch (DatabaseFault fault) {
            end(FAILED, fault.getMessage());
        }
    }

    private static void verify(String[] args) {
        try {
            System.exit(VerifyCommand.run(args, System.getenv(), System.out, System.err));
        } catch (DatabaseFault fault) {
            end(FAILED, fault.getMessage());
        }
    }

    private static void rebuild(String[] args) {
        if (args.length > 0) {
            end(
                    CALLED_WRONGLY,
                    "rebuild takes no argument; SCRIP_* variables say where the data is");
        }
        try {
            System.exit(rebuilt(DatabaseLocation.existing(System.getenv())));
        } catch (DatabaseFault fault) {
            end(FAILED, fault.getMessage());
        }
    }

    private static int rebuilt(DatabaseLocation place) {
        try (Database database = Database.open(place)) {
            return new RebuildCommand(database).run(System.out::println);
        }
    }

    /// Checked first, because the operator can fix it at once and the database takes seconds to
    /// open.
    private static Optional<String> portProblem(String host, String port, String name) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getByName(host), Integer.parseInt(port)));
            return Optional.empty();
        } catch (UnknownHostException _) {
            return Optional.of(hostWrong(host));
        } catch (IOException failure) {
            boolean elsewhere = String.valueOf(failure.getMessage()).contains("assign");
            return Optional.of(elsewhere ? hostWrong(host) : portTaken(port, name));
        } catch (IllegalArgumentException _) {
            return Optional.of(name + " must be a number up to 65535, not '" + port + "'");
        }
    }

    private static String hostWrong(String host) {
        return "SCRIP_HOST must be an address of this machine, such as 127.0.0.1 or 0.0.0.0, not '"
                + host
                + "'";
    }

    private static String portTaken(String port, String name) {
        return "port "
                + port
                + " cannot be used (another program has it, or it needs rights this user has not):"
                + " set "
                + name
                + " to another one";
    }

    private static void end(int code, String line) {
        System.err.println("scrip: " + line);
        System.exit(code);
    }
}
