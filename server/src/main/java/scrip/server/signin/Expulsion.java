package scrip.server.signin;

import java.time.Instant;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Ends the ways in of somebody whom a directory has removed or deactivated, or whose account may
/// have been somebody else's.
public final class Expulsion {

    private Expulsion() {}

    /// Ends a person's sessions and open links, and forgets their browsers.
    ///
    /// @param everywhere whether passkeys and second factors stop, too, until the person confirms
    ///   each with their password: not if a directory says so of whoever belongs elsewhere
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
