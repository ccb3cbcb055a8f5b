package scrip.server.role;

import scrip.core.organization.OrganizationId;
import scrip.server.ledger.Realm;

/// The right of whoever asks to do something to one account. There is no other way to make one than
/// to have the permission checked, and every way to an account demands one: what was not checked
/// does not compile.
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
    /// @throws NotGrantedException if whoever asks does not have it there, or may not know that the
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

    /// The same right in another account that serves the organization: that of the consortium on
    /// whose behalf it acts (R21, L8), or of one that bought for it (C4). Whether the account does
    /// serve it is for the rules to judge, which refuse `NOT_MEMBER`.
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
