/// One-time services: scheduled and delivered by the vendor, accepted or rejected by the customer
/// (S1, S2).
///
/// Owns: the operations that show services and move them through their steps, and the signed
/// documents of acceptances.
///
/// Refuses to own: which step may follow which (`scrip.core` decides).
///
/// Invariants:
/// - Nothing but the customer's acceptance completes a service.
/// - A document is a PDF, PNG or JPEG of at most 5 MB, as its content tells, is never changed, and
///   the fact of the acceptance has its SHA-256. It is served as a download under a name that ends
///   as its type does, never displayed, and inert if a browser displays it nevertheless.
@NullMarked
package scrip.server.service;

import org.jspecify.annotations.NullMarked;
