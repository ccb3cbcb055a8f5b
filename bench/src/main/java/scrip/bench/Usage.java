package scrip.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How `./scrip bench` is called.
final class Usage {

    /// For each measurement its options, a line for each row of text.
    private static final Map<String, List<String>> MEASUREMENTS = new LinkedHashMap<>();

    static {
        add(
                "uses",
                "--seconds N a cell (20), --warm-up N (15), --rounds N (1), --accounts N (10000),",
                "--half N seconds at half of the peak rate (600; 0 if a cell takes less than 20),",
                "--json FILE, --record NAME");
        add("access", "--seconds N a cell (5), --warm-up N (15), --json FILE");
        add(
                "client",
                "--seconds N a cell (5), --warm-up N (3), --accounts N (1000), --callers N (32)");
        add(
                "http",
                "--seconds N a cell (10), --warm-up N (15), --rounds N (2), --accounts N (10000),",
                "--connections N (512), --batches N at a time (10), --record NAME");
        add(
                "growth",
                "--uses N (10000000), --accounts N (10000), --seconds N a cell (10), --rounds N (3),",
                "--warm-up N (15), --record NAME");
        add(
                "restart",
                "--accounts N (100000), --in-use N of them (5000), --uses N of each (248),",
                "--seconds N (10), --warm-up N (15), --rounds N (3), --record NAME");
        add("start", "--rounds N (5), --idle N seconds (10), --record NAME");
        add(
                "sign-ins",
                "--people N, up to 200 (60), --flood N connections (50), --rounds N (3),",
                "--seconds N (10), --json FILE, --record NAME");
        add("account", "USES (1000000)");
        add("large", "PACKS (40000), ORDERS (20000)");
        add("members", "--members N of the large consortium (5000)");
    }

    private Usage() {}

    private static void add(String name, String... lines) {
        MEASUREMENTS.put(name, List.of(lines));
    }

    /// The names of all measurements, in a sentence.
    static String names() {
        return String.join(", ", MEASUREMENTS.keySet());
    }

    /// Of everything.
    static String text() {
        StringBuilder options = new StringBuilder();
        MEASUREMENTS.forEach((name, lines) -> {
            for (int i = 0; i < lines.size(); i++) {
                options.append("  %-8s  %s%n".formatted(i == 0 ? name : "", lines.get(i)));
            }
        });
        return """
        usage: ./scrip bench [--quick]          all measurements that have targets (--quick: in a quarter of an hour)
               ./scrip bench MEASUREMENT [...]  one: %s
               ./scrip bench compare ONE OTHER  two recorded runs: names in bench/results, or files

        Options of the measurements, in brackets what holds without them:

        %s
        --record NAME writes the run into bench/results, --json FILE into a file.
        """
                .formatted(names(), options);
    }

    /// Of one measurement; that of everything for what is none.
    static String of(String name) {
        List<String> lines = MEASUREMENTS.get(name);
        return lines == null
                ? text()
                : "usage: ./scrip bench %s [...]%n  %s%n"
                        .formatted(name, String.join("\n  ", lines));
    }
}
