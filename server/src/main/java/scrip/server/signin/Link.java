package scrip.server.signin;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A single-use link.
///
/// @param email the address invited
/// @param person the person a reset is for
/// @param maker who made it; null for the emergency token and for the server
/// @param makerKey the key with which they made it, which speaks for `maker`
/// @param mailed whether it was sent to the address and shown to nobody else
/// @param account the account number of the organization it belongs to; null for the vendor
record Link(
        UUID id,
        Kind kind,
        @Nullable String email,
        @Nullable UUID person,
        @Nullable Long account,
        List<String> roles,
        Instant madeAt,
        String madeBy,
        @Nullable UUID maker,
        @Nullable UUID makerKey,
        boolean mailed,
        Instant expiresAt,
        @Nullable Instant usedAt,
        @Nullable Instant revokedAt) {

    enum Kind {
        INVITATION,
        RESET,
        SET_UP,
        /// Proves the address that a person has, or gives them the one they want.
        ADDRESS
    }

    enum State {
        OPEN,
        ACCEPTED,
        REVOKED,
        EXPIRED
    }

    State state(Instant now) {
        if (usedAt != null) {
            return State.ACCEPTED;
        }
        if (revokedAt != null) {
            return State.REVOKED;
        }
        return expiresAt.isAfter(now) ? State.OPEN : State.EXPIRED;
    }
}
