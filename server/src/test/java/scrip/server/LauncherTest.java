package scrip.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// When `./scrip` makes the start cache and when it uses it, with stand-ins for Java and Maven that
/// note how they are called.
@Timeout(60)
class LauncherTest {

    private static final String JAVA =
            """
            #!/bin/sh
            echo "$*" >>"$CALLS"
            for word; do
                case "$word" in
                    -XX:AOTCacheOutput=*) [ -n "${TRAINING_FAILS:-}" ] && exit 1; echo cache >"${word#*=}" ;;
                    extract) mkdir -p server/target/run.new && echo jar >server/target/run.new/scrip-server.jar ;;
                esac
            done
            """;

    private static final String MAVEN =
            """
            #!/bin/sh
            case "$1" in
                --version) echo "Apache Maven 3.9.9" ;;
                *) mkdir -p server/target; echo jar >server/target/scrip-server-1-exec.jar ;;
            esac
            """;

    @TempDir Path folder;
    private Path calls;
    private Path run;

    @BeforeEach
    void aCloneThatWasNeverBuilt() throws IOException {
        calls = folder.resolve("calls");
        run = folder.resolve("clone/server/target/run");
        Path clone = Files.createDirectories(folder.resolve("clone"));
        Files.copy(Path.of("../scrip"), clone.resolve("scrip"), StandardCopyOption.COPY_ATTRIBUTES);
        Files.writeString(clone.resolve("pom.xml"), "<project/>");
        Files.setLastModifiedTime(
                clone.resolve("pom.xml"), FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
        program("jdk/bin/java", JAVA);
        program("jdk/bin/javac", JAVA);
        program("bin/mvn", MAVEN);
        program("bin/npm", "#!/bin/sh\n");
        Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"25.0.1\"\n");
    }

    @Test
    void theFirstStartAfterABuildMakesTheCacheAndLaterOnesUseIt() throws Exception {
        assertTrue(scrip(Map.of(), "start").contains("making a start cache"));
        assertEquals(List.of("extract", "train", "start with cache"), called());
        assertEquals("", scrip(Map.of(), "start", "--demo"));
        assertEquals(List.of("start with cache"), called());
    }

    @Test
    void othersUseTheCacheButDoNotMakeIt() throws Exception {
        scrip(Map.of(), "verify");
        assertEquals(List.of("extract", "verify"), called());
        scrip(Map.of(), "start");
        scrip(Map.of(), "verify");
        assertEquals(List.of("train", "start with cache", "verify with cache"), called());
    }

    @Test
    void backupAndRestoreAreListedAndPassedOn() throws Exception {
        String help = scrip(Map.of(), "help");
        assertTrue(help.contains("\n  backup ") && help.contains("\n  restore "), help);
        scrip(Map.of(), "backup", "folder");
        scrip(Map.of(), "restore", "--check", "archive");
        assertEquals(List.of("extract", "backup", "restore"), called());
    }

    @Test
    void administrationIsListedAndPassedOn() throws Exception {
        String help = scrip(Map.of(), "--help");
        for (String name : List.of("staff", "key", "organization", "sandbox", "doctor", "config")) {
            assertTrue(help.contains("\n  " + name + " "), help);
            scrip(Map.of(), name, "--help");
        }
        scrip(Map.of(), "help", "staff");
        assertEquals(
                List.of(
                        "extract",
                        "staff",
                        "key",
                        "organization",
                        "sandbox",
                        "doctor",
                        "config",
                        "staff"),
                called());
    }

    @Test
    void whoAsksForHelpWaitsForNoCacheAndNoTest() throws Exception {
        scrip(Map.of(), "start", "--help");
        assertEquals(List.of("extract", "start"), called());
        for (String name : List.of("jdk", "test", "screenshots", "package")) {
            assertTrue(scrip(Map.of(), name, "--help").startsWith("usage: ./scrip " + name), name);
        }
        assertFalse(Files.exists(calls));
    }

    @Test
    void anUnknownSubcommandIsALineAndAHint() throws Exception {
        assertEquals(
                "scrip: there is no subcommand 'strat'\nusage: ./scrip help\n",
                scrip(2, Map.of(), "strat"));
        assertTrue(scrip(Map.of(), "help").contains("run the proofs: simulate, fuzz, "));
    }

    @Test
    void afterAnotherBuildItIsMadeAgain() throws Exception {
        scrip(Map.of(), "start");
        called();
        Files.setLastModifiedTime(
                folder.resolve("clone/pom.xml"), FileTime.from(Instant.now().plusSeconds(60)));
        assertTrue(scrip(Map.of(), "verify").contains("sources changed"));
        assertEquals(List.of("extract", "verify"), called());
    }

    @Test
    void anotherJavaDoesNotUseItAndMakesItsOwn() throws Exception {
        scrip(Map.of(), "start");
        called();
        Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"25.0.2\"\n");
        scrip(Map.of(), "verify");
        assertEquals(List.of("verify"), called());
        scrip(Map.of(), "start");
        assertEquals(List.of("train", "start with cache"), called());
    }

    @Test
    void withoutACacheItStartsAndSaysSoInOneLine() throws Exception {
        scrip(Map.of(), "start");
        called();
        Files.delete(run.resolve("start.aot"));
        String said = scrip(Map.of(), "start");
        assertTrue(said.matches("scrip: the start cache is missing[^\n]*\n"), said);
        assertEquals(List.of("start"), called());
        Files.delete(run.resolve("start.key"));
        scrip(Map.of(), "start");
        assertEquals(List.of("train", "start with cache"), called());
    }

    @Test
    void aTrainingThatFailsIsNotRepeatedAndKeepsNobodyFromStarting() throws Exception {
        String said = scrip(Map.of("TRAINING_FAILS", "yes"), "start");
        assertTrue(said.contains("the start cache is missing"), said);
        assertEquals(List.of("extract", "train", "start"), called());
        assertFalse(Files.exists(run.resolve("start.aot")));
        scrip(Map.of(), "start");
        assertEquals(List.of("start"), called());
    }

    @Test
    void itIsLeftOutOnDemand() throws Exception {
        Map<String, String> off = Map.of("SCRIP_START_CACHE", "off");
        scrip(off, "start");
        assertEquals(List.of("extract", "start"), called());
        scrip(Map.of(), "start");
        assertEquals(List.of("train", "start with cache"), called());
        assertEquals("", scrip(off, "start"));
        assertEquals(List.of("start"), called());
    }

    private void program(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /// Runs the launcher.
    ///
    /// @return what it said
    private String scrip(Map<String, String> environment, String... arguments) throws Exception {
        return scrip(0, environment, arguments);
    }

    private String scrip(int code, Map<String, String> environment, String... arguments)
            throws Exception {
        ProcessBuilder builder = new ProcessBuilder(folder.resolve("clone/scrip").toString());
        builder.command().addAll(List.of(arguments));
        Map<String, String> all = builder.environment();
        all.keySet().removeIf(name -> name.startsWith("SCRIP_"));
        all.putAll(
                Map.of(
                        "JAVA_HOME",
                        folder.resolve("jdk").toString(),
                        "PATH",
                        folder.resolve("bin") + ":" + System.getenv("PATH"),
                        "CALLS",
                        calls.toString()));
        all.putAll(environment);
        Process process = builder.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertTrue(process.waitFor(30, TimeUnit.SECONDS));
        assertEquals(code, process.exitValue(), said);
        return said;
    }

    /// How Java was called since the last time, in short.
    private List<String> called() throws IOException {
        List<String> all = Files.readAllLines(calls).stream().map(LauncherTest::shortened).toList();
        Files.delete(calls);
        return all;
    }

    private static String shortened(String call) {
        if (call.contains("-Djarmode=tools")) {
            return "extract";
        }
        if (call.contains(" train ")) {
            return "train";
        }
        String subcommand =
                call.replaceFirst(".*/server/target/run/scrip-server\\.jar (\\w+).*", "$1");
        return subcommand + (call.contains("-XX:AOTCache=") ? " with cache" : "");
    }
}
