/// Licenses: subscriptions, sets of monthly resources, maintenance and perpetual licenses (L1 to
/// L10, R14, S3).
///
/// Owns: the operations that show licenses and let one end, the maintenance visits, the signed
/// files of perpetual licenses and the key that signs them.
///
/// Refuses to own: buying and renewing (`order`), and what may be used (`access`).
///
/// Invariants: the key is created once and never leaves its file; a state is computed for the
/// instant of the reading, never stored.
@NullMarked
package scrip.server.license;

import org.jspecify.annotations.NullMarked;
