/// Orders and quotes: select, accept the terms, confirm, and what becomes of it (O1 to O7, C9).
///
/// Owns: the operations on orders and quotes, how an order looks in the contract, and the requests
/// to the vendor's sales for what only they can place (C7).
///
/// Refuses to own: prices, quantity rules and states (`scrip.core` decides), and money (`payment`).
///
/// Invariants: a paid order is never refunded; the operation that would do it exists to say so. A
/// request to sales is closed once, with an order that the vendor placed for what was asked, or
/// without one.
@NullMarked
package scrip.server.order;

import org.jspecify.annotations.NullMarked;
