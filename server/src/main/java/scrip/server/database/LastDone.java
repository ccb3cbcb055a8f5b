package scrip.server.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// When a command was last done, as a line of a file in the data folder: whoever watches the server
/// asks how long ago that was. A command that works for another data folder leaves it unknown.
public final class LastDone {

    /// A command that is watched.
    public enum Task {
        BACKUP("last-backup"),
        VERIFY("last-verify");

        private final String file;

        Task(String file) {
            this.file = file;
        }
    }

    /// A time it was done.
    ///
    /// @param findings how much it found to be wrong
    public record Done(Instant at, long findings) {}

    private final Path folder;

    public LastDone(Path folder) {
        this.folder = folder;
    }

    /// Of the data folder that the settings name.
    public static LastDone of(Map<String, String> environment) {
        return new LastDone(DatabaseLocation.dataFolder(environment));
    }

    /// Notes that it was done now. A folder that is not there or not writable learns nothing.
    ///
    /// @return whether it was noted
    public boolean note(Task task, Done done) {
        Path file = folder.resolve(task.file);
        Path partial = folder.resolve(task.file + ".new");
        try {
            Files.writeString(partial, done.at() + " " + done.findings() + "\n");
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    /// When it was last done; empty if that is unknown.
    public Optional<Done> last(Task task) {
        try {
            String[] words = Files.readString(folder.resolve(task.file)).strip().split(" ", 2);
            long findings = words.length < 2 ? 0 : Long.parseLong(words[1]);
            return Optional.of(new Done(Instant.parse(words[0]), findings));
        } catch (IOException | DateTimeException | NumberFormatException _) {
            return Optional.empty();
        }
    }
}
