package scrip.server.scim;

import java.time.Instant;
import java.util.UUID;

/// A user or a group as it is stored.
sealed interface Stored permits DirectoryStore.User, GroupStore.Group {

    UUID id();

    /// Counted from 1; each change makes the next.
    long version();

    Instant madeAt();

    Instant changedAt();
}
