package scrip.proof.mutants;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class TestNamesTest {

    private static final TestNames NAMES =
            new TestNames(
                    List.of(
                            "scrip.server.StoryTest",
                            "scrip.server.key.KeyTest",
                            "scrip.server.ledger.DamageTest",
                            "scrip.server.backup.DamageTest"));

    private static List<String> named(String... tests) {
        return NAMES.of(
                new Mutant(
                        "key", "", Path.of("A.java"), "", "", List.of(tests), false, "t.yaml:1"));
    }

    @Test
    void aTestIsNamedByItsClassAndOneOfTwoByItsPackageToo() {
        assertEquals(
                List.of(
                        "scrip.server.StoryTest",
                        "scrip.server.key.KeyTest#aKeyExpires",
                        "scrip.server.backup.DamageTest",
                        "scrip.server.ledger.DamageTest#all"),
                named(
                        "StoryTest",
                        "KeyTest.aKeyExpires",
                        "backup/DamageTest",
                        "ledger/DamageTest.all"));
    }

    @Test
    void aRowThatNamesNoTestOrOneOfTwoIsStale() {
        assertThrows(Mutant.StaleException.class, () -> named());
        assertThrows(Mutant.StaleException.class, () -> named("DamageTest"));
        assertThrows(Mutant.StaleException.class, () -> named("trail/KeyTest"));
    }
}
