package scrip.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import scrip.bench.client.ClientBench;
import scrip.bench.http.HttpBench;
import scrip.bench.measure.Options;
import scrip.bench.signin.SignInBench;
import scrip.bench.start.StartBench;
import scrip.bench.uses.GrowthBench;
import scrip.bench.uses.MembersBench;
import scrip.bench.uses.RestartBench;
import scrip.bench.uses.UsesBench;

class UsageTest {

    private static final Pattern OPTION = Pattern.compile("--[a-z-]+");

    private interface Measurement {
        int run(List<String> args, PrintStream out) throws Exception;
    }

    private static final Map<String, Measurement> MEASUREMENTS =
            Map.of(
                    "uses", UsesBench::run,
                    "client", ClientBench::run,
                    "http", HttpBench::run,
                    "growth", GrowthBench::run,
                    "restart", RestartBench::run,
                    "start", StartBench::run,
                    "sign-ins", SignInBench::run,
                    "members", MembersBench::run);

    private static List<String> options(Stream<String> lines) {
        return lines.flatMap(line -> OPTION.matcher(line).results())
                .map(found -> found.group())
                .sorted()
                .toList();
    }

    /// A measurement that is given an option it does not know names those that it does.
    @Test
    void theHelpOfAMeasurementHasAllOfItsOptions() {
        MEASUREMENTS.forEach((name, measurement) -> {
            Options.WrongOption wrong =
                    assertThrows(
                            Options.WrongOption.class,
                            () ->
                                    measurement.run(
                                            List.of("none"),
                                            new PrintStream(
                                                    OutputStream.nullOutputStream(), true, UTF_8)));
            assertEquals(
                    options(Stream.of(String.valueOf(wrong.getMessage()))),
                    options(Usage.of(name).lines()),
                    name);
        });
    }

    @Test
    void theHelpOfEverythingHasThatOfEach() {
        for (String name : Usage.names().split(", ", -1)) {
            Usage.of(name)
                    .lines()
                    .skip(1)
                    .forEach(line -> assertTrue(Usage.text().contains(line.strip()), line));
        }
        assertEquals(Usage.text(), Usage.of("compare"));
    }
}
