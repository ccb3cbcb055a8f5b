/// One-time services: paid once, scheduled, delivered, and completed only by the customer's
/// acceptance (S1, S2, S4).
///
/// Owns the states and the year within which a service is delivered. Maintenance is a license (S3)
/// and belongs to `license`. Invariant: a service delivered in time never expires.
@NullMarked
package scrip.core.service;

import org.jspecify.annotations.NullMarked;
