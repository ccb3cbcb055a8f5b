package scrip.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import scrip.server.metrics.Program;
import scrip.server.setting.Launcher;
import scrip.server.terminal.Typed;

/// Every subcommand helps, and refuses what it does not understand.
class CommandsTest {

    private static final Pattern CODE =
            Pattern.compile(
                    "int (DONE|PASSED|FAILED|FOUND|REFUSED|FORGED|WRONG|NO_[A-Z]+) = [012];");

    private static final Pattern CALL = Pattern.compile("\\./scrip ([a-z]+)(?: ([a-z]+)\\b)?");

    @TempDir Path folder;

    private static Typed run(String... args) {
        return Typed.at(Map.of(), false, terminal -> Main.run(terminal, args));
    }

    private static Typed run(List<String> words, String... more) {
        List<String> all = new ArrayList<>(words);
        all.addAll(List.of(more));
        return run(all.toArray(String[]::new));
    }

    /// The words of every subcommand that is listed, also of those within another.
    private static List<List<String>> all() {
        List<List<String>> all = new ArrayList<>();
        Typed _ =
                Typed.at(
                        Map.of(),
                        false,
                        terminal -> {
                            collect(Main.all(terminal), List.of(), all);
                            return 0;
                        });
        return all;
    }

    private static void collect(CommandLine line, List<String> words, List<List<String>> all) {
        line.getSubcommands()
                .forEach((name, below) -> {
                    if (!below.getCommandSpec().usageMessage().hidden() && !name.equals("help")) {
                        List<String> own = new ArrayList<>(words);
                        own.add(name);
                        all.add(own);
                        collect(below, own, all);
                    }
                });
    }

    @Test
    void everyOneHelpsOnStandardOutput() {
        List<List<String>> all = all();
        assertTrue(all.size() > 30, all.toString());
        for (List<String> words : all) {
            String called = "usage: ./scrip " + String.join(" ", words);
            for (String asked : List.of("--help", "-h")) {
                Typed help = run(words, asked);
                assertEquals(0, help.code(), words + help.err());
                assertEquals("", help.err());
                assertTrue(help.out().contains(called), help.out());
                assertTrue(help.out().lines().count() > 3, help.out());
            }
        }
        Typed whole = run("--help");
        assertEquals(0, whole.code());
        assertTrue(whole.out().contains("\n  verify "), whole.out());
        assertEquals(run("verify", "--help").out(), run("help", "verify").out());
    }

    @Test
    void everyOneTellsItsVersion() {
        for (List<String> words : all()) {
            Typed version = run(words, "--version");
            assertEquals(0, version.code(), words.toString());
            assertTrue(version.out().startsWith("scrip "), version.out());
        }
        assertEquals(0, run("--version").code());
    }

    @Test
    void everyOneRefusesAllThatIsWrongAtOnce() {
        for (List<String> words : all()) {
            Typed wrong = run(words, "--neither", "--nor");
            assertEquals(2, wrong.code(), words + wrong.err());
            assertEquals("", wrong.out());
            assertTrue(wrong.err().startsWith("scrip: "), wrong.err());
            assertTrue(
                    wrong.err()
                            .endsWith("\nusage: ./scrip " + String.join(" ", words) + " --help\n"),
                    wrong.err());
            assertTrue(
                    wrong.err().contains("--neither") && wrong.err().contains("--nor"),
                    wrong.err());
        }
    }

    @Test
    void oneWrongOptionIsOneLineAndAHint() {
        assertEquals(
                "scrip: Unknown option: '--neither'\nusage: ./scrip config --help\n",
                run("config", "--neither").err());
    }

    @Test
    void whatTheLauncherIsCalledIsWhatTheTextsSay() {
        System.setProperty(Launcher.PROPERTY, "scrip");
        try {
            for (List<String> words : all()) {
                String help = run(words, "--help").out();
                assertTrue(help.contains("usage: scrip " + words.getFirst()), help);
                assertFalse(help.contains("./scrip"), help);
                assertFalse(run(words, "--neither").err().contains("./scrip"), words.toString());
            }
            for (String asked : List.of("--template", "--json")) {
                assertFalse(run("config", asked).out().contains("./scrip"), asked);
            }
            assertFalse(run("completion", "bash").out().contains("./scrip"));
        } finally {
            System.clearProperty(Launcher.PROPERTY);
        }
        assertTrue(run("config", "--template").out().contains("./scrip doctor"));
    }

    @Test
    void noTextNamesTheProgramByItselfAndExitCodesAreInOnePlace() throws IOException {
        Set<String> naming = new TreeSet<>();
        Set<String> coding = new TreeSet<>();
        for (String module : List.of("server", "proof")) {
            try (Stream<Path> files = Files.walk(Path.of("..", module, "src/main/java"))) {
                for (Path file : (Iterable<Path>) files::iterator) {
                    if (!file.toString().endsWith(".java")) {
                        continue;
                    }
                    String code = Files.readString(file).replaceAll("(?m)^ *///.*$", "");
                    String name = file.getFileName().toString();
                    if (module.equals("server") && code.contains("./scrip")) {
                        naming.add(name);
                    }
                    if (CODE.matcher(code).find()) {
                        coding.add(name);
                    }
                }
            }
        }
        // The name itself; texts of the reference and of settings, which are made for here.
        assertEquals(Set.of("Launcher.java", "Setting.java", "SettingsPage.java"), naming);
        assertEquals(Set.of("Manners.java"), coding);
    }

    @Test
    void whatIsMissingAndWhatIsUnknownAreToldTogether() {
        Typed wrong = run("organization", "create", "--nam=x");
        assertEquals(2, wrong.code());
        for (String part : List.of("--nam", "--name", "ID")) {
            assertTrue(wrong.err().contains(part), wrong.err());
        }
        Typed verify = run("verify", "--statement", "x", "--json", "--head");
        assertEquals(2, verify.code());
        assertTrue(verify.err().contains("--statement and --out go together"), verify.err());
        assertTrue(verify.err().contains("--head goes with neither"), verify.err());
        assertTrue(verify.err().contains("--json does not go with --statement"), verify.err());
    }

    @Test
    void anUnknownSubcommandIsRefusedWithTheNearest() {
        Typed wrong = run("verfy");
        assertEquals(2, wrong.code());
        assertTrue(wrong.err().contains("verfy") && wrong.err().contains("verify"), wrong.err());
        assertEquals("", wrong.out());
        for (String group : List.of("staff", "key", "organization", "sandbox", "catalog")) {
            assertEquals(2, run(group).code(), group);
            assertEquals(2, run(group, "nothing").code(), group);
        }
    }

    @Test
    void theLauncherListsExactlyWhatThereIs() throws IOException {
        String launcher = Files.readString(Path.of("..", "scrip"));
        String usage = launcher.substring(0, launcher.indexOf("Of the working copy:"));
        Set<String> listed =
                Pattern.compile("(?m)^  ([a-z]+) {1,12}\\S")
                        .matcher(usage)
                        .results()
                        .map(found -> found.group(1))
                        .collect(Collectors.toCollection(TreeSet::new));
        Set<String> there =
                all().stream().map(List::getFirst).collect(Collectors.toCollection(TreeSet::new));
        there.add("help");
        assertEquals(there, listed);
        String passedOn =
                Pattern.compile("\n    (start \\|[^)]*)\\)")
                        .matcher(launcher)
                        .results()
                        .map(MatchResult::group)
                        .findFirst()
                        .orElseThrow();
        for (String name : there) {
            assertTrue(name.equals("help") || passedOn.contains(" " + name + " "), name);
        }
    }

    @Test
    void theCommandsOfThePagesExist() throws IOException {
        Set<String> there = new TreeSet<>();
        Set<String> groups = new TreeSet<>();
        for (List<String> words : all()) {
            there.add(String.join(" ", words));
            if (words.size() > 1) {
                groups.add(words.getFirst());
            }
        }
        there.addAll(Set.of("help", "proof", "bench", "test", "screenshots", "package", "jdk"));
        Set<String> missing = new TreeSet<>();
        try (Stream<Path> pages = Files.list(Path.of("../docs/operating"))) {
            for (Path page : (Iterable<Path>) pages::iterator) {
                CALL.matcher(Files.readString(page))
                        .results()
                        .map(found ->
                                groups.contains(found.group(1)) && found.group(2) != null
                                        ? found.group(1) + " " + found.group(2)
                                        : found.group(1))
                        .filter(called -> !there.contains(called) && !groups.contains(called))
                        .forEach(called -> missing.add(page.getFileName() + ": " + called));
            }
        }
        assertEquals(Set.of(), missing);
    }

    @Test
    void completionIsAScriptThatShellsTake() throws Exception {
        for (String shell : List.of("bash", "zsh")) {
            Typed made = run("completion", shell);
            assertEquals(0, made.code(), made.err());
            for (List<String> words : all()) {
                assertTrue(made.out().contains(words.getLast()), words.toString());
            }
        }
        Path script = Files.writeString(folder.resolve("script"), run("completion", "bash").out());
        Path tried =
                Files.writeString(
                        folder.resolve("tried"),
                        """
                        source %s
                        COMP_WORDS=(scrip organ) COMP_CWORD=1
                        _complete_scrip
                        printf '%%s\\n' "${COMPREPLY[@]}"
                        """
                                .formatted(script));
        Process bash =
                new ProcessBuilder("bash", tried.toString()).redirectErrorStream(true).start();
        String said = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, bash.waitFor(), said);
        assertTrue(said.contains("organization"), said);
        if (Program.find("zsh") != null) {
            Path ours = Files.writeString(folder.resolve("ours"), run("completion", "zsh").out());
            Process zsh =
                    new ProcessBuilder(
                                    "zsh",
                                    "-fc",
                                    "autoload -U compinit && compinit -u -d "
                                            + folder.resolve("dump")
                                            + " && source "
                                            + ours
                                            + " && whence -w _complete_scrip")
                            .redirectErrorStream(true)
                            .start();
            String told = new String(zsh.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(0, zsh.waitFor(), told);
            assertEquals("_complete_scrip: function\n", told);
        }
        assertEquals(2, run("completion", "fish").code());
    }
}
