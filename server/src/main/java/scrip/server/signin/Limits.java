package scrip.server.signin;

import java.time.Duration;

/// How often each caller may ask.
///
/// @param key one API key
/// @param person one person who has signed in
/// @param address one address, of all who have not
/// @param wrongToken one address, with tokens that are nobody's
public record Limits(Rate key, Rate person, Rate address, Rate wrongToken) {

    /// So many tries in so much time.
    ///
    /// @param tries at once; as many come back, one by one, in `every`
    public record Rate(int tries, Duration every) {}

    /// Those of `docs/operating/start.md`.
    public static Limits standard() {
        return new Limits(
                new Rate(2_000, Duration.ofSeconds(1)),
                new Rate(500, Duration.ofSeconds(10)),
                new Rate(1_000, Duration.ofSeconds(10)),
                new Rate(200, Duration.ofMinutes(1)));
    }
}
