package scrip.client;

/// A report could not be written to disk, because the disk or the spool is full or faulty. It is
/// not accepted: report it again later with the same key. What was accepted before is unharmed.
public final class SpoolException extends ScripException {

    private static final long serialVersionUID = 1L;

    private final String key;

    SpoolException(String message, String key, @Nullable Throwable cause) {
        super(message, cause);
        this.key = key;
    }

    /// The key to report it with again.
    public String key() {
        return key;
    }
}
