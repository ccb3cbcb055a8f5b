package scrip.server.role;

import org.jspecify.annotations.Nullable;
import scrip.core.organization.OrganizationId;

/// The caller lacks a permission, or may not know of the organization.
public final class NotGrantedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final @Nullable Permission missing;

    private NotGrantedException(String message, @Nullable Permission missing) {
        super(message, null, false, false);
        this.missing = missing;
    }

    /// An unknown organization; also thrown for one the caller may not see.
    public static NotGrantedException unknown(OrganizationId id) {
        return new NotGrantedException("no organization " + id, null);
    }

    static NotGrantedException forbidden(Permission permission) {
        return new NotGrantedException(
                "this needs the permission " + permission.code() + ": see /v1/roles", permission);
    }

    /// Whether the caller may not know of the organization, as opposed to lacking a permission in
    /// it.
    public boolean isUnknown() {
        return missing == null;
    }
}
