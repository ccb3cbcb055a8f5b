package scrip.bench.result;

import com.fasterxml.jackson.annotation.JsonIgnore;
import org.jspecify.annotations.Nullable;

/// One side under one load. Sizes and processor times are those of one use.
///
/// @param callers that wait for an answer each; of a baseline also its connections
/// @param subjects whether each use names what was used
/// @param rate answered within the cell, a second
/// @param offered arrivals a second, from whose intended start the latencies count; null if each
///   caller waits for its answer before it asks again
/// @param jvmUs processor time of the JVM, its callers included; for `pgbench` that of its client
/// @param walBytes without full-page images
/// @param batch uses in one commit
/// @param othersPercent share of the machine that other processes had; null if unknown
/// @param zipf whether the account of rank n is used in proportion to 1/n; otherwise all alike
/// @param round counted from 1; each round measures every cell once
/// @param seconds how long it was measured
/// @param unanswered arrivals that were not answered by the end
/// @param errorPercent standard error of the rate, by how unsteady it was
public record Cell(
        Side side,
        int accounts,
        int callers,
        boolean subjects,
        double rate,
        @Nullable Double offered,
        double p50Ms,
        double p99Ms,
        double p999Ms,
        double jvmUs,
        double pgUs,
        double walBytes,
        double diskBytes,
        double walFpiBytes,
        double batch,
        @Nullable Double othersPercent,
        boolean zipf,
        int round,
        int seconds,
        long unanswered,
        double errorPercent) {

    /// What was measured: cells with the same load are compared with each other.
    public record Kind(
            Side side,
            int accounts,
            boolean zipf,
            boolean subjects,
            @Nullable Double offered,
            int callers) {

        @Override
        public String toString() {
            return "%-8s %,6d account%s%s%s%s%s"
                    .formatted(
                            side,
                            accounts,
                            accounts == 1 ? "" : "s",
                            zipf ? " (Zipf)" : "",
                            callers == 0 ? "" : ", %,d callers".formatted(callers),
                            subjects ? ", subjects" : "",
                            offered == null ? "" : ", %,.0f/s".formatted(offered));
        }
    }

    /// What was measured. A baseline runs with the callers that were best for it in that run, so
    /// their number is no part of the kind.
    @JsonIgnore
    public Kind kind() {
        int asked = side == Side.LEDGER && offered == null ? callers : 0;
        return new Kind(side, accounts, zipf, subjects, offered, asked);
    }

    /// Processor time of client and database together.
    @JsonIgnore
    public double processorUs() {
        return jvmUs + pgUs;
    }

    /// The heading of the lines of [#toString].
    public static String heading() {
        return "%-8s %8s %-5s %7s %-4s %7s %9s %9s %9s %9s %6s %6s %6s %6s %6s %6s %6s"
                .formatted(
                        "side",
                        "accounts",
                        "",
                        "callers",
                        "subj",
                        "offered",
                        "uses/s",
                        "p50 ms",
                        "p99 ms",
                        "p99.9 ms",
                        "JVM µs",
                        "PG µs",
                        "WAL B",
                        "FPI B",
                        "disk B",
                        "batch",
                        "others");
    }

    @Override
    public String toString() {
        return ("%-8s %,8d %-5s %,7d %-4s %7s %,9.0f %9.2f %9.2f %9.2f %6.1f %6.1f %,6.0f %,6.0f"
                        + " %,6.0f %6.1f %6s%s")
                .formatted(
                        side,
                        accounts,
                        zipf ? "Zipf" : "",
                        callers,
                        subjects ? "yes" : "no",
                        offered == null ? "" : "%,.0f".formatted(offered),
                        rate,
                        p50Ms,
                        p99Ms,
                        p999Ms,
                        jvmUs,
                        pgUs,
                        walBytes,
                        walFpiBytes,
                        diskBytes,
                        batch,
                        othersPercent == null ? "?" : "%.0f %%".formatted(othersPercent),
                        unanswered == 0 ? "" : "  %,d not answered".formatted(unanswered));
    }
}
