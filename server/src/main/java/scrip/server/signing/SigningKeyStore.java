package scrip.server.signing;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import scrip.server.database.Records;

/// Reads and writes keys that sign answers.
final class SigningKeyStore {

    private SigningKeyStore() {}

    /// The keys that are told to everybody: the next and the current first, then the former, the
    /// last first.
    static List<SigningKey> published(JdbcClient sql, Instant now) {
        return sql.sql(
                        """
                        select signing_key as id, public_key, secret, made_at, signs_from, signs_until,
                            published_until
                        from signing_keys
                        where published_until is null or published_until > :now
                        order by signs_until desc nulls first, signs_from nulls first, signing_key
                        """)
                .param("now", now)
                .query(Records.of(SigningKey.class))
                .list();
    }

    /// Adds the next one.
    static void add(JdbcClient sql, UUID id, byte[] publicKey, byte[] secret, Instant now) {
        sql.sql(
                        """
                        insert into signing_keys (signing_key, public_key, secret, made_at)
                        values (:id, :publicKey, :secret, :now)
                        """)
                .param("id", id)
                .param("publicKey", publicKey)
                .param("secret", secret)
                .param("now", now)
                .update();
    }

    /// The next one signs from now on.
    static void begin(JdbcClient sql, UUID id, Instant now) {
        sql.sql("update signing_keys set signs_from = :now where signing_key = :id")
                .param("id", id)
                .param("now", now)
                .update();
    }

    /// One signs no more.
    static void end(JdbcClient sql, UUID id, Instant now, Instant publishedUntil) {
        sql.sql(
                        """
                        update signing_keys
                        set secret = null, signs_until = :now, published_until = :publishedUntil
                        where signing_key = :id
                        """)
                .param("id", id)
                .param("now", now)
                .param("publishedUntil", publishedUntil)
                .update();
    }
}
