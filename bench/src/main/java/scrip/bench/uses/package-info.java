/// Measures the booking of uses: the ledger in turns with a row lock, a function and `pgbench`, on
/// one database; what many stored uses and a restart change; and accounts with much in them. Owns
/// the load and who bears it; decides nothing, and keeps no figures.
///
/// All but `pgbench` write the same row, which a test checks column by column. A short form, which
/// the tests run, guards the bytes that a use costs.
@NullMarked
package scrip.bench.uses;

import org.jspecify.annotations.NullMarked;
