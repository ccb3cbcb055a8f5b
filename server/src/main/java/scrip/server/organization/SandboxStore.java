package scrip.server.organization;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Removes sandboxes. Facts are never deleted, and the installation log covers them, so what was
/// booked in a sandbox stays; what gives anybody a way into it ends.
final class SandboxStore {

    private static final String ACCOUNTS = "select account from accounts where realm = :realm";

    private SandboxStore() {}

    /// How much ended with a sandbox.
    ///
    /// @param people who had a place in it
    /// @param sessions of those who have a place nowhere else
    record Ended(int keys, int links, int people, int sessions) {}

    static Ended remove(JdbcClient sql, int realm, Instant now) {
        sql.sql("update realms set removed_at = :now where realm = :realm and removed_at is null")
                .param("realm", realm)
                .param("now", now)
                .update();
        int keys = endKeys(sql, realm, now);
        int links = endLinks(sql, realm, now);
        List<UUID> people =
                sql.sql("select distinct person from members where account in (" + ACCOUNTS + ")")
                        .param("realm", realm)
                        .query(UUID.class)
                        .list();
        sql.sql("delete from members where account in (" + ACCOUNTS + ")")
                .param("realm", realm)
                .update();
        endProviders(sql, realm);
        return new Ended(keys, links, people.size(), endSessions(sql, people));
    }

    private static int endKeys(JdbcClient sql, int realm, Instant now) {
        sql.sql(
                        """
                        update api_secrets s
                        set ends_at = :now
                        from api_keys k
                        where k.api_key = s.api_key
                            and k.realm = :realm
                            and s.ends_at > :now
                        """)
                .param("realm", realm)
                .param("now", now)
                .update();
        return sql.sql(
                        """
                        update api_keys
                        set revoked_at = :now
                        where realm = :realm
                            and revoked_at is null
                        """)
                .param("realm", realm)
                .param("now", now)
                .update();
    }

    private static int endLinks(JdbcClient sql, int realm, Instant now) {
        return sql.sql(
                        """
                        update links
                        set revoked_at = :now
                        where account in (
                        """
                                + ACCOUNTS
                                + """
                                )
                                    and used_at is null
                                    and revoked_at is null
                                """)
                .param("realm", realm)
                .param("now", now)
                .update();
    }

    /// Nobody signs in by its identity providers any more, nor gets a role by one.
    private static void endProviders(JdbcClient sql, int realm) {
        sql.sql(
                        """
                        update identity_providers
                        set enabled = false
                        where account in (
                        """
                                + ACCOUNTS
                                + ")")
                .param("realm", realm)
                .update();
        sql.sql(
                        """
                        delete from sessions
                        where provider in (
                            select provider
                            from identity_providers
                            where account in (
                        """
                                + ACCOUNTS
                                + "))")
                .param("realm", realm)
                .update();
    }

    /// Ends the sessions of people who have a place nowhere any more.
    private static int endSessions(JdbcClient sql, List<UUID> people) {
        return sql.sql(
                        """
                        delete from sessions s
                        where s.person = any (cast(:people as uuid[]))
                            and not exists (select from staff t where t.person = s.person)
                            and not exists (select from members m where m.person = s.person)
                        """)
                .param("people", people)
                .update();
    }
}
