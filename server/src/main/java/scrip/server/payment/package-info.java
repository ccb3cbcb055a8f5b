/// Money that comes in: by the sandbox provider, or as a bank transfer that the vendor records
/// (M1).
///
/// Owns: the operations that record payments, show what of each went where, take one back or give
/// it again as the bank does, put unapplied money to orders, and send it back by two people.
///
/// Refuses to own: which order is paid by what, and what happens then (`scrip.core` decides).
///
/// Invariants: amounts are exact decimals with no more places than their currency has; the sandbox
/// provider is refused in the live realm, whoever asks (O9).
@NullMarked
package scrip.server.payment;

import org.jspecify.annotations.NullMarked;
