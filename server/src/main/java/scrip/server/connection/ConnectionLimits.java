package scrip.server.connection;

import java.time.Duration;

/// How many connections a port takes, and how long their requests may take to arrive.
///
/// @param connections of a port, all callers together; more wait until one is closed
/// @param perAddress of one address; more are closed at once
/// @param unfinishedPerAddress requests of one address that are not there completely after
///   `unfinishedAfter`; more are cut
/// @param unfinishedAfter when a request counts as unfinished: one on its way does not
/// @param headersMax from the first byte of a request to the end of its headers
/// @param bodyMax for a body that is small or does not flow
/// @param bodyBytesPerSecond what a larger body has to reach: each such piece gives it a second
///   more
/// @param idleMax between two requests of a connection
public record ConnectionLimits(
        int connections,
        int perAddress,
        int unfinishedPerAddress,
        Duration unfinishedAfter,
        Duration headersMax,
        Duration bodyMax,
        int bodyBytesPerSecond,
        Duration idleMax) {

    /// The limits documented in `docs/operating/start.md`.
    public static ConnectionLimits standard() {
        return new ConnectionLimits(
                4_096,
                1_024,
                64,
                Duration.ofSeconds(1),
                Duration.ofSeconds(20),
                Duration.ofSeconds(20),
                16_000,
                Duration.ofSeconds(60));
    }

    /// How long a body may take of which so many bytes have come.
    public Duration bodyMax(long bytes) {
        return bodyMax.plusSeconds(bytes / bodyBytesPerSecond);
    }
}
