package scrip.server.signing;

import com.github.f4b6a3.uuid.UuidCreator;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import scrip.server.catalog.CatalogReader;
import scrip.server.database.Database;
import scrip.server.license.LicenseKey;
import scrip.server.signin.SealedSecrets;

/// Signs with the current key, and rotates the keys. They are read from the database now and then,
/// so that all servers of an installation sign with the same.
public final class SigningKeys {

    private static final Logger LOG = LoggerFactory.getLogger(SigningKeys.class);
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    /// How long the published keys may be kept without asking again.
    static final Duration KEPT = Duration.ofMinutes(5);

    /// How long a key is published at least before it signs: whoever keeps keys has asked again by
    /// then, and every server has read it.
    static final Duration PUBLISHED_BEFORE = KEPT.multipliedBy(2);

    /// How long a key is published after it signed last: no answer is longer.
    static final Duration PUBLISHED_AFTER = CatalogReader.OFFLINE_MAX.plus(PUBLISHED_BEFORE);

    /// After how long the keys are read again.
    private static final Duration READ_EVERY = Duration.ofSeconds(30);

    private final Database database;
    private final InstantSource clock;
    private final SealedSecrets secrets;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile @Nullable Ring ring;

    /// @param clock by which keys begin and end, which is none of a realm
    SigningKeys(Database database, InstantSource clock, LicenseKey installation) {
        this.database = database;
        this.clock = clock;
        this.secrets = new SealedSecrets(installation, "scrip answers: signing keys");
    }

    /// The keys as they were read.
    ///
    /// @param readAt or last tried to be read
    private record Ring(List<SigningKey> keys, UUID current, PrivateKey signing, Instant readAt) {}

    /// What a rotation has done.
    record Rotated(List<SigningKey> before, List<SigningKey> after) {}

    /// JSON signed by the current key, as a JWS in its compact form.
    ///
    /// @param type what is signed, so that nobody takes it for something else
    public String signed(String type, byte[] json) {
        Ring now = ring();
        String header =
                "{\"alg\":\"EdDSA\",\"typ\":\"" + type + "\",\"kid\":\"" + now.current + "\"}";
        String text = encoded(header.getBytes(StandardCharsets.US_ASCII)) + "." + encoded(json);
        byte[] signature = Ed25519.signed(now.signing, text.getBytes(StandardCharsets.US_ASCII));
        return text + "." + encoded(signature);
    }

    private static String encoded(byte[] bytes) {
        return BASE64.encodeToString(bytes);
    }

    /// The keys that are told to everybody.
    List<SigningKey> published() {
        return ring().keys;
    }

    /// The next key signs from now on.
    ///
    /// @param compromised whether the current one became known: then it is published no more, and
    ///   the next signs even if it was not published for long
    /// @return empty if the next one was not published for long enough
    Optional<Rotated> rotate(boolean compromised) {
        Instant now = clock.instant();
        Optional<Rotated> rotated =
                database.transact(sql -> {
                    List<SigningKey> before = complete(sql, now);
                    SigningKey next = of(before, SigningKey.State.NEXT).orElseThrow();
                    if (!compromised && next.madeAt().plus(PUBLISHED_BEFORE).isAfter(now)) {
                        return Optional.empty();
                    }
                    SigningKeyStore.end(
                            sql,
                            of(before, SigningKey.State.CURRENT).orElseThrow().id(),
                            now,
                            compromised ? now : now.plus(PUBLISHED_AFTER));
                    return Optional.of(new Rotated(before, complete(sql, now)));
                });
        read();
        return rotated;
    }

    private Ring ring() {
        Ring known = ring;
        if (known == null) {
            return read();
        }
        if (known.readAt.plus(READ_EVERY).isBefore(clock.instant()) && reading.tryLock()) {
            try {
                return read();
            } catch (DataAccessException away) {
                LOG.warn("the signing keys cannot be read now: {}", away.getMessage());
                ring = new Ring(known.keys, known.current, known.signing, clock.instant());
            } finally {
                reading.unlock();
            }
        }
        return known;
    }

    private Ring read() {
        reading.lock();
        try {
            Instant now = clock.instant();
            List<SigningKey> keys = database.readAll(sql -> SigningKeyStore.published(sql, now));
            if (!isComplete(keys)) {
                keys = database.transact(sql -> complete(sql, now));
            }
            SigningKey current = of(keys, SigningKey.State.CURRENT).orElseThrow();
            PrivateKey signing = Ed25519.privateKey(opened(current).orElseThrow());
            Ring read = new Ring(keys, current.id(), signing, now);
            ring = read;
            return read;
        } finally {
            reading.unlock();
        }
    }

    private boolean isComplete(List<SigningKey> keys) {
        return of(keys, SigningKey.State.NEXT).flatMap(this::opened).isPresent()
                && of(keys, SigningKey.State.CURRENT).flatMap(this::opened).isPresent();
    }

    /// Sees to it that there is one that signs and one that will. What another installation's key
    /// encrypted, in a database that was restored beside a new one, signs no more.
    private List<SigningKey> complete(JdbcClient sql, Instant now) {
        for (SigningKey key : SigningKeyStore.published(sql, now)) {
            if (key.secret() != null && opened(key).isEmpty()) {
                boolean signed = key.state() == SigningKey.State.CURRENT;
                SigningKeyStore.end(sql, key.id(), now, signed ? now.plus(PUBLISHED_AFTER) : now);
            }
        }
        List<SigningKey> left = SigningKeyStore.published(sql, now);
        if (of(left, SigningKey.State.CURRENT).isEmpty()) {
            UUID next = of(left, SigningKey.State.NEXT).map(SigningKey::id).orElse(null);
            SigningKeyStore.begin(sql, next == null ? make(sql, now) : next, now);
            left = SigningKeyStore.published(sql, now);
        }
        if (of(left, SigningKey.State.NEXT).isEmpty()) {
            make(sql, now);
            left = SigningKeyStore.published(sql, now);
        }
        return left;
    }

    private UUID make(JdbcClient sql, Instant now) {
        UUID id = UuidCreator.getTimeOrderedEpoch();
        KeyPair pair = Ed25519.fresh();
        SigningKeyStore.add(
                sql,
                id,
                Ed25519.bytes(pair.getPublic()),
                secrets.sealed(id, pair.getPrivate().getEncoded()),
                now);
        return id;
    }

    private Optional<byte[]> opened(SigningKey key) {
        byte[] secret = key.secret();
        return secret == null
                ? Optional.empty()
                : Optional.ofNullable(secrets.opened(key.id(), secret));
    }

    private static Optional<SigningKey> of(List<SigningKey> keys, SigningKey.State state) {
        return keys.stream().filter(k -> k.state() == state).findFirst();
    }
}
