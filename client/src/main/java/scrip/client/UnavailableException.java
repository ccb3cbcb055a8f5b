package scrip.client;

import java.time.Duration;
import java.util.Optional;

/// The server could not be reached, or could not answer, within the time that the caller gave. It
/// may have booked: repeat the call with the same key.
public final class UnavailableException extends ScripException {

    private static final long serialVersionUID = 1L;

    private final transient @Nullable Duration retryAfter;
    private final boolean unanswered;

    UnavailableException(
            String message,
            @Nullable Throwable cause,
            @Nullable Duration retryAfter,
            boolean unanswered) {
        super(message, cause);
        this.retryAfter = retryAfter;
        this.unanswered = unanswered;
    }

    /// How long the server asks to wait.
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /// Whether a request was sent and no answer came, so that it may have been booked.
    public boolean isUnanswered() {
        return unanswered;
    }
}
