/// Orders and quotes: select, accept the terms, confirm, and their further course (O1 to O7, C9).
///
/// Owns: the operations on orders and quotes, the form of an order and of a proposed order in the
/// contract, and requests to the vendor's sales for orders that only sales can place (C7).
///
/// Refuses to own: prices, quantity rules and states (`scrip.core` decides), and money (`payment`).
///
/// Invariants: a paid order is never refunded; the operation that would do it exists to say so. A
/// request to sales is closed once, either with an order that the vendor placed for it or without
/// one.
@NullMarked
package scrip.server.order;

import org.jspecify.annotations.NullMarked;
