/// Orders, quotes and agreements, and what a line costs (C3, C8, C9, O1 to O8).
///
/// Owns the values, their states and the price formula. Refuses to decide who may buy what and
/// when: that needs the account, so it is `scrip.core.ledger`. Invariant: an order keeps the
/// catalog version, the price and the terms it was confirmed with.
@NullMarked
package scrip.core.order;

import org.jspecify.annotations.NullMarked;
