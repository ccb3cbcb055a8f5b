package scrip.server.signin;

import java.time.Duration;

/// The rate limits of callers.
///
/// @param keyEvery the time in which the units of work of an API key are restored, of which each
///   key has its own number
/// @param person one signed-in person
/// @param address one address, shared by all who have not signed in
/// @param wrongToken one address, for requests with invalid tokens
/// @param email one e-mail address, for wrong passwords from all addresses together
/// @param lettersTo one e-mail address, for letters sent to it
/// @param lettersBy one person or key, for letters that they have sent
/// @param passwordTurn how long a password waits at most until it is checked
public record Limits(
        Duration keyEvery,
        Rate person,
        Rate address,
        Rate wrongToken,
        Rate email,
        Rate lettersTo,
        Rate lettersBy,
        Duration passwordTurn) {

    /// These, with the usual limits of letters and for passwords.
    public Limits(Duration keyEvery, Rate person, Rate address, Rate wrongToken, Rate email) {
        this(
                keyEvery,
                person,
                address,
                wrongToken,
                email,
                new Rate(5, Duration.ofHours(1)),
                new Rate(100, Duration.ofHours(1)),
                // Whoever waits for a sign-in gives up after fifteen seconds.
                Duration.ofSeconds(14));
    }

    /// These, with another time that a password waits.
    public Limits withPasswordTurn(Duration most) {
        return new Limits(keyEvery, person, address, wrongToken, email, lettersTo, lettersBy, most);
    }

    /// A rate limit: a number of tries per period.
    ///
    /// @param tries the maximum at once; used tries are restored one by one, all of them within
    ///   `every`
    public record Rate(int tries, Duration every) {}

    /// The limits documented in `docs/operating/start.md`.
    public static Limits standard() {
        return new Limits(
                Duration.ofSeconds(1),
                new Rate(500, Duration.ofSeconds(10)),
                new Rate(1_000, Duration.ofSeconds(10)),
                new Rate(200, Duration.ofMinutes(1)),
                new Rate(100, Duration.ofHours(1)));
    }
}
