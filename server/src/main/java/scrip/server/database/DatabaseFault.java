package scrip.server.database;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A problem that keeps the database from being used and that an operator can fix. The message is
/// one line that says what is wrong and what to do; print it without a stack trace.
public final class DatabaseFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DatabaseFault(String message) {
        super(message);
    }

    DatabaseFault(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /// One line.
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }

    static DatabaseFault ofFile(Path path, IOException cause) {
        String reason = cause instanceof FileSystemException file ? file.getReason() : null;
        String text = reason == null ? String.valueOf(cause.getMessage()) : reason;
        if (text.contains("No space left") || text.contains("quota exceeded")) {
            return diskFull(path, cause);
        }
        if (text.contains("Read-only file system")) {
            return new DatabaseFault(
                    "the data folder "
                            + path
                            + " is on a read-only file system: mount it writable, or set SCRIP_DATA"
                            + " to another folder",
                    cause);
        }
        if (cause instanceof AccessDeniedException || text.contains("Permission denied")) {
            return new DatabaseFault(
                    "the data folder "
                            + path
                            + " cannot be written by this user: change its owner, or set SCRIP_DATA"
                            + " to another folder",
                    cause);
        }
        return new DatabaseFault(
                "the data folder "
                        + path
                        + " cannot be used ("
                        + cause.getClass().getSimpleName()
                        + ": "
                        + cause.getMessage()
                        + "): mend it, or set SCRIP_DATA to another folder",
                cause);
    }

    static DatabaseFault diskFull(Path path, @Nullable Throwable cause) {
        return new DatabaseFault(
                "the disk of the data folder "
                        + path
                        + " is full: free some space and start again; nothing that was acknowledged"
                        + " is lost",
                cause);
    }
}
