package scrip.server.signin;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import scrip.server.database.Records;

/// Reads and writes sessions and known browsers.
final class SessionStore {

    private static final String COLUMNS =
            """
            select session as id, person, csrf_token, method, address, agent, signed_in_at, proven_at,
                last_used_at, ends_at, second_factor_at, provider
            from sessions
            """;

    private SessionStore() {}

    /// A session.
    ///
    /// @param secondFactorAt when its person gave a second factor in it, or set one up
    /// @param provider by which it began; null if by none
    record Row(
            UUID id,
            UUID person,
            String csrfToken,
            SignInMethod method,
            String address,
            String agent,
            Instant signedInAt,
            Instant provenAt,
            Instant lastUsedAt,
            Instant endsAt,
            @Nullable Instant secondFactorAt,
            @Nullable UUID provider) {

        /// Whether two factors were given in it.
        boolean isWhole() {
            return method == SignInMethod.PASSKEY || secondFactorAt != null;
        }
    }

    static void add(JdbcClient sql, Row row, byte[] hash) {
        sql.sql(
                        """
                        insert into sessions (
                            session, hash, person, csrf_token, method, address, agent, signed_in_at,
                            proven_at, last_used_at, ends_at, second_factor_at, provider)
                        values (
                            :id, :hash, :person, :csrfToken, :method, :address, :agent, :signedInAt,
                            :provenAt, :lastUsedAt, :endsAt, :secondFactorAt,
                            :provider)
                        """)
                .params(Records.parameters(row))
                .param("hash", hash)
                .update();
    }

    static Optional<Row> byHash(JdbcClient sql, byte[] hash) {
        return sql.sql(COLUMNS + "where hash = :hash")
                .param("hash", hash)
                .query(Records.of(Row.class))
                .optional();
    }

    /// A person's session; empty if it has been ended.
    static Optional<Row> one(JdbcClient sql, UUID person, UUID id) {
        return sql.sql(COLUMNS + "where session = :id and person = :person")
                .param("id", id)
                .param("person", person)
                .query(Records.of(Row.class))
                .optional();
    }

    /// A person's sessions that have not ended, last used first.
    static List<Row> of(JdbcClient sql, UUID person, Instant now) {
        return sql.sql(
                        COLUMNS
                                + """
                                where person = :person
                                    and ends_at > :now
                                order by last_used_at desc, session desc
                                limit 200
                                """)
                .param("person", person)
                .param("now", now)
                .query(Records.of(Row.class))
                .list();
    }

    static void use(JdbcClient sql, UUID id, Instant now, Instant endsAt) {
        sql.sql(
                        """
                        update sessions
                        set last_used_at = :now, ends_at = :ends
                        where session = :id
                        """)
                .param("id", id)
                .param("now", now)
                .param("ends", endsAt)
                .update();
    }

    static void prove(JdbcClient sql, UUID id, Instant now) {
        sql.sql("update sessions set proven_at = :now where session = :id")
                .param("id", id)
                .param("now", now)
                .update();
    }

    /// Notes that a session has a second factor.
    static void complete(JdbcClient sql, UUID id, Instant now) {
        sql.sql("update sessions set second_factor_at = :now where session = :id")
                .param("id", id)
                .param("now", now)
                .update();
    }

    /// Forgets the second factors of a person's sessions, since they have none any more.
    static void forgetFactors(JdbcClient sql, UUID person) {
        sql.sql(
                        """
                        update sessions
                        set second_factor_at = null
                        where person = :person
                            and second_factor_at is not null
                        """)
                .param("person", person)
                .update();
    }

    /// Ends a session. Returns whether the person had that session.
    static boolean end(JdbcClient sql, UUID person, UUID id) {
        return sql.sql("delete from sessions where session = :id and person = :person")
                        .param("id", id)
                        .param("person", person)
                        .update()
                > 0;
    }

    /// Ends all sessions of a person.
    ///
    /// @param but a session to be kept; null for none
    static void endAll(JdbcClient sql, UUID person, @Nullable UUID but) {
        sql.sql(
                        """
                        delete from sessions
                        where person = :person
                            and session is distinct from :but
                        """)
                .param("person", person)
                .param("but", but)
                .update();
    }

    /// Deletes the sessions that have ended, of all people.
    static void sweep(JdbcClient sql, Instant now) {
        sql.sql("delete from sessions where ends_at <= :now").param("now", now).update();
    }

    static void addDevice(JdbcClient sql, byte[] hash, UUID person, Instant now) {
        sql.sql(
                        """
                        insert into devices (hash, person, made_at)
                        values (:hash, :person, :now)
                        """)
                .param("hash", hash)
                .param("person", person)
                .param("now", now)
                .update();
    }

    static void forgetDevices(JdbcClient sql, UUID person) {
        sql.sql("delete from devices where person = :person").param("person", person).update();
    }

    static boolean isDevice(JdbcClient sql, byte[] hash, UUID person) {
        return sql.sql(
                        """
                        select exists (
                            select from devices
                            where hash = :hash
                                and person = :person)
                        """)
                .param("hash", hash)
                .param("person", person)
                .query(Boolean.class)
                .single();
    }
}
