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
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import scrip.core.time.Period;
import scrip.server.rehearse.Play;
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

    /// The key of a hold may be the name that other steps know it by.
    private static Stream<String> names(Step step) {
        String name = step.fields().textOrNull("as");
        String verb = step.verb();
        String key = verb != null && Play.KEYED.contains(verb) ? step.fields().text("key") : null;
        return Stream.concat(
                Stream.of(name, key).filter(Objects::nonNull).distinct(),
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
                at.apply("a term before today at 09:00"));
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

    /// What is bought a term before today for a term ended at the start of today, whatever day it
    /// is (T2).
    @Test
    void aTermEndsAtTheStartOfToday() {
        for (LocalDate day = LocalDate.parse("2027-01-01");
                day.isBefore(LocalDate.parse("2029-01-01"));
                day = day.plusDays(1)) {
            RelativeTimes times =
                    new RelativeTimes(day.atTime(5, 0).toInstant(ZoneOffset.UTC), ZoneOffset.UTC);
            YamlValue months = YamlReader.read("a term", new Faults()).orElseThrow();
            Instant until =
                    Period.until(
                            times.day("a term before today"),
                            Math.toIntExact(times.times().months().apply(months).orElseThrow()),
                            ZoneOffset.UTC);
            assertEquals(day.atStartOfDay().toInstant(ZoneOffset.UTC), until, day.toString());
        }
        assertEquals(
                Optional.empty(), read("two terms", "UTC", (times, v) -> times.months().apply(v)));
    }

    /// Days on which the month before yesterday's has no such day.
    @Test
    void theDemoHasALicenseInArrearsOnEveryDay() {
        for (String day :
                List.of(
                        "2027-01-01",
                        "2027-03-30",
                        "2027-03-31",
                        "2027-04-01",
                        "2027-06-01",
                        "2027-08-01",
                        "2027-11-01",
                        "2028-03-01")) {
            Instant noon = Instant.parse(day + "T04:00:00Z");
            Scenario story =
                    Stories.read("east-imaging.yaml", Stories.bytes("east-imaging.yaml"), noon);
            Step mobile =
                    story.steps().stream()
                            .filter(s -> "E-mobile".equals(s.fields().textOrNull("as")))
                            .findFirst()
                            .orElseThrow();
            ZoneId zone = ZoneId.of("Asia/Shanghai");
            Instant until =
                    Period.until(
                            LocalDate.ofInstant(Objects.requireNonNull(mobile.at()), zone),
                            Math.toIntExact(mobile.fields().whole("months")),
                            zone);
            assertEquals(LocalDate.parse(day).atStartOfDay(zone).toInstant(), until, day);
        }
    }

    /// A bonus pack may begin and end at an instant or on a day, said like any other.
    @Test
    void whereEitherIsTakenATimeOrADayMayStand() {
        Function<String, Optional<?>> either =
                text ->
                        read(
                                text,
                                "UTC",
                                (times, value) ->
                                        times.instantOrDate().apply(value).map(Object.class::cast));
        assertEquals(Optional.of(NOW), either.apply("now"));
        assertEquals(
                Optional.of(Instant.parse("2026-11-20T12:30:00Z")), either.apply("3 hours ago"));
        assertEquals(
                Optional.of(Instant.parse("2026-11-30T09:00:00Z")),
                either.apply("in 10 days at 09:00"));
        assertEquals(Optional.of(LocalDate.parse("2026-11-20")), either.apply("today"));
        assertEquals(Optional.of(LocalDate.parse("2026-11-30")), either.apply("in 10 days"));
        assertEquals(Optional.empty(), either.apply("yesterday"));
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
