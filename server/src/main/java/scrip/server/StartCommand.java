package scrip.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.server.PortInUseException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import scrip.server.administration.AddressFile;
import scrip.server.chain.HeadPlaces;
import scrip.server.connection.Ports;
import scrip.server.database.ClusterSizes;
import scrip.server.database.DatabaseLocation;
import scrip.server.database.PrivateFile;
import scrip.server.http.ProblemText;
import scrip.server.setting.Configuration;
import scrip.server.setting.WrongSettings;
import scrip.server.telemetry.Telemetry;
import scrip.server.terminal.CommandFault;
import scrip.server.terminal.Terminal;

/// `./scrip start`.
@Command(
        name = "start",
        description = "Run the server until it is stopped.",
        footer = "%nSettings say everything else: see ${ROOT-COMMAND-NAME} config.")
final class StartCommand implements Callable<Integer> {

    /// The exit code of a server that serves: the process goes on.
    static final int SERVES = -1;

    private static final String PORT_NAME = "SCRIP_PORT";
    private static final String METERING_PORT_NAME = "SCRIP_METERING_PORT";
    private static final String HOST = "127.0.0.1";
    private static final String TOKEN_FILE = "admin-token";
    private static final String SET_UP_FILE = "first-administrator";

    private final Terminal terminal;

    @Option(names = "--demo", description = "with a sandbox that has a year of data")
    private boolean demo;

    StartCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /// The settings of a start.
    private record Wanted(
            Map<String, String> settings,
            ServerSettings read,
            String host,
            String port,
            @Nullable Integer meteringPort,
            @Nullable Integer managementPort) {

        static Wanted of(Map<String, String> settings) {
            String host = settings.getOrDefault("SCRIP_HOST", HOST);
            String port = settings.getOrDefault(PORT_NAME, Integer.toString(Ports.USUAL));
            ServerSettings read = ServerSettings.of(settings);
            // Checked first, because the operator can fix it at once and the database takes
            // seconds to open.
            Ports.problem(host, port, PORT_NAME)
                    .ifPresent(problem -> {
                        throw new IllegalArgumentException(problem);
                    });
            return new Wanted(
                    settings,
                    read,
                    host,
                    port,
                    Ports.beside(
                            host, port, 1, METERING_PORT_NAME, settings.get(METERING_PORT_NAME)),
                    Ports.beside(
                            Surroundings.managementHost(settings),
                            port,
                            2,
                            Surroundings.MANAGEMENT_PORT_NAME,
                            settings.get(Surroundings.MANAGEMENT_PORT_NAME)));
        }

        ServerOptions options(boolean demo) {
            return new ServerOptions(
                    read.place(),
                    host,
                    Integer.parseInt(port),
                    meteringPort,
                    read.folder().resolve(TOKEN_FILE),
                    read.token(),
                    read.origin(),
                    demo,
                    Surroundings.of(settings, managementPort, read),
                    read.mail(),
                    read.heads(),
                    read.emergency(),
                    read.demand(),
                    read.inside());
        }
    }

    @Override
    public Integer call() throws InterruptedException {
        Map<String, String> settings = settings(terminal.configuration());
        Path tokenFile = tokenFile(settings);
        @Nullable Wanted wanted = null;
        try {
            wanted = Wanted.of(settings);
            serve(wanted, tokenFile);
            return SERVES;
        } catch (PortInUseException taken) {
            boolean metering =
                    wanted != null && Objects.equals(taken.getPort(), wanted.meteringPort());
            throw new CommandFault(
                    Ports.taken(
                            Integer.toString(taken.getPort()),
                            metering ? METERING_PORT_NAME : PORT_NAME),
                    taken);
        } catch (IOException unwritable) {
            throw new CommandFault(
                    "the file of the emergency token, "
                            + tokenFile
                            + ", or another one beside it, cannot be read or created ("
                            + unwritable
                            + "): set SCRIP_DATA to a folder that can be written",
                    unwritable);
        } catch (IllegalArgumentException wrong) {
            throw new CommandFault(String.valueOf(wrong.getMessage()), wrong);
        }
    }

    /// The settings, if all of them can be used.
    private static Map<String, String> settings(Configuration configuration) {
        Map<String, String> settings = configuration.valuesAsTheyAre();
        List<String> faults = new ArrayList<>(configuration.faults());
        if (!faults.isEmpty()) {
            faults.addAll(ServerSettings.faults(settings));
            throw new WrongSettings(faults.stream().distinct().toList());
        }
        return settings;
    }

    private void serve(Wanted wanted, Path tokenFile) throws IOException, InterruptedException {
        Telemetry.use(wanted.read().json(), wanted.read().traces());
        String origin = wanted.read().origin();
        if (origin != null) {
            ProblemText.publishedAt(origin);
        }
        if (HeadPlaces.isMailedInVain(wanted.settings())) {
            terminal.tell(HeadPlaces.MAIL + " has no effect: " + HeadPlaces.IN_VAIN);
        }
        ClusterSizes.inVain(wanted.settings())
                .forEach(setting ->
                        terminal.tell(setting + " has no effect: " + ClusterSizes.WHY_IN_VAIN));
        Server server = Server.start(wanted.options(demo));
        Path folder = folder(wanted.settings());
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(
                                () -> {
                                    AddressFile.delete(folder);
                                    server.close();
                                },
                                "scrip-stop"));
        boolean everywhere = wanted.host().equals("0.0.0.0") || wanted.host().equals("::");
        String here = everywhere ? HOST : bracketed(wanted.host());
        AddressFile.write(folder, scheme(server) + here + ":" + server.port());
        String setUp =
                server.isWriter() ? setUp(server.setUpLink(), folder.resolve(SET_UP_FILE)) : "";
        terminal.out().println(welcome(server, wanted, tokenFile) + setUp);
    }

    static Path folder(Map<String, String> settings) {
        return DatabaseLocation.dataFolder(settings);
    }

    static Path tokenFile(Map<String, String> settings) {
        return folder(settings).resolve(TOKEN_FILE);
    }

    private static String bracketed(String host) {
        return host.contains(":") ? "[" + host + "]" : host;
    }

    private static String scheme(Server server) {
        return server.speaksTls() ? "https://" : "http://";
    }

    private static String welcome(Server server, Wanted wanted, Path tokenFile) {
        String host = wanted.host();
        boolean everywhere = host.equals("0.0.0.0") || host.equals("::");
        String machine = scheme(server) + (everywhere ? "localhost" : bracketed(host)) + ":";
        String root = machine + server.port();
        // Passkeys belong to a host name, not to an IP address.
        String page = host.equals(HOST) ? scheme(server) + "localhost:" + server.port() : root;
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
                        health(server, root, wanted.settings()),
                        token(server, wanted, tokenFile));
    }

    private static String token(Server server, Wanted wanted, Path tokenFile) {
        if (server.token().isEmpty()) {
            return "off: there is an administrator, who makes keys for programs"
                    + "\n          (SCRIP_EMERGENCY_TOKEN=on turns it on)";
        }
        return wanted.settings().containsKey("SCRIP_ADMIN_TOKEN")
                ? "that of SCRIP_ADMIN_TOKEN"
                : "in " + tokenFile;
    }

    private static String health(Server server, String root, Map<String, String> settings) {
        OptionalInt port = server.managementPort();
        return port.isEmpty()
                ? root
                : "http://" + Surroundings.managementHost(settings) + ":" + port.getAsInt();
    }

    /// The link of the first administrator is for whoever looks at the terminal, or in a file that
    /// only the server's user can read.
    private String setUp(Optional<String> link, Path file) throws IOException {
        Files.deleteIfExists(file);
        if (link.isEmpty()) {
            return "";
        }
        if (!terminal.isShown()) {
            PrivateFile.replace(file, link.get() + "\n");
        }
        return """

          first   %s
                  (makes the vendor's first administrator: works once, until the next start)
        """
                .formatted(terminal.isShown() ? link.get() : "a link in " + file);
    }
}
