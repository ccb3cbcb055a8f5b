package scrip.server.terminal;

import java.io.Console;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import scrip.server.setting.Configuration;

/// What a subcommand gets from whoever called it.
///
/// @param environment of the process, from which the settings are read when they are needed: help
///   must not fail for them
/// @param looks tells whether a person reads standard output, and nobody else
public record Terminal(
        Map<String, String> environment,
        InstantSource clock,
        PrintStream out,
        PrintStream err,
        BooleanSupplier looks) {

    /// The terminal of this process.
    public static Terminal own() {
        return new Terminal(
                System.getenv(),
                InstantSource.system(),
                System.out,
                System.err,
                Terminal::isInteractive);
    }

    private static boolean isInteractive() {
        return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    }

    /// One that nobody looks at.
    public static Terminal of(Map<String, String> environment, PrintStream out, PrintStream err) {
        return new Terminal(environment, InstantSource.system(), out, err, () -> false);
    }

    /// Whether a person reads standard output, and nobody else.
    public boolean isShown() {
        return looks.getAsBoolean();
    }

    /// The settings that are set.
    ///
    /// @throws scrip.server.setting.WrongSettings if anything is wrong with them
    public Map<String, String> settings() {
        return configuration().values();
    }

    /// The settings, right or wrong.
    public Configuration configuration() {
        return Configuration.of(environment);
    }

    /// Tells something that is no answer.
    public void tell(String line) {
        err.println("scrip: " + line);
    }

    /// The operator as the operating system knows them.
    public String user() {
        String behind = environment.getOrDefault("SUDO_USER", "");
        String user = System.getProperty("user.name", "unknown");
        return behind.isEmpty() ? user : behind + " as " + user;
    }
}
