package scrip.server.signin;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import scrip.server.database.TestDatabase;

/// Who came by single sign-on was invited by nobody; but whoever says which provider is believed
/// could be anybody that it vouches for.
class LetInTest {

    private static final UUID ADMINISTRATOR = new UUID(0, 1);
    private static final UUID ONE = new UUID(0, 2);
    private static final UUID OTHER = new UUID(0, 3);

    @Test
    void whoeverMadeAProviderLetItsPeopleInAndTheseNotEachOther() {
        try (TestDatabase test = TestDatabase.fresh()) {
            test.database()
                    .transact(sql -> {
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
                        sql.sql(
                                        """
                                        insert into identity_providers (
                                            provider, realm, name, issuer, client_id, secret, scopes, made_at,
                                            made_by, maker)
                                        values (:one, 1, 'Vendor', 'https://id.example', 'scrip', 'x', '{}', now(),
                                            'P', :one)
                                        """)
                                .param("one", ADMINISTRATOR)
                                .update();
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
}
