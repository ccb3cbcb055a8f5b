package scrip.bench.start;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What the program itself tells about a start: `ready after 2.41 s: Java 0.31 s, PostgreSQL 0.6
/// s`.
///
/// @param seconds of each step, in their order
record Steps(Map<String, Double> seconds) {

    private static final Pattern TOLD = Pattern.compile("ready after [0-9.]+ s: (.+)");
    private static final Pattern STEP = Pattern.compile("([A-Za-z][A-Za-z ]*) ([0-9.]+) s");

    /// Reads the last report of a log; without one there are no steps.
    static Steps of(String log) {
        Map<String, Double> seconds = new LinkedHashMap<>();
        Matcher told = TOLD.matcher(log);
        while (told.find()) {
            seconds.clear();
            Matcher step = STEP.matcher(told.group(1));
            while (step.find()) {
                seconds.put(step.group(1), Double.valueOf(step.group(2)));
            }
        }
        return new Steps(seconds);
    }

    /// The median of each step.
    static Steps median(List<Steps> all) {
        Map<String, Double> medians = new LinkedHashMap<>();
        Map<String, List<Double>> by = new TreeMap<>();
        for (Steps steps : all) {
            steps.seconds.forEach((step, time) -> {
                medians.putIfAbsent(step, 0.0);
                by.merge(step, List.of(time), Steps::both);
            });
        }
        medians.replaceAll((step, _) -> StartBench.median(by.getOrDefault(step, List.of())));
        return new Steps(medians);
    }

    private static List<Double> both(List<Double> some, List<Double> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        seconds.forEach((step, time) ->
                text.append(text.isEmpty() ? "" : ", ")
                        .append(step)
                        .append(" %.2f s".formatted(time)));
        return text.toString();
    }
}
