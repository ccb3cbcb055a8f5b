package scrip.server.role;

import scrip.core.organization.OrganizationId;
import scrip.server.ledger.Realm;

/// A caller's checked permission to do something to one account. The only way to obtain one is to
/// have the permission checked, and every access to an account requires one, so code that forgets
/// the check does not compile.
public final class Granted {

    private final Asker asker;
    private final Permission permission;
    private final OrganizationId account;

    private Granted(Asker asker, Permission permission, OrganizationId account) {
        this.asker = asker;
        this.permission = permission;
        this.account = account;
    }

    /// Checks a permission in an organization.
    ///
    /// @throws NotGrantedException if the caller does not have it there, or may not know that the
    ///   organization exists
    static Granted to(Asker asker, Permission permission, OrganizationId account) {
        int realm = asker.realm().number();
        if (!asker.identity().knows(realm, account)) {
            throw NotGrantedException.unknown(account);
        }
        if (!asker.identity().may(permission, realm, account)) {
            throw NotGrantedException.forbidden(permission);
        }
        return new Granted(asker, permission, account);
    }

    /// The same permission for another account that serves the organization: that of the consortium
    /// on whose behalf it acts (R21, L8), or of an institution that bought for it (C4). Whether the
    /// account does serve it is decided by the rules, which refuse `NOT_MEMBER`.
    public Granted through(OrganizationId other) {
        return new Granted(asker, permission, other);
    }

    public Asker asker() {
        return asker;
    }

    public Realm realm() {
        return asker.realm();
    }

    public OrganizationId account() {
        return account;
    }
}
