package scrip.server.role;

import org.jspecify.annotations.Nullable;
import scrip.core.organization.OrganizationId;
import scrip.server.ledger.Realm;

/// What a use case needs to know of its caller, be it an HTTP request, the demo or a terminal
/// command: who asks, in which realm, and where changes are recorded.
///
/// @param note receives the state before and after a command; null if it is not recorded
/// @param repeated told when the answer is that to an earlier request with the same key
public record Asker(
        Realm realm,
        Identity identity,
        String requestId,
        @Nullable ChangeNote note,
        Runnable repeated) {

    public Asker(Realm realm, Identity identity, String requestId, @Nullable ChangeNote note) {
        this(realm, identity, requestId, note, Asker::untold);
    }

    private static void untold() {
        // Nobody asks.
    }

    /// Receives the state before and after a command, for the audit log.
    @FunctionalInterface
    public interface ChangeNote {
        /// Receives a change.
        ///
        /// @param before null if there was nothing
        /// @param after null if nothing is left
        void changed(@Nullable Object before, @Nullable Object after);
    }

    /// This server itself, in a realm: the demo, for example.
    ///
    /// @param name as the ledger stores it with each command
    public static Asker system(Realm realm, String name) {
        return new Asker(realm, Identity.system(name), name, null);
    }

    /// The caller, as stored in the ledger.
    public String actor() {
        return identity.actor().inLedger();
    }

    /// The permission to do something to an account.
    ///
    /// @throws NotGrantedException if they lack it, or may not know that the account exists
    public Granted granted(Permission permission, OrganizationId account) {
        return Granted.to(this, permission, account);
    }
}
