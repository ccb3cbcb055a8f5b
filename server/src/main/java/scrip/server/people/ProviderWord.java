package scrip.server.people;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import scrip.core.organization.OrganizationId;
import scrip.server.database.Records;
import scrip.server.role.Identity;
import scrip.server.role.Permission;

/// What the word of an identity provider is worth. Whoever runs an organization's can be each of
/// its people, whenever they like.
public final class ProviderWord {

    private ProviderWord() {}

    private record Place(@Nullable Long account) {}

    private record Answerer(
            @Nullable UUID maker, int realm, @Nullable OrganizationId organization) {}

    /// Whether whoever last said where a provider is, and whom it is believed about, may still say
    /// so. If not, it signs nobody in until somebody who may has saved it again: whom it knows it
    /// would sign in for somebody who was sent away.
    public static boolean isAnsweredFor(JdbcClient sql, UUID provider) {
        Answerer answerer =
                sql.sql(
                                """
                                select i.maker, i.realm, a.id as organization
                                from identity_providers i
                                left join accounts a on a.account = i.account
                                where i.provider = :provider
                                """)
                        .param("provider", provider)
                        .query(Records.of(Answerer.class))
                        .single();
        Identity maker = Rights.ofMaker(sql, answerer.maker);
        return answerer.organization == null
                ? maker.may(Permission.VENDOR_SIGN_ON_WRITE)
                : maker.may(Permission.SIGN_ON_WRITE, answerer.realm, answerer.organization);
    }

    /// A provider in use for which somebody answers.
    record Answered(UUID provider, int realm, @Nullable Long account) {}

    /// Those for which a person answers, by what they may do now.
    static List<Answered> answeredBy(JdbcClient sql, UUID maker) {
        return sql
                .sql(
                        """
                        select provider, realm, account
                        from identity_providers
                        where maker = :maker
                            and enabled
                        order by provider
                        """)
                .param("maker", maker)
                .query(Records.of(Answered.class))
                .list()
                .stream()
                .filter(a -> isAnsweredFor(sql, a.provider))
                .toList();
    }

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
