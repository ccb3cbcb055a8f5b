package scrip.server.people;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.crypto.password4j.Argon2Password4jPasswordEncoder;
import scrip.server.http.Problem;
import scrip.server.http.ProblemCode;
import scrip.server.http.ProblemException;

/// Hashes passwords with Argon2id. Each check takes a twentieth of a second and 19 MB by design, so
/// only a few run at once, and whoever waits is taken in turn by address.
public final class Passwords {

    private static final int MEMORY_KIB = 19_456;
    private static final int ITERATIONS = 2;
    private static final int PARALLELISM = 1;
    private static final int HASH_BYTES = 32;
    private static final int AT_ONCE_MAX = 4;
    private static final int WAITING_MAX = 200;

    /// Made for the first password: it keeps the memory of one check.
    private static final class Argon {
        static final PasswordEncoder ENCODER =
                new Argon2Password4jPasswordEncoder(
                        Argon2Function.getInstance(
                                MEMORY_KIB, ITERATIONS, PARALLELISM, HASH_BYTES, Argon2.ID));
    }

    private final Turns turns;

    /// A dummy hash, checked for unknown users, so that the response time reveals nothing.
    private @Nullable String ofNobody;

    /// @param turnMax how long a password waits for its turn
    public Passwords(Duration turnMax) {
        turns = new Turns(AT_ONCE_MAX, WAITING_MAX, Math.toIntExact(turnMax.toSeconds()));
    }

    /// The hash of a password, as stored.
    ///
    /// @param address who asks
    /// @param own names and addresses of the person, which are guessed first
    /// @throws ProblemException if it is too easily guessed
    public String hash(String address, String password, List<String> own) {
        return turns.take(
                address,
                () -> {
                    PasswordStrength.Weakness weakness = PasswordStrength.of(password, own);
                    if (weakness != null) {
                        throw new ProblemException(
                                Problem.of(ProblemCode.PASSWORD_NOT_ACCEPTED, weakness.detail())
                                        .because(weakness));
                    }
                    return encoded(password);
                });
    }

    /// Checks passwords of somebody whose turn it is.
    public interface Check {

        /// Whether a password is the stored one.
        ///
        /// @param stored null if there is no such user; the check takes as long
        boolean matches(String password, @Nullable String stored);
    }

    /// Does what belongs to a check of a password when it is the caller's turn: a crowd asks
    /// neither the processor nor the database for more than a few at once.
    ///
    /// @param address who asks
    public <T extends @Nullable Object> T inTurn(String address, Function<Check, T> work) {
        return turns.take(address, () -> work.apply(this::matches));
    }

    private boolean matches(String password, @Nullable String stored) {
        boolean same = Argon.ENCODER.matches(password, stored == null ? ofNobody() : stored);
        return same && stored != null;
    }

    private synchronized String ofNobody() {
        if (ofNobody == null) {
            ofNobody = encoded("nobody has this password");
        }
        return ofNobody;
    }

    private String encoded(String password) {
        String encoded = Argon.ENCODER.encode(password);
        if (encoded == null) {
            throw new IllegalStateException("a password is there");
        }
        return encoded;
    }
}
