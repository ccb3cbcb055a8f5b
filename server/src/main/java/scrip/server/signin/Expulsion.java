package scrip.server.signin;

import java.time.Instant;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Ends the ways in of somebody whom a directory has removed or deactivated.
public final class Expulsion {

    private Expulsion() {}

    /// Ends a person's sessions and open links, and forgets their browsers.
    ///
    /// @param everywhere whether they belong nowhere else: then passkeys and second factors stop
    ///   until they confirm each with their password
    public static void of(JdbcClient sql, UUID person, boolean everywhere, Instant now) {
        SessionStore.endAll(sql, person, null);
        SessionStore.forgetDevices(sql, person);
        LinkStore.revokeOpen(sql, Link.Kind.RESET, person, now);
        LinkStore.revokeOpen(sql, Link.Kind.ADDRESS, person, now);
        if (everywhere) {
            PasskeyStore.stop(sql, person, now);
            FactorStore.stop(sql, person, now);
        }
    }
}
