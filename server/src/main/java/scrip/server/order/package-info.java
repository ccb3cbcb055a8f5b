/// Orders and quotes: select, accept the terms, confirm, and what becomes of it (O1 to O7, C9).
///
/// Owns: the operations on orders and quotes, and how an order looks in the contract.
///
/// Refuses to own: prices, quantity rules and states (`scrip.core` decides), and money (`payment`).
///
/// Invariants: a paid order is never refunded; the operation that would do it exists to say so.
@NullMarked
package scrip.server.order;

import org.jspecify.annotations.NullMarked;
