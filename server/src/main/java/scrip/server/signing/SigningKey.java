package scrip.server.signing;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A key that signs answers, did, or will.
///
/// @param publicKey the 32 bytes of the Ed25519 key
/// @param secret its private half as `SealedSecrets` sealed it; null when it signs no more
/// @param signsFrom null: it is the next
/// @param signsUntil null: it signs, or is the next
/// @param publishedUntil from when on nobody is told of it any more; null as long as it signs or
///   will
@SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
record SigningKey(
        UUID id,
        byte[] publicKey,
        byte @Nullable [] secret,
        Instant madeAt,
        @Nullable Instant signsFrom,
        @Nullable Instant signsUntil,
        @Nullable Instant publishedUntil) {

    /// What a key is there for.
    enum State {
        /// Published, and signs after the next rotation.
        NEXT,
        /// Signs.
        CURRENT,
        /// Signed answers that have not ended.
        FORMER
    }

    State state() {
        return signsUntil != null ? State.FORMER : signsFrom == null ? State.NEXT : State.CURRENT;
    }
}
