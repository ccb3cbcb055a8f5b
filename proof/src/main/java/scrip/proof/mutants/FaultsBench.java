package scrip.proof.mutants;

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
import java.util.function.Consumer;

/// `./scrip proof faults`: plants faults one at a time in core, in the ledger and in the features
/// of the server, and reports what caught each.
public final class FaultsBench {

    static final String FOLDER = "proof/faults";
    static final Path REPORT = Path.of("docs/faults.md");
    private static final Path CORE = Path.of("core");
    private static final String NEW = "--new";

    private FaultsBench() {}

    /// Plants all faults, or those of the named rules and features; with `--new` of these only the
    /// ones that the page does not know. With `--write` their rows of the page are written as soon
    /// as each is known: a run that is ended early loses nothing.
    ///
    /// @return 0 if all were caught
    public static int run(List<String> arguments, PrintStream out) {
        Path root = Path.of("").toAbsolutePath();
        List<Mutant> all = Table.read(root, FOLDER).mutants();
        List<String> only =
                Rules.named(
                        arguments.stream().filter(a -> !a.equals(NEW)).toList(),
                        all.stream().map(Mutant::rule).toList());
        FaultsPage before = FaultsPage.of(Javac.read(root.resolve(REPORT)));
        List<Mutant> faults =
                all.stream()
                        .filter(m -> only.isEmpty() || only.contains(m.rule()))
                        .filter(m -> !arguments.contains(NEW) || !before.isPlanted(m))
                        .toList();
        Map<Mutant, List<String>> caught = new LinkedHashMap<>();
        boolean writes = arguments.contains(Rules.WRITE);
        Progress progress = new Progress(faults.size());
        try (Sound sound = new Sound(root)) {
            Suites suites = new Suites(sound);
            ServerTests tests = new ServerTests(sound);
            LedgerSuite ledger = new LedgerSuite(sound);
            checkSound(suites, tests, faults);
            for (Mutant fault : faults) {
                List<String> by = caughtBy(sound, suites, tests, ledger, fault);
                caught.put(fault, by);
                if (writes) {
                    write(root, page -> page.put(fault, by, LocalDate.now(ZoneOffset.UTC)));
                }
                String told = by.isEmpty() ? "NOT CAUGHT" : String.join(" | ", by);
                out.println(progress.done(List.of(fault.rule(), fault.what(), told)));
            }
        }
        long missed = caught.values().stream().filter(List::isEmpty).count();
        long later =
                caught.entrySet().stream()
                        .filter(e -> e.getKey().missed() && !e.getValue().isEmpty())
                        .count();
        String totals =
                "%d faults: %d caught in the first run, %d after a scenario or test was added, %d not"
                        .formatted(caught.size(), caught.size() - later - missed, later, missed);
        out.println(totals + "; took " + progress.took());
        if (writes) {
            write(root, _ -> {});
            out.println("wrote " + REPORT);
        }
        return missed == 0 ? 0 : 1;
    }

    private static boolean inCore(Mutant fault) {
        return fault.file().startsWith(CORE);
    }

    private static boolean inFeature(Mutant fault) {
        return !Rules.ALL.contains(fault.rule());
    }

    private static void checkSound(Suites suites, ServerTests tests, List<Mutant> faults) {
        if (faults.stream().anyMatch(FaultsBench::inCore)) {
            suites.checkSound();
        }
        tests.checkSound(
                faults.stream().filter(f -> inFeature(f) || !f.tests().isEmpty()).toList());
    }

    private static List<String> caughtBy(
            Sound sound, Suites suites, ServerTests tests, LedgerSuite ledger, Mutant fault) {
        List<String> by = new ArrayList<>();
        try (Workshop workshop = new Workshop(sound, fault)) {
            if (inCore(fault)) {
                suites.citing(workshop, fault.rule())
                        .or(() -> suites.others(workshop, fault.rule()))
                        .ifPresent(by::add);
                suites.coreTests(workshop).ifPresent(by::add);
                return by;
            }
            if (inFeature(fault) || !fault.tests().isEmpty()) {
                tests.failure(workshop, fault).ifPresent(by::add);
            }
            if (!inFeature(fault) && by.isEmpty()) {
                by.addAll(ledger.failures(workshop));
            }
        }
        return by;
    }

    /// Reads the page and the tables anew, which may have changed while faults were planted.
    private static void write(Path root, Consumer<FaultsPage> change) {
        Path file = root.resolve(REPORT);
        FaultsPage page = FaultsPage.of(Javac.read(file));
        change.accept(page);
        try {
            Files.writeString(file, page.text(Table.read(root, FOLDER).mutants()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
