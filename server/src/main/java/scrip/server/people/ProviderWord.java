package scrip.server.people;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import scrip.server.database.Records;

/// What the word of an identity provider is worth. Whoever runs an organization's can be each of
/// its people, whenever they like.
public final class ProviderWord {

    private ProviderWord() {}

    private record Place(@Nullable Long account) {}

    /// Whether a provider tells who somebody is for what asks again. One of the vendor does, since
    /// the vendor may let anybody set a new password; an organization's does only for those who
    /// belong nowhere else and have nothing better.
    public static boolean proves(JdbcClient sql, UUID provider, UUID person) {
        Long account =
                sql.sql("select account from identity_providers where provider = :provider")
                        .param("provider", provider)
                        .query(Records.of(Place.class))
                        .single()
                        .account;
        return account == null
                || (!hasOwnWay(sql, person)
                        && Persons.vendorRoles(sql, person).isEmpty()
                        && Persons.seats(sql, person).stream()
                                .allMatch(s -> s.account() == account));
    }

    /// Whether the person of a session may make a way in of their own. What somebody made by the
    /// word of an organization's provider would be the owner's who runs it, wherever the person is
    /// hired later.
    public static boolean makesWaysIn(JdbcClient sql, UUID session, UUID person) {
        return Rights.onlyPlace(sql, session) == null || hasOwnWay(sql, person);
    }

    /// Whether a person has a password, or a passkey that works.
    public static boolean hasOwnWay(JdbcClient sql, UUID person) {
        return sql.sql(
                        """
                        select exists (select from persons where person = :person and password is not null)
                            or exists (select from passkeys where person = :person and stopped_at is null)
                        """)
                .param("person", person)
                .query(Boolean.class)
                .single();
    }
}
