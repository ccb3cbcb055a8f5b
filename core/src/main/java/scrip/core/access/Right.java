package scrip.core.access;

import java.time.Instant;
import scrip.core.license.License;

/// What an organization has of an item, whichever account bought it (C4).
public sealed interface Right {

    /// A license, which represents all that it has.
    ///
    /// @param at the instant for which it was read
    record Licensed(License license, Instant at) implements Right {}

    /// A line of a paid order that waits for its activation (O3).
    record Awaited() implements Right {}

    /// Nothing.
    record None() implements Right {}
}
