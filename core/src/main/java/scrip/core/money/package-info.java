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
/// - one price, total or payment is at most 10^15 minor units, and more is refused where it is read
///   or computed; a value that does not fit in a `long` throws and is never truncated; a sum that
///   may not fit is a [MoneySum];
/// - a currency is one in use today;
/// - amounts of two currencies are never added or compared.
@NullMarked
package scrip.core.money;

import org.jspecify.annotations.NullMarked;
