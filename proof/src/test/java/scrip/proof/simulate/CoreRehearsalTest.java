package scrip.proof.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class CoreRehearsalTest {

    @Test
    void every_scenario_of_the_rulebook_passes_on_core_alone() {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        int failed = CoreRehearsal.run(List.of(Path.of("../scenarios")), out);
        assertEquals(0, failed, () -> printed.toString(StandardCharsets.UTF_8));
    }
}
