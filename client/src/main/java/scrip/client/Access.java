package scrip.client;

import java.time.Instant;
import java.util.Optional;

/// Whether something may be used.
///
/// @param state what the server said; one that this client does not know allows nothing
/// @param reason why not, or why nevertheless; empty if there is nothing to say. Stable; more may
///   come
/// @param at when the server said it
/// @param until when it may change by time alone; empty if never
/// @param available units that are left; empty if it is not counted
/// @param arrears units that are owed; empty if it is not counted
/// @param item the item of the catalog that it is about; empty if no catalog has it
/// @param advice what to do about it, for people; empty if nothing
/// @param offline whether it is a kept answer because the server could not be asked
public record Access(
        State state,
        Optional<String> reason,
        Instant at,
        Optional<Instant> until,
        Optional<Long> available,
        Optional<Long> arrears,
        Optional<String> item,
        Optional<String> advice,
        boolean offline) {

    /// What may be done.
    public enum State {
        ALLOWED,
        /// What there is may be looked at.
        READ_ONLY,
        DENIED,
        /// Something that this client does not know; nothing is allowed.
        OTHER;

        static State of(String text) {
            for (State state : values()) {
                if (state.name().equals(text)) {
                    return state;
                }
            }
            return OTHER;
        }
    }

    public boolean isAllowed() {
        return state == State.ALLOWED;
    }

    public boolean isReadable() {
        return state == State.ALLOWED || state == State.READ_ONLY;
    }

    static Access of(JsonObject answer) {
        JsonObject advice = answer.objectOrNull("advice");
        Instant at = answer.instantOrNull("at");
        return new Access(
                State.of(answer.text("access", "")),
                Optional.ofNullable(answer.textOrNull("reason")),
                at == null ? Instant.EPOCH : at,
                Optional.ofNullable(answer.instantOrNull("until")),
                Optional.ofNullable(answer.wholeOrNull("available")),
                Optional.ofNullable(answer.wholeOrNull("arrears")),
                Optional.ofNullable(answer.textOrNull("item")),
                Optional.ofNullable(advice == null ? null : advice.textOrNull("text")),
                false);
    }

    /// This answer, kept because the server could not be asked.
    Access kept() {
        return offline
                ? this
                : new Access(state, reason, at, until, available, arrears, item, advice, true);
    }
}
