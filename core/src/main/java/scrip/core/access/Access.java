package scrip.core.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.ItemId;
import scrip.core.emergency.Emergency;

/// The answer to "may this organization do this, and what is left?" (X1).
///
/// @param reason why access is denied or limited, or allowed in an emergency (X5); null if allowed
/// @param until the first instant at which the answer may change by time alone; null for none
/// @param available units left in the pool in question; null if the feature is not metered
/// @param arrears units owed in that pool; null if the feature is not metered
/// @param item the item that gives the feature; null if nothing was bought
/// @param advice what to do about it; null if nothing
public record Access(
        AccessState state,
        @Nullable AccessReason reason,
        @Nullable Instant until,
        @Nullable Long available,
        @Nullable Long arrears,
        @Nullable ItemId item,
        @Nullable Advice advice) {

    /// This answer with another `until`.
    Access withUntil(@Nullable Instant end) {
        return new Access(state, reason, end, available, arrears, item, advice);
    }

    /// This answer as emergency access makes it (X5), until its end or until this answer may change
    /// by itself.
    Access inEmergency(Emergency opened) {
        Instant end = until == null || opened.until().isBefore(until) ? opened.until() : until;
        return new Access(
                AccessState.ALLOWED, AccessReason.EMERGENCY, end, available, arrears, item, advice);
    }

    /// This answer with other advice.
    Access withAdvice(@Nullable Advice other) {
        return new Access(state, reason, until, available, arrears, item, other);
    }

    /// The better of two answers, the first if neither is: by state, then by the more informative
    /// reason; of allowed ones the longest lasting, of others the one that may change first.
    static @Nullable Access better(@Nullable Access one, @Nullable Access other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return other.isBetterThan(one) ? other : one;
    }

    private boolean isBetterThan(Access other) {
        if (state != other.state) {
            return state.compareTo(other.state) < 0;
        }
        if (reason != other.reason) {
            return reason == null || (other.reason != null && reason.compareTo(other.reason) < 0);
        }
        Instant mine = until == null ? Instant.MAX : until;
        Instant its = other.until == null ? Instant.MAX : other.until;
        return state == AccessState.ALLOWED ? mine.isAfter(its) : mine.isBefore(its);
    }

    /// What an organization can do about an answer.
    public enum Action {
        BUY,
        RENEW,
        TOP_UP,
        WAIT_FOR_ACTIVATION,
        JOIN
    }

    /// An action and its object.
    ///
    /// @param units the minimum to top up; null if the feature is not metered
    public record Advice(Action action, @Nullable ItemId item, @Nullable Long units) {}
}
