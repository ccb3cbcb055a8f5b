package scrip.bench.result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What the lines of targets say, by which they are found again among the output of a measurement.
class TargetsTest {

    private static List<String> printed(List<Targets.Target> targets) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Targets.print(new PrintStream(bytes, true, StandardCharsets.UTF_8), targets);
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void eachLineTellsByHowMuchATargetIsMetOrMissed() {
        List<String> lines =
                printed(
                        List.of(
                                Targets.Target.more("rate", " ×", 10, 20, 15),
                                Targets.Target.less("time", " ms", 10, 5, 15),
                                new Targets.Target("other", "", 1, 2, true, Optional.empty())));
        assertEquals(List.of("", Targets.HEADING), lines.subList(0, 2));
        assertTrue(lines.get(2).endsWith("met by 50 %; misses the stretch"), lines.get(2));
        assertTrue(lines.get(3).endsWith("missed by 50 %; misses the stretch"), lines.get(3));
        assertTrue(lines.get(4).endsWith("not measured in this run"), lines.get(4));
        assertTrue(lines.subList(2, 5).stream().allMatch(Targets::isTarget));
    }

    @Test
    void noOtherLineIsTakenForATarget() {
        assertFalse(Targets.isTarget(Targets.HEADING));
        assertFalse(Targets.isTarget("It took 12 s."));
        assertFalse(Targets.isTarget(Cell.heading()));
    }
}
