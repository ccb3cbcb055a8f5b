package scrip.server.administration;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/// Where the server of a data folder answers on this machine: a file in that folder, as long as it
/// runs.
public final class AddressFile {

    private static final String FILE = "address";

    private AddressFile() {}

    /// Notes the address of this process.
    ///
    /// @param root scheme, host and port
    public static void write(Path folder, String root) throws IOException {
        Files.createDirectories(folder);
        Path partial = folder.resolve(FILE + ".new");
        Files.writeString(partial, root + "\n" + ProcessHandle.current().pid() + "\n");
        Files.move(partial, folder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
    }

    /// Deletes the note of this process; that of another one stays.
    public static void delete(Path folder) {
        try {
            List<String> lines = Files.readAllLines(folder.resolve(FILE));
            if (lines.size() > 1
                    && lines.get(1).equals(Long.toString(ProcessHandle.current().pid()))) {
                Files.deleteIfExists(folder.resolve(FILE));
            }
        } catch (IOException _) {
            // Whoever reads it sees that its process is gone.
        }
    }

    /// The address of a server whose process is there.
    public static Optional<URI> read(Path folder) throws IOException {
        try {
            List<String> lines = Files.readAllLines(folder.resolve(FILE));
            if (lines.size() < 2 || ProcessHandle.of(Long.parseLong(lines.get(1))).isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(URI.create(lines.get(0)));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (IllegalArgumentException broken) {
            throw new IOException(folder.resolve(FILE) + " cannot be read: delete it", broken);
        }
    }
}
