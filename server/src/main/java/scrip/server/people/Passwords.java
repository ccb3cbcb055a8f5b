package scrip.server.people;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.crypto.password4j.Argon2Password4jPasswordEncoder;
import scrip.server.http.ProblemCode;
import scrip.server.http.ProblemException;

/// Hashes passwords with Argon2id. Each check takes a fifth of a second and 19 MB by design, so
/// only a few run at once.
public final class Passwords {

    private static final int MEMORY_KIB = 19_456;
    private static final int ITERATIONS = 2;
    private static final int PARALLELISM = 1;
    private static final int HASH_BYTES = 32;
    private static final int AT_ONCE_MAX = 4;
    private static final int WAIT_SECONDS_MAX = 10;
    private static final int CHARACTERS_MIN = 12;
    private static final int DIFFERENT_MIN = 5;

    /// The most guessed passwords that are long enough.
    private static final List<String> GUESSED =
            List.of("password", "passwort", "qwertyuiop", "123456789", "letmein", "adminadmin");

    /// Made for the first password: it keeps the memory of one check.
    private static final class Argon {
        static final PasswordEncoder ENCODER =
                new Argon2Password4jPasswordEncoder(
                        Argon2Function.getInstance(
                                MEMORY_KIB, ITERATIONS, PARALLELISM, HASH_BYTES, Argon2.ID));
    }

    private final Semaphore turns = new Semaphore(AT_ONCE_MAX, true);

    /// A dummy hash, checked for unknown users, so that the response time reveals nothing.
    private @Nullable String ofNobody;

    /// The hash of a password, as stored.
    ///
    /// @throws ProblemException if it is too easily guessed
    public String hash(String password, String email) {
        String low = password.toLowerCase(Locale.ROOT);
        String local = email.substring(0, Math.max(0, email.indexOf('@')));
        if (password.length() < CHARACTERS_MIN) {
            throw weak("it needs " + CHARACTERS_MIN + " characters or more: take a few words");
        }
        if (GUESSED.stream().anyMatch(low::contains)
                || password.chars().distinct().count() < DIFFERENT_MIN
                || (local.length() > 3 && low.contains(local))) {
            throw weak("it is easily guessed: take a few words that have nothing to do with you");
        }
        return inTurn(() -> encoded(password));
    }

    /// Whether a password is the stored one.
    ///
    /// @param stored null if there is no such user; the check takes as long
    public boolean matches(String password, @Nullable String stored) {
        return inTurn(() -> {
            boolean same = Argon.ENCODER.matches(password, stored == null ? ofNobody() : stored);
            return same && stored != null;
        });
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

    private <T> T inTurn(Supplier<T> work) {
        try {
            if (!turns.tryAcquire(WAIT_SECONDS_MAX, TimeUnit.SECONDS)) {
                throw new ProblemException(
                        ProblemCode.BUSY,
                        "too many people are signing in: try again a little later");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new ProblemException(
                    ProblemCode.STOPPING, "this server is stopping: repeat the request");
        }
        try {
            return work.get();
        } finally {
            turns.release();
        }
    }

    private static ProblemException weak(String detail) {
        return new ProblemException(ProblemCode.PASSWORD_NOT_ACCEPTED, detail);
    }
}
