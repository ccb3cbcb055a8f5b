package scrip.core.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.ItemId;

/// The answer to "may this organization do this, and what is left?" (X1).
///
/// @param reason why not, or why not whole; null when allowed
/// @param until the first instant at which the answer may change by time alone; null for none
/// @param available units left in the pool asked for; null for what is not counted
/// @param arrears units owed in that pool; null for what is not counted
/// @param item the item that gives the feature; null if nothing was bought
/// @param advice what to do about it; null for nothing
public record Access(
        AccessState state,
        @Nullable AccessReason reason,
        @Nullable Instant until,
        @Nullable Long available,
        @Nullable Long arrears,
        @Nullable ItemId item,
        @Nullable Advice advice) {

    /// The same answer until another instant.
    Access withUntil(@Nullable Instant end) {
        return new Access(state, reason, end, available, arrears, item, advice);
    }

    /// What to do about an answer.
    public enum Action {
        BUY,
        RENEW,
        TOP_UP,
        WAIT_FOR_ACTIVATION,
        JOIN
    }

    /// An action, and on what.
    ///
    /// @param units the least to top up; null where nothing is counted
    public record Advice(Action action, @Nullable ItemId item, @Nullable Long units) {}
}
