/// What every measurement needs: load with its latencies, the processor time, the write-ahead log
/// and the disk it cost, the machine it ran on, and the arguments of a command. Knows nothing of
/// Scrip but where its embedded PostgreSQL is.
@NullMarked
package scrip.bench.measure;

import org.jspecify.annotations.NullMarked;
