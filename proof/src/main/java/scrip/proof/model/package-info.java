/// A slow and obvious model of the rulebook (`docs/rulebook.md`), written from its text alone.
///
/// It owns a second, independent reading of every rule that a random simulation can reach, and
/// shares no code with the product. It refuses to own storage, money double entry (M3), documents
/// (M2), catalog files (C1) and the client library (X2). Readings of unclear rules are listed in
/// `docs/readings.md`.
///
/// Invariants: for each pack available + closing + held + drawn + expired + voided = issued, and
/// arrears > 0 means that nothing is available (R20); `Pool.review` throws when either is broken.
///
/// Unmarked for null: it reads loose maps, as a scenario gives them, in which what is absent is
/// null.
@NullUnmarked
package scrip.proof.model;

import org.jspecify.annotations.NullUnmarked;
