/// Money that comes in: by the sandbox provider, or as a bank transfer that the vendor records
/// (M1).
///
/// Owns: the operations that record payments, show how each is allocated, recall or reinstate one
/// as the bank does, allocate unapplied money to orders, and return it with the consent of two
/// people.
///
/// Refuses to own: which payment pays which order, and what follows (`scrip.core` decides).
///
/// Invariants: amounts are exact decimals with no more places than their currency has; the sandbox
/// provider is refused in the live realm, whoever asks (O9).
@NullMarked
package scrip.server.payment;

import org.jspecify.annotations.NullMarked;
