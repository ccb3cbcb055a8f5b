package scrip.proof.mutants;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertLinesMatch;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaultsPageTest {

    private static final Path ROOT = Path.of("..");
    private static final LocalDate DAY = LocalDate.of(2026, 1, 2);

    private final Mutant one = fault("a | b", false);
    private final Mutant other = fault("c", true);
    private final List<Mutant> all = List.of(one, other);

    private static Mutant fault(String what, boolean missed) {
        return new Mutant("T1", what, Path.of("x/A.java"), "a", "b", List.of(), missed, "t.yaml:1");
    }

    private static List<String> rows(FaultsPage page, List<Mutant> all) {
        return page.text(all).lines().filter(line -> line.startsWith("| T1")).toList();
    }

    /// After a change of `proof/faults`: `./scrip proof faults --new --write`.
    @Test
    void thePageHasARowForEveryFaultOfTheTablesAndForNoOther() {
        String page = Javac.read(ROOT.resolve(FaultsBench.REPORT));
        List<Mutant> faults = Table.read(ROOT, FaultsBench.FOLDER).mutants();
        assertLinesMatch(FaultsPage.of(page).text(faults).lines(), page.lines());
    }

    @Test
    void whatIsPlantedChangesItsRowAndKeepsTheOthers() {
        FaultsPage page = FaultsPage.of("");
        page.put(one, List.of("ATest.b the reason"), DAY);
        String first = "| T1 | a \\| b | `A.java` | `ATest.b` |  | 2026-01-02 |";
        assertEquals(
                List.of(first, "| T1 | c | `A.java` | **not planted yet** | *added* |  |"),
                rows(page, all));
        assertTrue(page.text(all).contains("2 faults: 1 caught in the first run, 0 after"));
        assertTrue(page.text(all).contains(" 0 not, 1 not planted yet."));

        FaultsPage again = FaultsPage.of(page.text(all));
        assertTrue(again.isPlanted(one));
        assertFalse(again.isPlanted(other));
        again.put(other, List.of(), DAY.plusDays(1));
        assertEquals(
                List.of(first, "| T1 | c | `A.java` | **not caught** | *added* | 2026-01-03 |"),
                rows(again, all));
        assertTrue(again.text(all).contains(" 1 not.\n"));
    }

    @Test
    void aFaultThatIsGoneHasNoRow() {
        FaultsPage page = FaultsPage.of("");
        all.forEach(fault -> page.put(fault, List.of("ATest.b"), DAY));
        FaultsPage again = FaultsPage.of(page.text(all));
        assertEquals(
                List.of("| T1 | c | `A.java` | `ATest.b` | *added* | 2026-01-02 |"),
                rows(again, List.of(other)));
    }
}
