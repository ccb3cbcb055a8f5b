package scrip.proof.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Checks the texts of the repository against each other, and that everything they mention exists.
class DocsTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Set<String> LEFT_OUT =
            Set.of(".git", "target", "node_modules", "dist", "data", "tour");
    private static final Pattern COMMENT = Pattern.compile("(?m)//.*|--.*|^\\s*/?\\*.*");
    private static final Pattern YAML_CITATION =
            Pattern.compile("#.*|cites:.*|\\([A-Z]\\d[^)]*\\)");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern CODE = Pattern.compile("(?s)```.*?```|`[^`\n]*`");

    @Test
    void every_cited_rule_is_in_the_rulebook() throws IOException {
        Set<String> rules = Set.copyOf(Rulebook.ids(ROOT));
        List<String> wrong = new ArrayList<>();
        for (Path file : files(".java", ".ts", ".tsx", ".sql", ".yaml", ".md")) {
            for (String cited : Citations.in(citing(file))) {
                if (!rules.contains(cited)) {
                    wrong.add(ROOT.relativize(file) + " cites " + cited);
                }
            }
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void no_text_mentions_what_a_clone_does_not_have() throws IOException {
        Pattern gone =
                Pattern.compile(
                        "\\b(RULES|DESIGN|STYLE|SCENARIOS|HOUSE|TRAPS|AMBIGUITIES[-\\d]*)[.]md\\b"
                                + "|\\((RULES|DESIGN|STYLE), section|[.]/mvn[w]");
        List<String> wrong = new ArrayList<>();
        for (Path file : files(".java", ".ts", ".tsx", ".sql", ".yaml", ".md", ".xml", "scrip")) {
            gone.matcher(Files.readString(file))
                    .results()
                    .map(MatchResult::group)
                    .forEach(name -> wrong.add(ROOT.relativize(file) + " names " + name));
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void every_link_of_every_page_resolves() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (Path page : files(".md")) {
            String text = CODE.matcher(Files.readString(page)).replaceAll("");
            LINK.matcher(text)
                    .results()
                    .map(link -> link.group(1))
                    .filter(link -> !link.contains("://"))
                    .filter(link -> !resolves(page, link))
                    .forEach(link -> wrong.add(ROOT.relativize(page) + " links " + link));
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void the_map_of_the_code_names_only_what_exists() throws IOException {
        String map = Files.readString(ROOT.resolve("docs/code.md"));
        List<Path> sources = files(".java");
        List<String> wrong = new ArrayList<>();
        for (String line : map.lines().toList()) {
            String home = first("\\| `((?:core|server|bench)\\.\\w+)` \\|", line);
            List<MatchResult> names =
                    Pattern.compile("`([A-Z]\\w+)(?:\\.(\\w+))?`").matcher(line).results().toList();
            for (int at = 0; at < names.size(); at++) {
                // The first name in a row belongs to the package of the row.
                String within = at == 0 && home != null ? folder(home) : "/";
                if (!isThere(sources, within, names.get(at))) {
                    wrong.add(names.get(at).group() + (within.equals("/") ? "" : " in " + home));
                }
            }
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void the_design_names_only_packages_that_exist() throws IOException {
        List<String> wrong =
                Pattern.compile("`((?:core|server|proof|bench)\\.[a-z]+)`")
                        .matcher(Files.readString(ROOT.resolve("docs/design.md")))
                        .results()
                        .map(found -> found.group(1))
                        .filter(name -> !Files.isDirectory(ROOT.resolve(folder(name).substring(1))))
                        .toList();
        assertEquals(List.of(), wrong);
    }

    @Test
    void the_map_of_the_code_has_each_package_once() throws IOException {
        String map = Files.readString(ROOT.resolve("docs/code.md"));
        String owners = map.substring(map.indexOf("\n## core"));
        Set<String> there = new TreeSet<>();
        for (Path file : files("package-info.java")) {
            String name = ROOT.relativize(file.getParent()).toString();
            int at = name.indexOf("/java/scrip/");
            String own = name.substring(at + "/java/scrip/".length()).replace('/', '.');
            if (at >= 0 && own.indexOf('.') > 0) {
                there.add(own);
            }
        }
        List<String> listed =
                Pattern.compile("(?m)^\\| `((?:core|server|bench|proof)\\.[\\w.]+)` \\|")
                        .matcher(owners)
                        .results()
                        .map(found -> found.group(1))
                        .toList();
        assertEquals(listed.size(), new HashSet<>(listed).size());
        Set<String> unlisted = new TreeSet<>(there);
        unlisted.removeAll(listed);
        assertEquals(Set.of(), unlisted, "packages that docs/code.md does not list");
        for (String name : listed) {
            assertTrue(Files.isDirectory(ROOT.resolve(folder(name).substring(1))), name);
        }
    }

    /// The parts of a file that may cite rules.
    private static String citing(Path file) throws IOException {
        String text = Files.readString(file);
        String name = file.toString();
        if (name.endsWith(".md")) {
            return text;
        }
        Pattern part = name.endsWith(".yaml") ? YAML_CITATION : COMMENT;
        return part.matcher(text)
                .results()
                .map(MatchResult::group)
                .collect(Collectors.joining("\n"));
    }

    private static boolean resolves(Path page, String link) {
        int hash = link.indexOf('#');
        String path = hash < 0 ? link : link.substring(0, hash);
        Path target = path.isEmpty() ? page : page.resolveSibling(path);
        if (!Files.exists(target) || hash < 0) {
            return Files.exists(target);
        }
        try {
            return anchors(Files.readString(target)).contains(link.substring(hash + 1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The anchors of a page: explicit ones, and those of its headings.
    private static Set<String> anchors(String text) {
        Set<String> anchors = new HashSet<>();
        Pattern.compile("<a id=\"([^\"]+)\">")
                .matcher(text)
                .results()
                .forEach(found -> anchors.add(found.group(1)));
        Pattern.compile("(?m)^#+ (.*)$")
                .matcher(text)
                .results()
                .map(found -> found.group(1).toLowerCase(Locale.ROOT))
                .map(head -> head.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
                .forEach(anchors::add);
        return anchors;
    }

    private static boolean isThere(List<Path> sources, String within, MatchResult name) {
        return sources.stream()
                .filter(file -> file.toString().contains(within))
                .filter(file -> file.getFileName().toString().equals(name.group(1) + ".java"))
                .anyMatch(file -> name.group(2) == null || declares(file, name.group(2)));
    }

    /// Whether a class has a member of that name: a method, a constant, or a nested type.
    private static boolean declares(Path file, String member) {
        try {
            return Pattern.compile(
                            "(?m)^ {4,8}[^/\\s].*\\b(?:"
                                    + member
                                    + "\\(|record "
                                    + member
                                    + "\\b|"
                                    + member
                                    + " =)")
                    .matcher(Files.readString(file))
                    .find();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String folder(String name) {
        return "/"
                + name.substring(0, name.indexOf('.'))
                + "/src/main/java/scrip/"
                + name.replace('.', '/');
    }

    private static @Nullable String first(String pattern, String line) {
        return Pattern.compile(pattern)
                .matcher(line)
                .results()
                .map(found -> found.group(1))
                .findFirst()
                .orElse(null);
    }

    /// The files of the repository with these endings, without build output and downloads.
    private static List<Path> files(String... ends) throws IOException {
        List<Path> all = new ArrayList<>();
        Files.walkFileTree(
                ROOT,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes a) {
                        boolean out = LEFT_OUT.contains(folder.getFileName().toString());
                        return out && !folder.equals(ROOT)
                                ? FileVisitResult.SKIP_SUBTREE
                                : FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes a) {
                        if (Stream.of(ends).anyMatch(end -> file.toString().endsWith(end))) {
                            all.add(file);
                        }
                        return FileVisitResult.CONTINUE;
                    }
                });
        return all.stream().sorted().toList();
    }
}
