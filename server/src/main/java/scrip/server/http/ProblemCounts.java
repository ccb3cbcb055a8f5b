package scrip.server.http;

import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.Collector;
import java.util.LinkedHashMap;
import java.util.Map;
import scrip.core.ledger.Code;

/// Counts the problems that callers were told since this process began, each element of a batch
/// too. Every code is there from the start, so that its first problem is an increase.
public final class ProblemCounts {

    private static final Counter COUNTER =
            Counter.builder()
                    .name("scrip_refusals_total")
                    .help(
                            "Requests, and elements of batches, answered with a problem, by its code.")
                    .labelNames("code")
                    .withoutExemplars()
                    .build();

    private static final Map<String, CounterDataPoint> BY_CODE = byCode();

    private ProblemCounts() {}

    private static Map<String, CounterDataPoint> byCode() {
        Map<String, CounterDataPoint> all = new LinkedHashMap<>();
        for (Code code : Code.values()) {
            all.put(code.name(), COUNTER.labelValues(code.name()));
        }
        for (ProblemCode code : ProblemCode.values()) {
            all.put(code.name(), COUNTER.labelValues(code.name()));
        }
        return Map.copyOf(all);
    }

    static void add(String code) {
        CounterDataPoint count = BY_CODE.get(code);
        if (count == null) {
            throw new IllegalStateException("no code of a problem: " + code);
        }
        count.inc();
    }

    /// Whoever collects them.
    public static Collector collector() {
        return COUNTER;
    }
}
