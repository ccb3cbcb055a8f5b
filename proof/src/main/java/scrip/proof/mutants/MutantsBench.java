package scrip.proof.mutants;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `./scrip proof mutants`: disables each rule in turn and shows which scenario or test failed.
public final class MutantsBench {

    static final String FOLDER = "proof/mutants";
    private static final Path REPORT = Path.of("docs/mutants.md");
    private static final String INTRODUCTION =
            """
            # Mutants: every rule, disabled

            A scenario proves a rule only if it fails when the rule is disabled. Each line is one change of one class of
            `core` (the tables are in `proof/mutants`), and the first scenario that then fails, of those that cite the rule;
            where none of them can, a test of `core`. `./scrip proof mutants --write` regenerates this page; it fails if one
            is not caught, or if a text to replace is no longer found exactly once. All scenarios and tests are first run
            on the unchanged code.
            """;

    private MutantsBench() {}

    /// Runs all mutants, or those of the named rules; `--write` regenerates the page.
    ///
    /// @return 0 if all were caught
    public static int run(List<String> arguments, PrintStream out) {
        List<String> only = Rules.named(arguments, Rules.ALL);
        Path root = Path.of("").toAbsolutePath();
        Table table = Table.read(root, FOLDER);
        checkWhole(table);
        List<Mutant> mutants =
                table.mutants().stream()
                        .filter(m -> only.isEmpty() || only.contains(m.rule()))
                        .toList();
        Map<Mutant, Optional<String>> caught = new LinkedHashMap<>();
        List<String> stale = new ArrayList<>();
        Progress progress = new Progress(mutants.size());
        try (Sound sound = new Sound(root)) {
            Suites suites = new Suites(sound);
            suites.checkSound();
            for (Mutant mutant : mutants) {
                try (Workshop workshop = new Workshop(sound, mutant)) {
                    Optional<String> by =
                            suites.citing(workshop, mutant.rule())
                                    .or(() -> suites.coreTests(workshop));
                    caught.put(mutant, by);
                    String told = by.orElseGet(() -> missed(suites, workshop, mutant));
                    out.println(progress.done(List.of(mutant.rule(), mutant.what(), told)));
                } catch (Mutant.StaleException e) {
                    stale.add(
                            mutant.rule() + " | " + mutant.what() + " | STALE: " + e.getMessage());
                }
            }
        }
        stale.forEach(out::println);
        long missed = caught.values().stream().filter(Optional::isEmpty).count();
        String totals =
                "%d mutants: %d caught, %d not"
                        .formatted(caught.size(), caught.size() - missed, missed);
        out.println(
                totals
                        + (stale.isEmpty() ? "" : ", and " + stale.size() + " stale")
                        + "; took "
                        + progress.took());
        if (arguments.contains(Rules.WRITE) && only.isEmpty() && stale.isEmpty()) {
            write(root.resolve(REPORT), table, caught, totals + Pages.ranOn(progress));
            out.println("wrote " + REPORT);
        }
        return missed == 0 && stale.isEmpty() ? 0 : 1;
    }

    private static void checkWhole(Table table) {
        List<String> neither =
                Rules.ALL.stream()
                        .filter(r -> !table.without().containsKey(r))
                        .filter(r -> table.mutants().stream().noneMatch(m -> m.rule().equals(r)))
                        .toList();
        if (!neither.isEmpty()) {
            throw new IllegalArgumentException(
                    "rules with neither a mutant nor a reason: " + neither);
        }
    }

    private static String missed(Suites suites, Workshop workshop, Mutant mutant) {
        return "NOT CAUGHT"
                + suites.others(workshop, mutant.rule())
                        .map(by -> " by what cites the rule, but by " + by)
                        .orElse("");
    }

    private static void write(
            Path file, Table table, Map<Mutant, Optional<String>> caught, String totals) {
        StringBuilder page = new StringBuilder(INTRODUCTION);
        page.append("\n| rule | disabled | caught by |\n|---|---|---|\n");
        caught.forEach((mutant, by) ->
                page.append(
                        Pages.row(
                                mutant.rule(),
                                mutant.what(),
                                by.map(Pages::place).orElse("**not caught**"))));
        page.append('\n')
                .append(totals)
                .append("\n\n## Rules without a mutant\n\n| rule | why |\n|---|---|\n");
        table.without().forEach((rule, why) -> page.append(Pages.row(rule, why)));
        try {
            Files.writeString(file, page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
