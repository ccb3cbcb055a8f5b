package scrip.server;

import java.util.Arrays;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/// The one runnable program. The first argument is the subcommand; `./scrip` passes it on
/// unchanged.
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class Main {
    private static final int PORT = 8080;

    /// Runs one subcommand and, unless it serves, exits with its code: 0 done, 1 found something
    /// wrong, 2 called wrongly.
    public static void main(String[] args) {
        String subcommand = args.length == 0 ? "start" : args[0];
        String[] rest = args.length == 0 ? args : Arrays.copyOfRange(args, 1, args.length);
        switch (subcommand) {
            case "start" -> start(rest);
            case "rehearse", "audit", "catalog", "backup", "restore", "import" -> {
                System.err.println("scrip: '" + subcommand + "' is not there yet");
                System.exit(2);
            }
            default -> {
                System.err.println(
                        "scrip: there is no subcommand '" + subcommand + "'; see ./scrip help");
                System.exit(2);
            }
        }
    }

    private static void start(String[] args) {
        String port = System.getenv().getOrDefault("SCRIP_PORT", Integer.toString(PORT));
        SpringApplication application = new SpringApplication(Main.class);
        application.setDefaultProperties(
                Map.of(
                        "server.port",
                        port,
                        "spring.threads.virtual.enabled",
                        "true",
                        "spring.main.banner-mode",
                        "off"));
        application.run(args);
    }
}
