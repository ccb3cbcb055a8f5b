/// An account's state, its commands and facts, and the two pure steps advance and decide.
@NullMarked
package scrip.core.ledger;

import org.jspecify.annotations.NullMarked;
