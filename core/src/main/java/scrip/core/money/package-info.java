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
/// - what does not fit in a `long` of minor units throws and is never cut;
/// - amounts of two currencies are never added or compared.
@NullMarked
package scrip.core.money;

import org.jspecify.annotations.NullMarked;
