package scrip.server.key;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import scrip.server.database.Database;
import scrip.server.http.ProblemCode;
import scrip.server.http.ProblemException;
import scrip.server.role.Identity;
import scrip.server.role.Revision;

/// Identifies API keys by their secrets, with a cache in front of the database.
public final class KeyRing {

    /// The prefix of every secret of a live key.
    public static final String LIVE = "scrip_live_";

    /// The prefix of every secret of a sandbox's key.
    public static final String TEST = "scrip_test_";

    /// How long a cached key is trusted, since another server may have changed it.
    private static final Duration REMEMBERED = Duration.ofSeconds(5);

    /// The minimum time between two updates of a key's last use.
    private static final Duration USED_EVERY = Duration.ofMinutes(1);

    private static final int REMEMBERED_MAX = 10_000;

    private final Database database;
    private final Revision revision;
    private final InstantSource clock;
    private final Map<String, Remembered> remembered = new ConcurrentHashMap<>();
    private final Map<String, CompletableFuture<Optional<Remembered>>> reading =
            new ConcurrentHashMap<>();
    private final Map<UUID, Instant> used = new ConcurrentHashMap<>();

    KeyRing(Database database, Revision revision, InstantSource clock) {
        this.database = database;
        this.revision = revision;
        this.clock = clock;
    }

    private record Remembered(
            UUID secret, KeyRights.Working working, Instant endsAt, long revision, Instant readAt) {

        boolean isFresh(long revisionNow, Instant now) {
            // A clock that was set back makes nothing fresh.
            boolean recent = Duration.between(readAt, now).abs().compareTo(REMEMBERED) <= 0;
            return revision == revisionNow && recent;
        }
    }

    /// Whether a token has the form of a key.
    public static boolean isKey(String token) {
        return token.startsWith(LIVE) || token.startsWith(TEST);
    }

    /// The identity of a key's secret, if it is valid.
    ///
    /// @param address where it is used from
    /// @throws ProblemException if it is valid, but not there
    public Optional<Identity> identity(String token, String address) {
        String key = Secret.text(Secret.hash(token));
        Instant now = clock.instant();
        Remembered known = remembered.get(key);
        while (known == null || !known.isFresh(revision.now(), now)) {
            Optional<Remembered> read = readOnce(token, key, now);
            if (read.isEmpty()) {
                return Optional.empty();
            }
            known = read.get();
        }
        if (!known.endsAt.isAfter(now)) {
            return Optional.empty();
        }
        if (!known.working.worksFrom(address)) {
            throw new ProblemException(
                    ProblemCode.KEY_ADDRESS_REFUSED,
                    "this key does not work from "
                            + address
                            + ": its maker listed other addresses");
        }
        use(known.secret, now, address);
        return Optional.of(known.working.identity());
    }

    /// Reads a key from the database once for all who ask meanwhile: a product asks many thousand
    /// times a second, all with one key, and connections are few.
    private Optional<Remembered> readOnce(String token, String key, Instant now) {
        CompletableFuture<Optional<Remembered>> mine = new CompletableFuture<>();
        CompletableFuture<Optional<Remembered>> other = reading.putIfAbsent(key, mine);
        if (other != null) {
            return awaited(other);
        }
        try {
            Optional<Remembered> read = Optional.ofNullable(read(token, now));
            if (read.isEmpty()) {
                remembered.remove(key);
            } else {
                if (remembered.size() >= REMEMBERED_MAX) {
                    remembered.clear();
                }
                remembered.put(key, read.get());
            }
            mine.complete(read);
            return read;
        } catch (RuntimeException failed) {
            mine.completeExceptionally(failed);
            throw failed;
        } finally {
            reading.remove(key);
        }
    }

    private static Optional<Remembered> awaited(CompletableFuture<Optional<Remembered>> other) {
        try {
            return other.join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        }
    }

    private @Nullable Remembered read(String token, Instant now) {
        long seen = revision.now();
        return database.readAll(sql -> {
            KeyStore.KeyMatch found = KeyStore.byHash(sql, Secret.hash(token)).orElse(null);
            KeyRights.Working working =
                    found == null ? null : KeyRights.of(sql, found.key(), now).orElse(null);
            if (found == null || working == null) {
                return null;
            }
            Instant secretEnds = found.secret().endsAt();
            return new Remembered(
                    found.secret().id(),
                    working,
                    secretEnds.isBefore(working.endsAt()) ? secretEnds : working.endsAt(),
                    seen,
                    now);
        });
    }

    private void use(UUID secret, Instant now, String address) {
        Instant last = used.get(secret);
        if (last != null && last.plus(USED_EVERY).isAfter(now)) {
            return;
        }
        boolean mine =
                last == null
                        ? used.putIfAbsent(secret, now) == null
                        : used.replace(secret, last, now);
        if (!mine) {
            return;
        }
        database.transact(sql -> {
            KeyStore.used(sql, secret, now, address);
            return null;
        });
    }
}
