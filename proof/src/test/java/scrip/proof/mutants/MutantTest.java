package scrip.proof.mutants;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MutantTest {

    private static final Path ROOT = Path.of("..");
    private static final Table MUTANTS = Table.read(ROOT, MutantsBench.FOLDER);
    private static final Table FAULTS = Table.read(ROOT, FaultsBench.FOLDER);

    @Test
    void theTextOfEveryMutantAndFaultIsFoundExactlyOnce() {
        List<String> stale = new ArrayList<>();
        Stream.concat(MUTANTS.mutants().stream(), FAULTS.mutants().stream())
                .forEach(mutant -> {
                    try {
                        mutant.applied(Javac.read(ROOT.resolve(mutant.file())));
                    } catch (Mutant.StaleException e) {
                        stale.add(String.valueOf(e.getMessage()));
                    }
                });
        assertEquals(List.of(), stale);
    }

    @Test
    void anArgumentThatNamesNothingIsRefused() {
        assertEquals(List.of("R9"), Rules.named(List.of("R9", "--write"), Rules.ALL));
        for (String unknown : List.of("--help", "rest", "-w")) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> Rules.named(List.of(unknown), Rules.ALL),
                    unknown);
        }
    }

    @Test
    void everyRuleHasAMutantOrAReasonForNone() {
        Set<String> rules = new HashSet<>(MUTANTS.without().keySet());
        MUTANTS.mutants().forEach(mutant -> rules.add(mutant.rule()));
        assertEquals(Set.copyOf(Rules.ALL), rules);
    }

    @Test
    void faultsArePlantedInEveryGroupOfRulesAndInTheLedger() {
        Set<Character> groups = new HashSet<>();
        FAULTS.mutants().stream()
                .filter(fault -> Rules.ALL.contains(fault.rule()))
                .forEach(fault -> groups.add(fault.rule().charAt(0)));
        assertEquals(Set.of('C', 'O', 'M', 'T', 'L', 'R', 'S', 'X'), groups);
        assertTrue(FAULTS.mutants().size() >= 20);
        assertTrue(
                FAULTS.mutants().stream().filter(f -> f.file().startsWith("server")).count() >= 4);
    }

    @Test
    void faultsArePlantedInEveryFeatureOfTheServer() {
        List<String> features =
                FAULTS.mutants().stream()
                        .map(Mutant::rule)
                        .filter(rule -> !Rules.ALL.contains(rule))
                        .toList();
        assertTrue(features.size() >= 36, features.toString());
        assertTrue(
                features.containsAll(
                        List.of(
                                "http",
                                "signin",
                                "key",
                                "payment",
                                "trail",
                                "role",
                                "organization")),
                features.toString());
    }

    @Test
    void everyFaultOfTheServerNamesExistingTests() throws IOException {
        Path folder = ROOT.resolve("server/src/test/java");
        TestNames names = new TestNames(Sound.tests(folder, folder));
        List<String> missing = new ArrayList<>();
        for (Mutant fault : FAULTS.mutants()) {
            if (fault.tests().isEmpty() && Rules.ALL.contains(fault.rule())) {
                continue;
            }
            try {
                for (String test : names.of(fault)) {
                    List<String> parts = List.of(test.split("#", 2));
                    Path file = folder.resolve(parts.getFirst().replace('.', '/') + ".java");
                    String method = parts.size() == 1 ? "@Test" : "void " + parts.getLast() + "(";
                    if (!Files.readString(file).contains(method)) {
                        missing.add(fault.place() + ": " + test);
                    }
                }
            } catch (Mutant.StaleException e) {
                missing.add(String.valueOf(e.getMessage()));
            }
        }
        assertEquals(List.of(), missing);
    }

    @Test
    void aTextThatOccursOnceIsReplacedWhateverItsWhiteSpace() {
        Mutant mutant =
                new Mutant(
                        "T1",
                        "",
                        Path.of("A.java"),
                        "if (a) { b(); }",
                        "c();",
                        List.of(),
                        false,
                        "t.yaml:1");
        assertEquals("x; c(); y;", mutant.applied("x; if (a) {\n        b();\n    } y;"));
        assertThrows(Mutant.StaleException.class, () -> mutant.applied("if (b) { b(); }"));
        String twice = "if (a) { b(); } if (a) { b(); }";
        assertThrows(Mutant.StaleException.class, () -> mutant.applied(twice));
    }
}
