package scrip.server.federation;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import scrip.server.database.Records;
import scrip.server.http.ProblemException;
import scrip.server.people.Grants;
import scrip.server.people.ProviderRoles;
import scrip.server.people.Rights;
import scrip.server.role.Identity;

/// Gives people the roles of their groups, each time they sign in.
final class GroupRoles {

    private GroupRoles() {}

    /// What came of it.
    ///
    /// @param kept why roles stayed that would have changed; null if none did
    record Outcome(ProviderRoles.@Nullable Change change, @Nullable String kept) {

        static final Outcome NOTHING = new Outcome(null, null);

        boolean changed() {
            return change != null && !change.isNone();
        }
    }

    static Outcome apply(
            JdbcClient sql,
            IdentityProvider provider,
            UUID person,
            Map<String, Object> claims,
            Instant now) {
        String claim = provider.groupsClaim();
        if (claim == null) {
            return Outcome.NOTHING;
        }
        return switch (Groups.of(claims, claim)) {
            case Groups.Untold untold -> new Outcome(null, untold.why().name());
            case Groups.Told told -> given(sql, provider, person, told.names(), now);
        };
    }

    private static Outcome given(
            JdbcClient sql,
            IdentityProvider provider,
            UUID person,
            Set<String> groups,
            Instant now) {
        Set<String> wanted = new TreeSet<>();
        Set<String> lapsed = new TreeSet<>();
        for (IdentityProvider.GroupRole one : IdentityProviders.roles(sql, provider.id())) {
            if (groups.contains(one.group())) {
                boolean may =
                        may(sql, Rights.ofMaker(sql, one.writer()), provider, person, one.role());
                (may ? wanted : lapsed).add(one.role());
            }
        }
        lapsed.removeAll(wanted);
        // What whoever wrote it may give no longer is given to nobody else, and taken from nobody.
        Set<String> present = ProviderRoles.of(sql, provider.id(), provider.account(), person);
        boolean stays = lapsed.stream().anyMatch(present::contains);
        lapsed.stream().filter(present::contains).forEach(wanted::add);
        ProviderRoles.Change change =
                ProviderRoles.set(sql, provider.id(), provider.account(), person, wanted, now);
        String kept = null;
        if (!lapsed.isEmpty()) {
            kept = stays ? "WRITER_MAY_NOT_ANY_MORE" : "WRITER_MAY_NOT";
        }
        return new Outcome(change, change.last() ? "LAST_OF_ITS_ROLE" : kept);
    }

    /// Whether somebody may give a role by a provider.
    static boolean may(
            JdbcClient sql,
            Identity giver,
            IdentityProvider provider,
            @Nullable UUID receiver,
            String role) {
        try {
            check(sql, giver, provider.account(), receiver, role);
            return true;
        } catch (ProblemException _) {
            return false;
        }
    }

    /// Throws unless somebody may give a role at a place.
    static void check(
            JdbcClient sql,
            Identity giver,
            @Nullable Long account,
            @Nullable UUID receiver,
            String role) {
        Grants.Place place =
                account == null
                        ? null
                        : sql.sql(
                                        """
                                        select account, realm, id as organization
                                        from accounts
                                        where account = :account
                                        """)
                                .param("account", account)
                                .query(Records.of(Grants.Place.class))
                                .single();
        Grants.check(sql, giver, place, receiver, role);
    }
}
