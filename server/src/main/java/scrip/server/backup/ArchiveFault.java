package scrip.server.backup;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A problem of an archive, or of the place where it is kept, that an operator can fix. The message
/// is one line that says what is wrong, where, and what to do.
public final class ArchiveFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ArchiveFault(String message) {
        super(message);
    }

    ArchiveFault(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /// One line.
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
