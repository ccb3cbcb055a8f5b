package scrip.server.signin;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import scrip.server.database.Records;

/// Reads and writes passkeys and ceremonies.
final class PasskeyStore {

    private static final String COLUMNS =
            """
            select passkey as id, person, credential, attestation, public_key, signature_count,
                backup_eligible, backup_state, transports, label, made_at, last_used_at,
                stopped_at
            from passkeys
            """;

    private PasskeyStore() {}

    /// A passkey.
    ///
    /// @param stoppedAt when the password was reset, if its owner has not confirmed it since; it
    ///   signs nobody in meanwhile
    @SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
    record Row(
            UUID id,
            UUID person,
            byte[] credential,
            byte[] attestation,
            byte[] publicKey,
            long signatureCount,
            boolean backupEligible,
            boolean backupState,
            List<String> transports,
            String label,
            Instant madeAt,
            @Nullable Instant lastUsedAt,
            @Nullable Instant stoppedAt) {}

    static void add(JdbcClient sql, Row row) {
        sql.sql(
                        """
                        insert into passkeys (
                            passkey, person, credential, attestation, public_key, signature_count,
                            backup_eligible, backup_state, transports, label, made_at)
                        values (
                            :id, :person, :credential, :attestation, :publicKey, :signatureCount,
                            :backupEligible, :backupState, :transports, :label, :madeAt)
                        """)
                .params(Records.parameters(row))
                .update();
    }

    static List<Row> of(JdbcClient sql, UUID person) {
        return sql.sql(COLUMNS + "where person = :person order by passkey limit 100")
                .param("person", person)
                .query(Records.of(Row.class))
                .list();
    }

    static Optional<Row> byCredential(JdbcClient sql, byte[] credential) {
        return sql.sql(COLUMNS + "where credential = :credential")
                .param("credential", credential)
                .query(Records.of(Row.class))
                .optional();
    }

    static void use(JdbcClient sql, UUID id, long count, Instant now) {
        sql.sql(
                        """
                        update passkeys
                        set signature_count = :count, last_used_at = :now
                        where passkey = :id
                        """)
                .param("id", id)
                .param("count", count)
                .param("now", now)
                .update();
    }

    /// Stops all passkeys of a person.
    static void stop(JdbcClient sql, UUID person, Instant now) {
        sql.sql(
                        """
                        update passkeys
                        set stopped_at = :now
                        where person = :person
                            and stopped_at is null
                        """)
                .param("person", person)
                .param("now", now)
                .update();
    }

    /// Lets a passkey work again. Returns whether the person has it.
    static boolean confirm(JdbcClient sql, UUID person, UUID id) {
        return sql.sql(
                                """
                                update passkeys
                                set stopped_at = null
                                where passkey = :id
                                    and person = :person
                                """)
                        .param("id", id)
                        .param("person", person)
                        .update()
                > 0;
    }

    static boolean hasWorking(JdbcClient sql, UUID person) {
        return sql.sql(
                        """
                        select exists (
                            select from passkeys
                            where person = :person
                                and stopped_at is null)
                        """)
                .param("person", person)
                .query(Boolean.class)
                .single();
    }

    static boolean remove(JdbcClient sql, UUID person, UUID id) {
        return sql.sql("delete from passkeys where passkey = :id and person = :person")
                        .param("id", id)
                        .param("person", person)
                        .update()
                > 0;
    }

    static void begin(
            JdbcClient sql,
            UUID ceremony,
            @Nullable UUID person,
            byte[] challenge,
            Instant now,
            Instant expiresAt) {
        sql.sql("delete from ceremonies where expires_at <= :now").param("now", now).update();
        sql.sql(
                        """
                        insert into ceremonies (ceremony, person, challenge, expires_at)
                        values (:ceremony, :person, :challenge, :expires)
                        """)
                .param("ceremony", ceremony)
                .param("person", person)
                .param("challenge", challenge)
                .param("expires", expiresAt)
                .update();
    }

    /// Ends a ceremony and returns its challenge.
    static Optional<byte[]> end(JdbcClient sql, UUID ceremony, @Nullable UUID person, Instant now) {
        return sql.sql(
                        """
                        delete from ceremonies
                        where ceremony = :ceremony
                            and person is not distinct from :person
                            and expires_at > :now
                        returning challenge
                        """)
                .param("ceremony", ceremony)
                .param("person", person)
                .param("now", now)
                .query((row, _) -> row.getBytes(1))
                .optional();
    }
}
