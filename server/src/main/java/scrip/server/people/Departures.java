package scrip.server.people;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What ends with somebody's roles in an organization, or at the vendor.
public final class Departures {

    /// A person's, by the providers of a place.
    private static final String OF_PROVIDERS =
            """
                and person = :person
                and provider in (
                    select provider
                    from identity_providers
                    where account is not distinct from :account)
            """;

    private Departures() {}

    /// Ends what was open for a person before their rights changed: links with which to set their
    /// password, wherever they were made, and invitations to the same place.
    static void endLinks(JdbcClient sql, @Nullable Long account, UUID person, Instant now) {
        sql.sql(
                        """
                        update links l
                        set revoked_at = :now
                        from persons p
                        where p.person = :person
                            and (l.person = p.person
                                or (l.kind = 'INVITATION'
                                    and l.email = p.email
                                    and l.account is not distinct from :account))
                            and l.used_at is null
                            and l.revoked_at is null
                        """)
                .param("account", account)
                .param("person", person)
                .param("now", now)
                .update();
    }

    /// A person is removed from a place: whom its providers know stops being them, and the sessions
    /// that began by these end. So nobody comes back by single sign-on who was sent away here.
    public static void leave(JdbcClient sql, @Nullable Long account, UUID person, Instant now) {
        sql.sql(
                        """
                        update federated_identities
                        set stopped_at = :now
                        where stopped_at is null
                        """
                                + OF_PROVIDERS)
                .param("account", account)
                .param("person", person)
                .param("now", now)
                .update();
        sql.sql(
                        """
                        delete from sessions
                        where provider is not null
                        """
                                + OF_PROVIDERS)
                .param("account", account)
                .param("person", person)
                .update();
    }

    /// A person is let in again.
    public static void comeBack(JdbcClient sql, @Nullable Long account, UUID person) {
        sql.sql(
                        """
                        update federated_identities
                        set stopped_at = null
                        where stopped_at is not null
                        """
                                + OF_PROVIDERS)
                .param("account", account)
                .param("person", person)
                .update();
    }
}
