package scrip.proof.simulate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Core agrees with the model, step by step, in reproducible worlds.
class SimulationTest {

    private static final int WORLDS = 2_000;
    private static final int LASTING = 30;
    private static final int DYING = 10;
    private static final int DEATHS = 6;
    private static final long SEED = 1;

    @Test
    void core_and_the_model_agree_in_two_thousand_worlds_that_reach_every_rule() throws Exception {
        Simulation simulation =
                new Simulation(SimulateBench.STEPS, Runtime.getRuntime().availableProcessors());
        Simulation.Result result = simulation.play(SEED, WORLDS, _ -> {});
        assertEquals("", shortest(result.failures()));
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, UTF_8);
        assertEquals(List.of(), Occurrences.print(result.tally(), Occurrences.all(), nowhere));
    }

    @Test
    void thirty_worlds_agree_on_the_real_ledger_where_commands_share_batches() throws Exception {
        try (Installation installation = new Installation(0, new Dice(SEED))) {
            agree(installation, SEED, LASTING);
        }
    }

    @Test
    void ten_worlds_agree_on_the_real_ledger_while_servers_die() throws Exception {
        try (Installation installation = new Installation(DEATHS, new Dice(SEED))) {
            agree(installation, SEED + WORLDS, DYING);
            assertEquals(DEATHS, installation.deaths());
        }
    }

    private static void agree(Installation installation, long seed, int worlds) throws Exception {
        LedgerSimulation simulation = new LedgerSimulation(SimulateBench.STEPS, installation);
        assertEquals(List.of(), simulation.play(seed, worlds, _ -> {}).faults());
        assertEquals(List.of(), installation.verify().findings());
        Installation.Batches batches = installation.batches();
        assertTrue(batches.several() > 0 && batches.severalOfOne() > 0, batches::toString);
    }

    private static String shortest(List<Simulation.Ending> failures) {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(printed, true, UTF_8);
        failures.stream().limit(1).forEach(f -> SimulateBench.tell(f, out));
        return printed.toString(UTF_8);
    }
}
