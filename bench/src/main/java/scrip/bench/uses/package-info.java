/// Measures the booking of uses: the ledger compared with one `select … for update` transaction per
/// request on the same tables, in alternation, in one run. Owns the load and the figures; decides
/// nothing.
@NullMarked
package scrip.bench.uses;

import org.jspecify.annotations.NullMarked;
