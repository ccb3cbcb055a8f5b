package scrip.server.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import scrip.server.rehearse.Scenario;
import scrip.server.rehearse.Scenario.Step;
import scrip.server.rehearse.Times;
import scrip.server.yaml.Faults;
import scrip.server.yaml.YamlReader;
import scrip.server.yaml.YamlValue;

/// The files of the demo: they are read without a fault, and one that is at fault says where.
class StoriesTest {

    private static final Path FOLDER = Path.of("src/main/resources/scrip/server/demo");
    private static final Instant NOW = Instant.parse("2026-11-20T15:30:00Z");

    @Test
    void everyFileIsReadWithoutAFault() throws IOException {
        Set<String> files = new TreeSet<>();
        try (Stream<Path> all = Files.list(FOLDER)) {
            all.forEach(file -> files.add(file.getFileName().toString()));
        }
        Set<String> known = new TreeSet<>(Stories.FILES);
        known.add(DemoPeople.FILE);
        assertEquals(known, files);
        assertEquals(Stories.FILES.size(), Stories.all(NOW).size());
        assertTrue(DemoPeople.read(Stories.bytes(DemoPeople.FILE)).all().size() > 8);
    }

    /// They are played as one: a name means one thing in all of them, and so does a key.
    @Test
    void noNameIsGivenTwice() {
        List<String> twice = new ArrayList<>();
        Set<Object> seen = new HashSet<>();
        for (Scenario story : Stories.all(NOW)) {
            story.organizations().stream()
                    .filter(one -> !seen.add(one.id()))
                    .forEach(one -> twice.add(one.id().value()));
            for (Step step : story.steps()) {
                names(step)
                        .filter(name -> !seen.add(name))
                        .forEach(name -> twice.add(story.file() + ":" + step.line()));
            }
        }
        assertEquals(List.of(), twice);
    }

    private static Stream<String> names(Step step) {
        boolean use = "use".equals(step.verb()) || "spend".equals(step.verb());
        return Stream.concat(
                Stream.ofNullable(step.fields().textOrNull(use ? "key" : "as")),
                step.fields().all("lines").stream().map(line -> line.text("as")));
    }

    @Test
    void aFaultNamesItsLine() {
        String story =
                new String(Stories.bytes("harbor-clinic.yaml"), StandardCharsets.UTF_8)
                        .replace("at: 290 days ago at 10:00", "at: 290 days before")
                        .replace("months: 12 }", "moths: 12 }");
        List<String> lines = story.lines().toList();
        String refused = refused(() -> Stories.read("harbor-clinic.yaml", bytes(story), NOW));
        for (String wrong : List.of("290 days before", "moths")) {
            long line = 1 + lines.stream().takeWhile(l -> !l.contains(wrong)).count();
            assertTrue(refused.contains(line + ":"), refused);
        }
        assertTrue(refused.contains("harbor-clinic.yaml"), refused);
        assertTrue(refused.contains("12 days ago at 09:00") && refused.contains("months"), refused);
    }

    @Test
    void aFaultInThePeopleNamesItsLine() {
        String people =
                """
                password: see the README
                people:
                  - { email: a@b.example, name: A, language: en, vendor: admin }
                  - { email: b@b.example, name: B, language: en, role: owner }
                """;
        String refused = refused(() -> DemoPeople.read(bytes(people)));
        assertTrue(refused.contains("people.yaml"), refused);
        assertTrue(refused.contains("3:") && refused.contains("admin"), refused);
        assertTrue(refused.contains("4:") && refused.contains("`of`"), refused);
    }

    @Test
    void aTimeIsSeenFromNowInTheZoneOfTheStory() {
        // In Shanghai it is half past eleven in the evening.
        Function<String, Optional<Instant>> at =
                text -> read(text, "Asia/Shanghai", (times, value) -> times.instant().apply(value));
        assertEquals(Optional.of(NOW), at.apply("now"));
        assertEquals(Optional.of(Instant.parse("2026-11-20T12:30:00Z")), at.apply("3 hours ago"));
        assertEquals(Optional.of(Instant.parse("2026-11-20T15:29:00Z")), at.apply("1 minute ago"));
        assertEquals(
                Optional.of(Instant.parse("2026-11-19T01:00:00Z")), at.apply("1 day ago at 09:00"));
        assertEquals(
                Optional.of(Instant.parse("2026-11-30T01:00:00Z")),
                at.apply("in 10 days at 09:00"));
        assertEquals(
                Optional.of(Instant.parse("2026-10-19T01:00:00Z")),
                at.apply("1 month before yesterday at 09:00"));
        for (String wrong :
                List.of("yesterday", "3 days ago", "09:00", "3 days ago at 25:00", " at 09:00")) {
            assertEquals(Optional.empty(), at.apply(wrong), wrong);
        }
        assertEquals(
                Optional.of(LocalDate.parse("2026-11-21")),
                read("today", "Asia/Tokyo", (times, value) -> times.date().apply(value)));
        assertEquals(
                Optional.of(LocalDate.parse("2026-11-23")),
                read("in 3 days", "UTC", (times, value) -> times.date().apply(value)));
    }

    private interface Reader<T> {
        Optional<T> read(Times times, YamlValue value);
    }

    private static <T> Optional<T> read(String text, String zone, Reader<T> reader) {
        YamlValue value = YamlReader.read('"' + text + '"', new Faults()).orElseThrow();
        return reader.read(new RelativeTimes(NOW, ZoneId.of(zone)).times(), value);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String refused(Executable reading) {
        return String.valueOf(assertThrows(IllegalArgumentException.class, reading).getMessage());
    }
}
