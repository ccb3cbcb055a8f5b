package scrip.server.federation;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import scrip.server.database.Records;

/// Reads and writes who was sent to a provider and has not come back yet.
final class AuthorizationRequests {

    private AuthorizationRequests() {}

    /// What somebody went to a provider for.
    enum Purpose {
        SIGN_IN,
        /// To link who they are there with who they are here.
        LINK,
        /// To prove that it is still them, before something that makes a way in.
        PROOF
    }

    /// @param state SHA-256 of the state
    /// @param browser SHA-256 of the cookie of the browser that began
    /// @param secrets nonce and code verifier, encrypted
    /// @param person who links or proves; null for a sign-in
    @SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
    record Row(
            UUID id,
            UUID provider,
            byte[] state,
            byte[] browser,
            byte[] secrets,
            Purpose purpose,
            @Nullable UUID person,
            @Nullable UUID session,
            Instant madeAt,
            Instant expiresAt) {}

    /// Adds one, and deletes those that have ended.
    static void add(JdbcClient sql, Row row) {
        sql.sql("delete from authorization_requests where expires_at <= :now")
                .param("now", row.madeAt())
                .update();
        sql.sql(
                        """
                        insert into authorization_requests (
                            request, provider, state, browser, secrets, purpose, person, session, made_at,
                            expires_at)
                        values (
                            :id, :provider, :state, :browser, :secrets, :purpose, :person, :session, :madeAt,
                            :expiresAt)
                        """)
                .params(Records.parameters(row))
                .update();
    }

    /// Takes one: it is there no longer, whatever comes of it.
    static Optional<Row> take(JdbcClient sql, byte[] state) {
        return sql.sql(
                        """
                        delete from authorization_requests
                        where state = :state
                        returning request as id, provider, state, browser, secrets, purpose, person, session,
                            made_at, expires_at
                        """)
                .param("state", state)
                .query(Records.of(Row.class))
                .optional();
    }
}
