package scrip.proof.mutants;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Faults are planted under the tests of the server as the module server has them, with every
/// library that they need.
class SoundTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final String WITH_A_LIBRARY = "scrip.server.backup.ObjectPlaceTest";
    private static final String ONE_OF_IT = WITH_A_LIBRARY + "#whatIsNotKeptIsNotThere";

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
    void aTestOfTheServerWithALibraryOfItsOwnRunsInAnotherProcess() {
        assertTrue(sound.serverTests("").contains(WITH_A_LIBRARY));
        try (Workshop nothing = new Workshop(sound)) {
            assertEquals(
                    Optional.empty(),
                    Fork.failure(
                            nothing,
                            ROOT.resolve("server"),
                            UnitTests.FAILED,
                            UnitTests.class,
                            List.of(ONE_OF_IT)));
        }
    }
}
