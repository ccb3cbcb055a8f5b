package scrip.proof.mutants;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
    void everyRuleHasAMutantOrAReasonWhyNot() {
        Set<String> rules = new HashSet<>(MUTANTS.without().keySet());
        MUTANTS.mutants().forEach(mutant -> rules.add(mutant.rule()));
        assertEquals(Set.copyOf(Rules.ALL), rules);
    }

    @Test
    void faultsArePlantedInEveryGroupOfRulesAndInTheLedger() {
        Set<Character> groups = new HashSet<>();
        FAULTS.mutants().forEach(fault -> groups.add(fault.rule().charAt(0)));
        assertEquals(Set.of('C', 'O', 'M', 'T', 'L', 'R', 'S', 'X'), groups);
        assertTrue(FAULTS.mutants().size() >= 20);
        assertTrue(
                FAULTS.mutants().stream().filter(f -> f.file().startsWith("server")).count() >= 4);
    }

    @Test
    void aTextIsReplacedWhateverItsWhiteSpaceIfItIsThereOnce() {
        Mutant mutant =
                new Mutant(
                        "T1", "", Path.of("A.java"), "if (a) { b(); }", "c();", false, "t.yaml:1");
        assertEquals("x; c(); y;", mutant.applied("x; if (a) {\n        b();\n    } y;"));
        assertThrows(Mutant.StaleException.class, () -> mutant.applied("if (b) { b(); }"));
        String twice = "if (a) { b(); } if (a) { b(); }";
        assertThrows(Mutant.StaleException.class, () -> mutant.applied(twice));
    }
}
