/// Money that comes in: by the sandbox provider, or as a bank transfer that the vendor records
/// (M1).
///
/// Owns: the operations that record payments, put unapplied money to orders, and send it back by
/// two people.
///
/// Refuses to own: which order is paid by what, and what happens then (`scrip.core` decides).
///
/// Invariants: amounts are exact decimals with their currency, checked against that of the orders
/// before anything is booked.
@NullMarked
package scrip.server.payment;

import org.jspecify.annotations.NullMarked;
