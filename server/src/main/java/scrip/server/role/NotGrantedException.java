package scrip.server.role;

import org.jspecify.annotations.Nullable;
import scrip.core.organization.OrganizationId;

/// Somebody asked for what they may not do, or of an organization that they may not know of.
public final class NotGrantedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final @Nullable Permission missing;

    private NotGrantedException(String message, @Nullable Permission missing) {
        super(message, null, false, false);
        this.missing = missing;
    }

    /// The same for an organization of others as for one there is not.
    public static NotGrantedException unknown(OrganizationId id) {
        return new NotGrantedException("no organization " + id, null);
    }

    static NotGrantedException forbidden(Permission permission) {
        return new NotGrantedException(
                "this needs the permission " + permission.code() + ": see /v1/roles", permission);
    }

    /// Whether they may not know of the organization, rather than lack a permission in it.
    public boolean isUnknown() {
        return missing == null;
    }
}
