/// Licenses: subscriptions, sets of monthly resources, maintenance and perpetual licenses (L1 to
/// L10, R14, S3).
///
/// Owns: the operations that show them and tell one to end.
///
/// Refuses to own: buying and renewing (`order`), and what may be used (`access`).
///
/// Invariants: a state is computed for the instant of the reading, never stored.
@NullMarked
package scrip.server.license;

import org.jspecify.annotations.NullMarked;
