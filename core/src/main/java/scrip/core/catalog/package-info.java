/// What the vendor sells: items, features, prices, quantity rules and service terms, as published
/// versions of each product's catalog (C1 to C8).
///
/// Owns: the words of a catalog, the ids of items, which version is in force at an instant, the
/// item as a version sold it, the six kinds of items and what each has, and whether a version would
/// change what an id stands for.
///
/// Refuses to own: how a catalog is written down and checked (the server's catalog file), whether a
/// line of an order is allowed and what it costs (`order`), and what an account has (`license`,
/// `pack`, `service`).
///
/// Invariants, which the reader of the file establishes and tests of both hold:
/// - a version never changes; a change is a new version with a later effective instant, which
///   applies to later purchases only: sold items are looked up under the version that sold them;
/// - an id stands for the same thing in every version of its product that has it (`Nature`),
///   whichever takes effect first;
/// - ids are unique in a catalog and begin with its product; plan names are unique in an item;
/// - `requires` names items of the same catalog and has no cycle;
/// - a metered resource has prices per unit only, a capacity and a maintenance service per month
///   only, a one-time service and a perpetual license once only;
/// - amounts are exact decimals above zero, never floating point.
@NullMarked
package scrip.core.catalog;

import org.jspecify.annotations.NullMarked;
