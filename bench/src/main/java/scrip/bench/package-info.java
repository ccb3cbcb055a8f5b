/// Measurements: load drivers that compare the ledger with its alternatives. Not shipped.
@NullMarked
package scrip.bench;

import org.jspecify.annotations.NullMarked;
