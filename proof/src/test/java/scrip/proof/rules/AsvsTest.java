package scrip.proof.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The table of ASVS has every requirement of levels 1 and 2 once, an answer to each, and names
/// only what exists.
class AsvsTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern ROW =
            Pattern.compile(
                    "(?m)^[|] ([0-9]+[.][0-9]+[.][0-9]+) [|] ([^|]+) [|] ([^|]+) [|] ([^|]+) [|]$");
    private static final Pattern NAMED = Pattern.compile("`([^`]+)`");
    private static final Pattern PACKAGE = Pattern.compile("(server|core)[.][a-z]+");

    /// The requirements of version 4.0.3: each section with its numbers.
    private static final String REQUIREMENTS =
            """
            1.1 1-7, 1.2 1-4, 1.4 1 4 5, 1.5 1-4, 1.6 1-4, 1.7 1-2, 1.8 1-2, 1.9 1-2, 1.10 1,
            1.11 1-2, 1.12 2, 1.14 1-6,
            2.1 1-12, 2.2 1-3, 2.3 1-3, 2.4 1-6, 2.5 1-7, 2.6 1-3, 2.7 1-6, 2.8 1-7, 2.9 1-3,
            2.10 1-4,
            3.1 1, 3.2 1-4, 3.3 1-4, 3.4 1-5, 3.5 1-3, 3.7 1,
            4.1 1-3 5, 4.2 1-2, 4.3 1-3,
            5.1 1-5, 5.2 1-8, 5.3 1-10, 5.4 1-3, 5.5 1-4,
            6.1 1-3, 6.2 1-6, 6.3 1-2, 6.4 1-2,
            7.1 1-4, 7.2 1-2, 7.3 1 3 4, 7.4 1-3,
            8.1 1-4, 8.2 1-3, 8.3 1-8,
            9.1 1-3, 9.2 1-4,
            10.2 1-2, 10.3 1-3,
            11.1 1-8,
            12.1 1-3, 12.2 1, 12.3 1-6, 12.4 1-2, 12.5 1-2, 12.6 1,
            13.1 1 3-5, 13.2 1-3 5 6, 13.3 1-2, 13.4 1-2,
            14.1 1-4, 14.2 1-6, 14.3 2 3, 14.4 1-7, 14.5 1-4
            """;

    private static List<MatchResult> rows() throws IOException {
        return ROW.matcher(Files.readString(ROOT.resolve("docs/security/asvs.md")))
                .results()
                .toList();
    }

    private static List<String> numbers() {
        List<String> all = new ArrayList<>();
        for (String section : REQUIREMENTS.strip().split(",\\s*", -1)) {
            String[] words = section.strip().split(" ", -1);
            for (int i = 1; i < words.length; i++) {
                String[] ends = words[i].split("-", -1);
                int from = Integer.parseInt(ends[0]);
                int until = Integer.parseInt(ends[ends.length - 1]);
                IntStream.rangeClosed(from, until).forEach(n -> all.add(words[0] + "." + n));
            }
        }
        return all;
    }

    @Test
    void every_requirement_is_there_once_in_its_order() throws IOException {
        assertEquals(numbers(), rows().stream().map(row -> row.group(1)).toList());
    }

    @Test
    void no_answer_is_silent() throws IOException {
        List<String> silent = new ArrayList<>();
        for (MatchResult row : rows()) {
            boolean shown = NAMED.matcher(row.group(4)).find();
            boolean answered =
                    switch (row.group(3)) {
                        // What the language or the platform does names no place of ours.
                        case "met" -> shown || row.group(4).startsWith("Java;");
                        case "gap", "n/a" -> row.group(4).length() > 15;
                        default -> false;
                    };
            if (!answered) {
                silent.add(row.group());
            }
        }
        assertEquals(List.of(), silent);
    }

    @Test
    void everything_named_exists() throws IOException {
        Set<String> tests = tests();
        List<String> missing = new ArrayList<>();
        for (MatchResult row : rows()) {
            NAMED.matcher(row.group(4))
                    .results()
                    .map(named -> named.group(1))
                    .filter(named -> !exists(named, tests))
                    .forEach(named -> missing.add(row.group(1) + " names " + named));
        }
        assertEquals(List.of(), missing);
    }

    @Test
    void the_page_about_security_leads_to_it() throws IOException {
        assertTrue(
                Files.readString(ROOT.resolve("SECURITY.md")).contains("(docs/security/asvs.md)"));
    }

    private static boolean exists(String named, Set<String> tests) {
        if (named.endsWith("Test")) {
            return tests.contains(named);
        }
        if (PACKAGE.matcher(named).matches()) {
            String module = named.substring(0, named.indexOf('.'));
            return Files.isDirectory(
                    ROOT.resolve(module + "/src/main/java/scrip/" + named.replace('.', '/')));
        }
        boolean isFile = named.contains("/") || named.endsWith(".md") || named.endsWith(".xml");
        // Anything else is a word of a configuration or of a protocol.
        return !isFile || named.equals("/") || Files.exists(ROOT.resolve(named));
    }

    private static Set<String> tests() throws IOException {
        Set<String> names = new TreeSet<>();
        for (String module : List.of("core", "server", "proof", "bench")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/test"))) {
                names.addAll(
                        files.map(file -> file.getFileName().toString())
                                .filter(name -> name.endsWith("Test.java"))
                                .map(name -> name.substring(0, name.length() - ".java".length()))
                                .collect(Collectors.toSet()));
            }
        }
        return names;
    }
}
