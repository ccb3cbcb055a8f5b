package scrip.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import scrip.server.catalog.CatalogCommand;
import scrip.server.database.Database;
import scrip.server.database.DatabaseFault;
import scrip.server.database.Place;
import scrip.server.rehearse.RehearseCommand;

/// The one runnable program. The first argument is the subcommand; `./scrip` passes it on
/// unchanged.
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class Main {
    private static final int PORT = 8080;
    private static final int FAILED = 1;
    private static final int CALLED_WRONGLY = 2;

    /// Runs one subcommand and, unless it serves, exits with its code: 0 done, 1 found something
    /// wrong, 2 called wrongly.
    public static void main(String[] args) {
        String subcommand = args.length == 0 ? "start" : args[0];
        String[] rest = args.length == 0 ? args : Arrays.copyOfRange(args, 1, args.length);
        switch (subcommand) {
            case "start" -> start(rest);
            case "rehearse" -> System.exit(RehearseCommand.run(rest, System.out, System.err));
            case "catalog" -> System.exit(CatalogCommand.run(rest, System.out, System.err));
            case "audit", "backup", "restore", "import" ->
                    end(CALLED_WRONGLY, "'" + subcommand + "' is not there yet");
            default ->
                    end(
                            CALLED_WRONGLY,
                            "there is no subcommand '" + subcommand + "'; see ./scrip help");
        }
    }

    /// The database opens before anything else and closes after everything else.
    private static void start(String[] args) {
        String port = System.getenv().getOrDefault("SCRIP_PORT", Integer.toString(PORT));
        portProblem(port).ifPresent(problem -> end(FAILED, problem));
        Database database;
        try {
            database = Database.open(Place.of(System.getenv()));
        } catch (DatabaseFault fault) {
            end(FAILED, fault.getMessage());
            return;
        }
        SpringApplication application = new SpringApplication(Main.class);
        application.setDefaultProperties(
                Map.of(
                        "server.port",
                        port,
                        "spring.threads.virtual.enabled",
                        "true",
                        "spring.main.banner-mode",
                        "off"));
        application.addInitializers(
                context -> context.getBeanFactory().registerSingleton("database", database));
        SpringApplication.getShutdownHandlers().add(database::close);
        application.run(args);
    }

    /// Asked first, because a person can mend it at once and the database takes seconds to open.
    private static Optional<String> portProblem(String port) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(Integer.parseInt(port)));
            return Optional.empty();
        } catch (IOException _) {
            return Optional.of(
                    "port "
                            + port
                            + " cannot be used (another program has it, or it needs rights this"
                            + " user has not): set SCRIP_PORT to another one");
        } catch (IllegalArgumentException _) {
            return Optional.of("SCRIP_PORT must be a number up to 65535, not '" + port + "'");
        }
    }

    private static void end(int code, String line) {
        System.err.println("scrip: " + line);
        System.exit(code);
    }
}
