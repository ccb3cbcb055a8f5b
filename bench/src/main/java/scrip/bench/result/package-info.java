/// What measurements have found: the cells of a run, the file they are kept in, the targets beside
/// what was reached, and two runs compared. Measures nothing.
@NullMarked
package scrip.bench.result;

import org.jspecify.annotations.NullMarked;
