package scrip.core.ledger;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A command with its metadata.
///
/// @param key the caller's idempotency key, one space per account (R7); null for a tick
/// @param <A> the type of its answer
/// @param seed a fresh time-ordered UUID, from which new ids are taken
public record Envelope<A extends Answer>(
        Command<A> command, @Nullable String key, UUID seed, String actor, String requestId) {

    /// The `n`th id this command may assign, from 0.
    UUID id(int n) {
        return new UUID(seed.getMostSignificantBits(), seed.getLeastSignificantBits() + n);
    }
}
