/// Measures booking uses: the ledger beside one `select … for update` transaction a request on the
/// same tables, in turns, in one run. Owns the load and the figures; decides nothing.
@NullMarked
package scrip.bench.uses;

import org.jspecify.annotations.NullMarked;
