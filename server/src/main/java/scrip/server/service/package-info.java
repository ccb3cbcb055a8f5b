/// One-time services: scheduled and delivered by the vendor, accepted or rejected by the customer
/// (S1, S2).
///
/// Owns: the operations that show and move them.
///
/// Refuses to own: which step may follow which (`scrip.core` decides).
///
/// Invariants: nothing but the customer's acceptance completes a service.
@NullMarked
package scrip.server.service;

import org.jspecify.annotations.NullMarked;
