package scrip.bench.simulate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;

import java.util.List;
import org.junit.jupiter.api.Test;

/// Core agrees with the model, step by step, in worlds that are the same each time.
class SimulationTest {

    private static final int WORLDS = 2_000;
    private static final long SEED = 1;

    @Test
    void core_and_the_model_agree_in_two_thousand_worlds_where_every_rule_occurs() throws Exception {
        Simulation simulation =
                new Simulation(SimulateBench.STEPS, Runtime.getRuntime().availableProcessors());
        Simulation.Result result = simulation.play(SEED, WORLDS, _ -> {});
        assertEquals("", shortest(result.failures()));
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, UTF_8);
        assertEquals(List.of(), Occurrences.print(result.tally(), Occurrences.all(), nowhere));
    }

    private static String shortest(List<Simulation.Ending> failures) {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(printed, true, UTF_8);
        failures.stream().limit(1).forEach(f -> SimulateBench.tell(f, out));
        return printed.toString(UTF_8);
    }
}
