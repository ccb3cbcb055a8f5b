package scrip.server.role;

import org.jspecify.annotations.Nullable;
import scrip.core.organization.OrganizationId;
import scrip.server.ledger.Realm;

/// Who asks, of which realm, and where what they change is noted. What a use case needs to know of
/// whoever calls it, be it an HTTP request, the demo or a command of the terminal.
///
/// @param note told what a command found and left; null where nobody keeps it
public record Asker(Realm realm, Identity identity, String requestId, @Nullable ChangeNote note) {

    /// Takes what was there before a command and what is there after it, for the audit log.
    @FunctionalInterface
    public interface ChangeNote {
        /// Takes both.
        ///
        /// @param before null: there was nothing
        /// @param after null: nothing is there
        void changed(@Nullable Object before, @Nullable Object after);
    }

    /// This server itself, in a realm: the demo, for example.
    ///
    /// @param name as the ledger keeps it with each command
    public static Asker system(Realm realm, String name) {
        return new Asker(realm, Identity.system(name), name, null);
    }

    /// Who asks, as the ledger keeps it.
    public String actor() {
        return identity.actor().inLedger();
    }

    /// The right to do something to an account.
    ///
    /// @throws NotGrantedException if they may not, or may not know that it is there
    public Granted granted(Permission permission, OrganizationId account) {
        return Granted.to(this, permission, account);
    }
}
