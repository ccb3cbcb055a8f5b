package scrip.server.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import scrip.server.rehearse.Scenario;
import scrip.server.rehearse.ScenarioFile;

/// The files of the demo: its stories and its people.
final class Stories {

    /// The stories, in the order in which what happens at one instant happens.
    static final List<String> FILES =
            List.of(
                    "east-imaging.yaml",
                    "rhine-imaging.yaml",
                    "lakeside-medical.yaml",
                    "harbor-clinic.yaml",
                    "prairie-health.yaml",
                    "jiangnan-checkup.yaml",
                    "xishan-people.yaml",
                    "riverbend-hospital.yaml");

    private Stories() {}

    /// All stories, as told at an instant.
    static List<Scenario> all(Instant now) {
        return FILES.stream().map(file -> read(file, bytes(file), now)).toList();
    }

    /// @throws IllegalArgumentException with all faults and their lines
    static Scenario read(String file, byte[] bytes, Instant now) {
        return switch (ScenarioFile.read(
                file, bytes, zone -> new RelativeTimes(now, zone).times())) {
            case ScenarioFile.Parsed.Valid(Scenario story) -> story;
            case ScenarioFile.Parsed.Faulty(var faults) ->
                    throw new IllegalArgumentException(file + ": " + faults);
        };
    }

    static byte[] bytes(String file) {
        try (InputStream in = Stories.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException(file + " does not ship");
            }
            return in.readAllBytes();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
