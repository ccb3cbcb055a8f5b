/// One-time services: paid once, scheduled, delivered, and completed by the customer's acceptance
/// alone (S1, S2, S4).
///
/// Owns the states and the year within which a service is delivered. Maintenance is a license (S3)
/// and lives there. Invariant: a service delivered in time never expires.
@NullMarked
package scrip.core.service;

import org.jspecify.annotations.NullMarked;
