package scrip.proof.mutants;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Faults are planted under the tests of the server as the module server has them, with every
/// library that they need.
class SoundTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final String WITH_A_LIBRARY = "ObjectPlaceTest.whatIsNotKeptIsNotThere";

    private static Sound sound;

    @BeforeAll
    static void compile() {
        sound = new Sound(ROOT);
    }

    @AfterAll
    static void delete() {
        sound.close();
    }

    @Test
    void theTestsOfCoreAndOfTheServerCompile() {
        assertFalse(sound.coreTests().isEmpty());
        assertFalse(sound.serverTests("").isEmpty());
    }

    @Test
    void everyFaultCompiles() {
        List<String> stale = new ArrayList<>();
        for (Mutant fault : Table.read(ROOT, FaultsBench.FOLDER).mutants()) {
            try (Workshop workshop = new Workshop(sound, fault)) {
                assertFalse(workshop.classPath().isEmpty());
            } catch (Mutant.StaleException e) {
                stale.add(String.valueOf(e.getMessage()));
            }
        }
        assertEquals(List.of(), stale);
    }

    @Test
    void aTestOfTheServerWithALibraryOfItsOwnRunsInAnotherProcess() {
        Mutant fault =
                new Mutant("backup", "", ROOT, "", "", List.of(WITH_A_LIBRARY), false, "t.yaml:1");
        assertDoesNotThrow(() -> new ServerTests(sound).checkSound(List.of(fault)));
    }
}
