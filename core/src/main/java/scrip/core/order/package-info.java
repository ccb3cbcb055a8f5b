/// Orders, quotes, agreements and payments, and what a line costs (C3, C8, C9, O1 to O9, M1).
///
/// Owns the values, their states and the price formula. Refuses to decide who may buy what and
/// when: that needs the account, so it is `scrip.core.ledger`. Invariant: an order keeps the
/// catalog version, the price and the terms it was confirmed with; the allocated and unapplied
/// parts of a payment add up to its amount; an agreed price is used only in its own currency and
/// unit, and a line says if one was not applied.
@NullMarked
package scrip.core.order;

import org.jspecify.annotations.NullMarked;
