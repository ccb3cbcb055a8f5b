package scrip.server.administration;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import scrip.server.database.DatabaseLocation;
import scrip.server.http.Json;
import scrip.server.http.TerminalKey;
import scrip.server.terminal.CommandFault;
import scrip.server.terminal.Manners;
import scrip.server.terminal.Table;
import scrip.server.terminal.Terminal;

/// What the subcommands of administration have in common: a server to ask, and how they answer.
public final class Administration {

    private final Terminal terminal;
    private final ServerStart start;

    public Administration(Terminal terminal, ServerStart start) {
        this.terminal = terminal;
        this.start = start;
    }

    /// Starts a server for one command, which nobody else is told of.
    @FunctionalInterface
    public interface ServerStart {
        /// Starts it.
        ///
        /// @param settings of the installation
        OwnServer start(Map<String, String> settings) throws IOException, InterruptedException;
    }

    /// A server that was started for one command.
    public interface OwnServer extends AutoCloseable {
        /// Scheme, host and port.
        URI root();

        @Override
        void close();
    }

    Terminal terminal() {
        return terminal;
    }

    /// Asks the server that runs, or one that is started for it.
    ///
    /// @param subcommand for the audit log
    <T> T ask(String subcommand, Function<Api, T> work) {
        Map<String, String> settings = terminal.settings();
        Path folder = DatabaseLocation.dataFolder(settings);
        try {
            Optional<URI> running = AddressFile.read(folder);
            if (running.isPresent()) {
                try (Api api =
                        api(
                                running.get(),
                                settings.get("SCRIP_TLS_CERTIFICATE"),
                                folder,
                                subcommand)) {
                    if (api.isThere()) {
                        return work.apply(api);
                    }
                }
            }
            DatabaseLocation _ = DatabaseLocation.existing(settings);
            terminal.tell("no server is running here: one is started for this command");
            try (OwnServer own = start.start(settings);
                    Api api = api(own.root(), null, folder, subcommand)) {
                return work.apply(api);
            }
        } catch (IOException failure) {
            throw new CommandFault(
                    "the data folder "
                            + folder
                            + " cannot be used ("
                            + failure
                            + "): run this as the user that the server runs as",
                    failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CommandFault("interrupted", interrupted);
        }
    }

    private Api api(URI root, @Nullable String certificate, Path folder, String subcommand)
            throws IOException {
        boolean speaksTls = "https".equals(root.getScheme());
        return new Api(
                root,
                speaksTls && certificate != null ? Path.of(certificate) : null,
                Api.passes(TerminalKey.existing(folder), terminal.clock(), terminal.user()),
                subcommand);
    }

    /// Prints an answer.
    ///
    /// @param json whether it is for a program
    int answer(boolean json, Object answer, List<String> lines) {
        if (json) {
            terminal.out().println(Json.textOrNull(answer));
        } else {
            lines.forEach(terminal.out()::println);
        }
        return Manners.DONE;
    }

    int answer(boolean json, Object answer, Table table) {
        return answer(json, answer, table.lines());
    }

    int answer(boolean json, Object answer, String line) {
        return answer(json, answer, List.of(line));
    }
}
