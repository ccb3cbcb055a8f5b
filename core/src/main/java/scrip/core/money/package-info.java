/// Exact amounts of money (C8).
///
/// Owns: an amount in minor units of one currency, its sums, its one rounding (half even), and its
/// decimal form.
///
/// Refuses to own: prices and formulas (`catalog`, `order`), exchange rates (there are none: a sum
/// of two currencies throws), and taxes.
///
/// Invariants:
/// - never floating point;
/// - one price, sum or payment comes to 10^15 minor units at most, and what is more is refused
///   where it is read or reckoned; what does not fit in a `long` throws and is never cut;
/// - a currency is one that some country uses now;
/// - amounts of two currencies are never added or compared.
@NullMarked
package scrip.core.money;

import org.jspecify.annotations.NullMarked;
