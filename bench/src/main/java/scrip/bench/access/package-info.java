/// Measures the answer of access in process: the ledger and the rules, beside a loop that only
/// reads the clock and a map, in alternation, in one run. Owns the load and the figures; decides
/// nothing.
@NullMarked
package scrip.bench.access;

import org.jspecify.annotations.NullMarked;
