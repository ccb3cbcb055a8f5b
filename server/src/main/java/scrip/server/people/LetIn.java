package scrip.server.people;

import java.time.Instant;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Keeps who let whom in by an identity provider or its directory: whoever says which provider is
/// believed could be anybody whom it vouches for, and so could whoever has the directory's key.
/// Nothing takes it back, so it does not matter who saves the provider later, or removes it.
public final class LetIn {

    /// Whoever may have been behind a provider: who set it up, who made the keys of its directory,
    /// and who made the keys that made these.
    private static final String BY =
            """
            with recursive line (maker, maker_key) as (
                select maker, maker_key
                from api_keys
                where provider = :provider
                union
                select k.maker, k.maker_key
                from line l
                join api_keys k on k.api_key = l.maker_key)
            insert into let_in (person, maker, at)
            select p.person, m.maker, :now
            from (
                select maker from identity_providers where provider = :provider
                union
                select maker from line) m
            cross join (%s) p
            where m.maker <> p.person
            on conflict do nothing
            """;

    private static final String ONE = BY.formatted("select cast(:person as uuid) as person");

    private static final String ALL =
            BY.formatted(
                    """
                    select person from federated_identities where provider = :provider
                    union
                    select person from directory_users where provider = :provider
                    """);

    private LetIn() {}

    /// Keeps it for a person whom a provider or its directory knows from now on.
    public static void keep(JdbcClient sql, UUID provider, UUID person, Instant now) {
        sql.sql(ONE).param("provider", provider).param("person", person).param("now", now).update();
    }

    /// Keeps it for all whom a provider and its directory know, since somebody else may be behind
    /// it from now on.
    public static void keepAll(JdbcClient sql, UUID provider, Instant now) {
        sql.sql(ALL).param("provider", provider).param("now", now).update();
    }

    /// Whether one of two people let the other in.
    public static boolean isSo(JdbcClient sql, UUID one, UUID other) {
        return sql.sql(
                        """
                        select exists (
                            select from let_in
                            where (maker = :one and person = :other)
                                or (maker = :other and person = :one))
                        """)
                .param("one", one)
                .param("other", other)
                .query(Boolean.class)
                .single();
    }
}
