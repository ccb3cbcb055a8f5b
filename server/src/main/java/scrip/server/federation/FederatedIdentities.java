package scrip.server.federation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import scrip.server.database.Records;
import scrip.server.people.ProviderWord;

/// Reads and writes who is who at a provider.
final class FederatedIdentities {

    /// How many a person may have.
    static final int MOST = 20;

    private static final String COLUMNS =
            """
            select identity as id, provider, issuer, subject, person, email, linked_by, linked_at, last_used_at,
                stopped_at
            from federated_identities
            """;

    private FederatedIdentities() {}

    /// How an identity was linked with a person.
    enum LinkedBy {
        /// By them, in their profile.
        PERSON,
        /// By a verified address in the provider's domain.
        ADDRESS,
        /// It made the person.
        MADE
    }

    /// @param email as the provider said it last
    /// @param stoppedAt when the person was removed where the provider is
    record Row(
            UUID id,
            UUID provider,
            String issuer,
            String subject,
            UUID person,
            @Nullable String email,
            LinkedBy linkedBy,
            Instant linkedAt,
            Instant lastUsedAt,
            @Nullable Instant stoppedAt) {}

    static Optional<Row> of(JdbcClient sql, String issuer, String subject) {
        return sql.sql(COLUMNS + "where issuer = :issuer and subject = :subject")
                .param("issuer", issuer)
                .param("subject", subject)
                .query(Records.of(Row.class))
                .optional();
    }

    /// A person's, oldest first.
    static List<Row> of(JdbcClient sql, UUID person) {
        return sql.sql(COLUMNS + "where person = :person order by identity limit :most")
                .param("person", person)
                .param("most", MOST)
                .query(Records.of(Row.class))
                .list();
    }

    static void add(JdbcClient sql, Row row) {
        sql.sql(
                        """
                        insert into federated_identities (
                            identity, provider, issuer, subject, person, email, linked_by, linked_at,
                            last_used_at, stopped_at)
                        values (
                            :id, :provider, :issuer, :subject, :person, :email, :linkedBy, :linkedAt,
                            :lastUsedAt, :stoppedAt)
                        """)
                .params(Records.parameters(row))
                .update();
    }

    static void use(JdbcClient sql, UUID id, @Nullable String email, Instant now) {
        sql.sql(
                        """
                        update federated_identities
                        set email = :email, last_used_at = :now
                        where identity = :id
                        """)
                .param("id", id)
                .param("email", email)
                .param("now", now)
                .update();
    }

    /// Its person has linked it anew.
    static void resume(JdbcClient sql, UUID id) {
        sql.sql("update federated_identities set stopped_at = null where identity = :id")
                .param("id", id)
                .update();
    }

    /// Removes one of a person's. Returns whether they had it.
    static boolean remove(JdbcClient sql, UUID person, UUID id) {
        return sql.sql(
                                """
                                delete from federated_identities
                                where identity = :id
                                    and person = :person
                                """)
                        .param("id", id)
                        .param("person", person)
                        .update()
                > 0;
    }

    static void removeAll(JdbcClient sql, UUID provider) {
        sql.sql("delete from federated_identities where provider = :provider")
                .param("provider", provider)
                .update();
    }

    /// Whether a person can sign in in another way: by a password, a passkey, or an identity.
    static boolean hasOtherWay(JdbcClient sql, UUID person) {
        return ProviderWord.hasOwnWay(sql, person)
                || of(sql, person).stream().anyMatch(row -> row.stoppedAt() == null);
    }

    /// Ends all sessions that began by a provider.
    static void endSessions(JdbcClient sql, UUID provider) {
        sql.sql("delete from sessions where provider = :provider")
                .param("provider", provider)
                .update();
    }

    /// Ends those of a person.
    static void endSessions(JdbcClient sql, UUID provider, UUID person) {
        sql.sql("delete from sessions where provider = :provider and person = :person")
                .param("provider", provider)
                .param("person", person)
                .update();
    }
}
