/// Measurements: load drivers that compare the ledger with its alternatives, with what it cost
/// before, and with its targets. Not shipped.
@NullMarked
package scrip.bench;

import org.jspecify.annotations.NullMarked;
