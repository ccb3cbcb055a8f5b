package scrip.server.terminal;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import scrip.server.database.PrivateFile;

/// Where a secret goes that is made only once. Part of the options of subcommands that make one.
public final class SecretOut {

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "write it to this new file, which nobody else can read")
    private @Nullable String file;

    @Option(names = "--show", description = "print it, on a terminal only")
    private boolean show;

    /// Makes sure that the secret will find its place, before it is made.
    ///
    /// @param what the secret, for people
    /// @throws WrongArguments if it has none
    public Place open(Terminal terminal, String what) {
        if (show == (file != null)) {
            throw new WrongArguments(
                    "say where " + what + " goes: --out FILE, or --show on a terminal");
        }
        if (file == null) {
            if (!terminal.isShown()) {
                throw new WrongArguments(
                        "standard output is no terminal, so nothing secret is printed: use --out"
                                + " FILE");
            }
            return new Place(null, terminal);
        }
        Path path = Path.of(file);
        try {
            PrivateFile.create(path, "");
            return new Place(path, terminal);
        } catch (FileAlreadyExistsException _) {
            throw new CommandFault(path + " is there already: name a new file");
        } catch (IOException failure) {
            throw new CommandFault(path + " cannot be written (" + failure + ")", failure);
        }
    }

    /// The place of one secret. Closed without it, nothing is left.
    public static final class Place implements AutoCloseable {

        private final @Nullable Path file;
        private final Terminal terminal;
        private boolean filled;

        private Place(@Nullable Path file, Terminal terminal) {
            this.file = file;
            this.terminal = terminal;
        }

        /// Puts it there.
        public void put(String what, String secret) {
            filled = true;
            if (file == null) {
                terminal.out().println(what + ": " + secret);
                return;
            }
            try {
                PrivateFile.replace(file, secret + "\n");
                terminal.tell(what + " is in " + file);
            } catch (IOException failure) {
                throw new CommandFault(
                        what + " was made, but " + file + " cannot be written (" + failure + ")",
                        failure);
            }
        }

        @Override
        public void close() {
            if (file == null || filled) {
                return;
            }
            try {
                Files.deleteIfExists(file);
            } catch (IOException failure) {
                terminal.tell(file + " is left, and empty (" + failure + ")");
            }
        }
    }
}
