package scrip.bench.mutants;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import scrip.server.Main;

/// `./scrip bench faults`: plants faults one at a time in core and in the ledger and reports
/// everything that noticed each.
public final class FaultsBench {

    static final String FOLDER = "bench/faults";
    private static final Path REPORT = Path.of("docs/faults.md");
    private static final Path CORE = Path.of("core");
    private static final Path SERVER = Path.of("server");
    private static final String LEDGER_TESTS = "scrip/server/ledger";
    private static final String INTRODUCTION =
            """
            # Planted faults

            Faults in `core` and in the ledger, chosen from the rules and from slips that engineers make, without looking at
            scenarios or tests first (the tables are in `bench/faults`). `./scrip bench faults --write` plants them one at a
            time and makes this page anew: what noticed each, of everything that could have. A fault of `core` is shown to
            the scenarios on core alone and to the tests of core; one of the ledger to the ledger's tests and to the
            scenarios on a real PostgreSQL. *Added* marks what the first run did not catch, and for which a scenario or test was
            written then.
            """;

    private FaultsBench() {}

    /// Plants all faults, or those of the rules that are named; `--write` makes the page anew.
    ///
    /// @return 0 if all were caught
    public static int run(List<String> arguments, PrintStream out) {
        List<String> only = arguments.stream().filter(a -> !a.startsWith("--")).toList();
        Path root = Path.of("").toAbsolutePath();
        Table table = Table.read(root, FOLDER);
        Map<Mutant, List<String>> caught = new LinkedHashMap<>();
        try (Sound sound = new Sound(root)) {
            Suites suites = new Suites(sound);
            for (Mutant fault : table.mutants()) {
                if (only.isEmpty() || only.contains(fault.rule())) {
                    List<String> by = caughtBy(sound, suites, fault);
                    caught.put(fault, by);
                    out.println(
                            fault.rule()
                                    + " | "
                                    + fault.what()
                                    + " | "
                                    + (by.isEmpty() ? "NOT CAUGHT" : String.join(" | ", by)));
                }
            }
        }
        long missed = caught.values().stream().filter(List::isEmpty).count();
        String totals =
                "%d faults: %d caught, %d not"
                        .formatted(caught.size(), caught.size() - missed, missed);
        out.println(totals);
        if (arguments.contains("--write") && only.isEmpty()) {
            write(root.resolve(REPORT), caught, totals);
        }
        return missed == 0 ? 0 : 1;
    }

    private static List<String> caughtBy(Sound sound, Suites suites, Mutant fault) {
        List<String> by = new ArrayList<>();
        try (Workshop workshop = new Workshop(sound, fault)) {
            if (fault.file().startsWith(CORE)) {
                suites.scenarios(workshop, fault.rule()).ifPresent(by::add);
                suites.coreTests(workshop).ifPresent(by::add);
            } else {
                ledgerTests(sound, workshop).ifPresent(by::add);
                rehearsal(sound, workshop).ifPresent(by::add);
            }
        }
        return by;
    }

    private static Optional<String> ledgerTests(Sound sound, Workshop workshop) {
        return Fork.failure(
                workshop,
                sound.root().resolve(SERVER),
                UnitTests.FAILED,
                UnitTests.class,
                sound.serverTests(LEDGER_TESTS));
    }

    private static Optional<String> rehearsal(Sound sound, Workshop workshop) {
        return Fork.failure(
                workshop, sound.root(), "FAILED", Main.class, List.of("rehearse", "scenarios"));
    }

    private static void write(Path file, Map<Mutant, List<String>> caught, String totals) {
        StringBuilder page = new StringBuilder(INTRODUCTION);
        page.append(
                "\n%s. Run on %s on JDK %s, %d processors.\n"
                        .formatted(
                                totals,
                                LocalDate.now(ZoneOffset.UTC),
                                Runtime.version().feature(),
                                Runtime.getRuntime().availableProcessors()));
        page.append("\n| rule | fault | where | caught by | |\n|---|---|---|---|---|\n");
        caught.forEach((fault, by) ->
                page.append(
                        Pages.row(
                                fault.rule(),
                                fault.what(),
                                "`" + fault.file().getFileName() + "`",
                                by.isEmpty()
                                        ? "**not caught**"
                                        : String.join(", ", by.stream().map(Pages::place).toList()),
                                fault.missed() ? "*added*" : "")));
        try {
            Files.writeString(file, page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
