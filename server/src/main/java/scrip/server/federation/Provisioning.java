package scrip.server.federation;

import java.util.UUID;
import scrip.server.trail.AuditTrail;

/// A directory that says who works where a provider is. Whoever signs people in asks it.
public interface Provisioning {

    /// What a directory says about a person.
    enum Standing {
        /// It does not know them: what the provider says at the sign-in counts.
        UNKNOWN,
        /// Its groups give the roles, and nothing that the provider says at the sign-in does.
        ACTIVE,
        /// They are not to be let in.
        INACTIVE
    }

    /// What the directory of a provider says about somebody who proved with the provider who they
    /// are. Who waited for that gets now what the directory gives.
    ///
    /// @param change of the sign-in, which need not succeed
    Standing signedIn(AuditTrail.AuditedChange change, UUID provider, UUID person);
}
