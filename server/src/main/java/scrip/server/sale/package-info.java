/// Requests to the vendor's sales for what only they can place (C7).
///
/// Owns: the operations that make, list and close them.
///
/// Refuses to own: the order that comes of one (`order`), and which items are sold that way (the
/// catalog says).
///
/// Invariants: a request is closed once, with an order that the vendor placed for what was asked,
/// or without one.
@NullMarked
package scrip.server.sale;

import org.jspecify.annotations.NullMarked;
