package scrip.client;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// How it stands with what was reported.
///
/// @param queued reports that are on disk and not booked yet
/// @param oldest when the first of them was reported; empty if there is none
/// @param delivered reports that were booked since the client was opened
/// @param refused reports that the server refused, set aside until somebody decides
/// @param damaged stretches of bytes that could not be read, set aside
/// @param lastError why the last delivery failed; empty if it did not
public record SpoolState(
        long queued,
        Optional<Instant> oldest,
        long delivered,
        long refused,
        long damaged,
        Optional<String> lastError) {

    /// Whether everything was booked and nothing waits for somebody.
    public boolean isClear() {
        return queued == 0 && refused == 0 && damaged == 0;
    }

    /// How long the first report waits by now.
    public Duration age(Instant now) {
        return oldest.map(at -> Duration.between(at, now)).orElse(Duration.ZERO);
    }
}
