package scrip.bench.start;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StepsTest {

    @Test
    void stepsAreReadFromTheLastReportOfALog() {
        String log =
                """
                INFO  Server: ready after 9.00 s: Java 8.00 s, HTTP 1.00 s
                INFO  Server: ready after 2.50 s: Java 0.31 s, PostgreSQL 0.60 s, HTTP 1.59 s
                Scrip is serving.
                """;
        assertEquals(
                Map.of("Java", 0.31, "PostgreSQL", 0.6, "HTTP", 1.59), Steps.of(log).seconds());
        assertEquals(Map.of(), Steps.of("Scrip is serving.").seconds());
    }

    @Test
    void theMedianOfEachStepIsKeptInTheOrderOfTheSteps() {
        List<Steps> all =
                List.of(
                        new Steps(Map.of("Java", 0.3)),
                        new Steps(Map.of("Java", 0.1)),
                        new Steps(Map.of("Java", 0.2)));
        assertEquals("Java 0.20 s", Steps.median(all).toString());
        assertEquals(0, StartBench.median(List.of()));
    }
}
