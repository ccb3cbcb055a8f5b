package scrip.server.signin;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import scrip.server.database.TestDatabase;
import scrip.server.people.LetIn;

/// Who came by single sign-on was invited by nobody; but whoever says which provider is believed
/// could be anybody that it vouches for.
class LetInTest {

    private static final UUID ADMINISTRATOR = new UUID(0, 1);
    private static final UUID ONE = new UUID(0, 2);
    private static final UUID OTHER = new UUID(0, 3);

    @Test
    void whoeverMadeAProviderLetItsPeopleInAndTheseNotEachOther() {
        isTheOneWhoLetIn(sql -> {
            provider(sql, ADMINISTRATOR);
            sql.sql(
                            """
                            insert into federated_identities
                            select id, :provider, 'https://id.example', id::text, id, null, 'MADE',
                                now(), now(), null
                            from unnest(array[:two, :three]::uuid[]) id
                            """)
                    .param("provider", ADMINISTRATOR)
                    .param("two", ONE)
                    .param("three", OTHER)
                    .update();
        });
    }

    /// Whoever has a directory's key names the address of each of its people.
    @Test
    void whoeverMadeADirectorysKeyLetInWhomItBrought() {
        isTheOneWhoLetIn(LetInTest::directory);
    }

    /// Whether the first of three people let in the others, and these not each other.
    private static void isTheOneWhoLetIn(Consumer<JdbcClient> before) {
        try (TestDatabase test = TestDatabase.fresh()) {
            test.database()
                    .transact(sql -> {
                        people(sql);
                        before.accept(sql);
                        LetIn.keepAll(sql, ADMINISTRATOR, Instant.now());
                        return null;
                    });
            test.database()
                    .readAll(sql -> {
                        assertTrue(LinkStore.isLetIn(sql, ADMINISTRATOR, ONE));
                        assertTrue(LinkStore.isLetIn(sql, ONE, ADMINISTRATOR));
                        assertFalse(LinkStore.isLetIn(sql, ONE, OTHER));
                        return null;
                    });
        }
    }

    private static void people(JdbcClient sql) {
        sql.sql(
                        """
                        insert into persons (person, email, name, locale, made_at)
                        select id, 'p' || row_number() over () || '@vendor.example', 'P', 'en', now()
                        from unnest(array[:one, :two, :three]::uuid[]) id
                        """)
                .param("one", ADMINISTRATOR)
                .param("two", ONE)
                .param("three", OTHER)
                .update();
    }

    private static void provider(JdbcClient sql, @Nullable UUID maker) {
        sql.sql(
                        """
                        insert into identity_providers (
                            provider, realm, name, issuer, client_id, secret, scopes, made_at,
                            made_by, maker)
                        values (:one, 1, 'Vendor', 'https://id.example', 'scrip', 'x', '{}', now(),
                            'P', cast(:maker as uuid))
                        """)
                .param("one", ADMINISTRATOR)
                .param("maker", maker)
                .update();
    }

    /// Two are in a directory with a key that the first made by another key.
    private static void directory(JdbcClient sql) {
        provider(sql, null);
        sql.sql(
                        """
                        insert into api_keys (
                            api_key, realm, name, actions, made_at, made_by, expires_at, maker,
                            maker_key, provider)
                        values
                            (:one, 1, 'ERP', array['product-keys.write'], now(), 'P',
                                now() + interval '1 day', :one, null, null),
                            (:two, 1, 'Directory', array['people.provision'], now(), 'P',
                                now() + interval '1 day', null, :one, :one)
                        """)
                .param("one", ADMINISTRATOR)
                .param("two", ONE)
                .update();
        sql.sql(
                        """
                        insert into directory_users (
                            directory_user, provider, person, user_name, active, made_person,
                            confirmed_at, version, made_at, changed_at)
                        select id, :provider, id, id::text, true, true, now(), 1, now(), now()
                        from unnest(array[:two, :three]::uuid[]) id
                        """)
                .param("provider", ADMINISTRATOR)
                .param("two", ONE)
                .param("three", OTHER)
                .update();
    }
}
