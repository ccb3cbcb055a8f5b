/// Measures starts of the built program, each in a process of its own: until it is ready, which of
/// its steps take how long, and how much memory it keeps when idle. Owns the processes; what the
/// steps are is the program's own report.
@NullMarked
package scrip.bench.start;

import org.jspecify.annotations.NullMarked;
