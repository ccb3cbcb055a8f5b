package scrip.server.scim;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a directory says about a user, as far as it is kept.
///
/// @param externalId the directory's own id
/// @param email null if the user name is the address
record UserFields(
        String userName,
        @Nullable String externalId,
        @Nullable String displayName,
        @Nullable String givenName,
        @Nullable String familyName,
        @Nullable String formattedName,
        @Nullable String email,
        boolean active) {

    /// The address that the user has, in lower case.
    String address() {
        return (email == null ? userName : email).toLowerCase(Locale.ROOT);
    }

    /// What the user is called.
    String calledName() {
        if (displayName != null) {
            return displayName;
        }
        if (formattedName != null) {
            return formattedName;
        }
        String given = givenName == null ? "" : givenName;
        String family = familyName == null ? "" : familyName;
        String both = (given + " " + family).strip();
        return both.isEmpty() ? userName : both;
    }
}
