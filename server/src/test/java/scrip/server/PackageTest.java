package scrip.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scrip.server.metrics.Program;
import scrip.server.setting.Launcher;
import scrip.server.setting.Setting;

/// The files of the Debian package and the container image. What they become is tried by
/// `deploy/try-package.sh`, which takes minutes.
class PackageTest {

    private static final Path FILES = Path.of("../deploy/package");
    private static final Path UNIT = FILES.resolve("scrip.service");

    /// The most that `systemd-analyze security` may find, in tenths: it calls up to 4 good.
    private static final String EXPOSURE_MAX = "20";

    private static final Pattern SETTING = Pattern.compile("\\bSCRIP_[A-Z_]+\\b");

    @TempDir Path folder;

    /// The names of settings in a text.
    static Set<String> settings(String text) {
        Set<String> names = new TreeSet<>();
        SETTING.matcher(text).results().map(MatchResult::group).forEach(names::add);
        return names;
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(FILES)) {
            return all.sorted().toList();
        }
    }

    @Test
    void everySettingThatAPackageNamesExists() throws Exception {
        Set<String> named = new TreeSet<>();
        for (Path file : files()) {
            named.addAll(settings(Files.readString(file)));
        }
        assertTrue(named.contains("SCRIP_TLS_CERTIFICATE"), named.toString());
        Setting.names().forEach(named::remove);
        assertEquals(Set.of(), named);
    }

    @Test
    void theShellReadsEveryScript() throws Exception {
        List<String> scripts = new ArrayList<>();
        for (Path file : files()) {
            String first = Files.readString(file).lines().findFirst().orElse("");
            if (first.startsWith("#!")) {
                scripts.add(file.getFileName().toString());
                assertEquals("", said(first.contains("bash") ? "bash" : "sh", "-n", file + ""));
            }
        }
        assertTrue(scripts.containsAll(List.of("postinst", "prerm", "scrip", "setup")));
    }

    @Test
    void systemdFindsTheUnitGoodAndShutIn() throws Exception {
        Program analyze = Program.find("systemd-analyze");
        Assumptions.assumeTrue(analyze != null, "systemd-analyze is not installed");
        // It asks that the program is there.
        Path unit = folder.resolve("scrip.service");
        Files.writeString(
                unit, Files.readString(UNIT).replace("/usr/bin/scrip start", "/bin/true start"));
        analyze.run("verify", "--man=no", unit.toString());
        analyze.run(
                "security",
                "--offline=true",
                "--no-pager",
                "--threshold=" + EXPOSURE_MAX,
                unit.toString());
    }

    @Test
    void aPackageIsWellFormed() throws Exception {
        Assumptions.assumeTrue(Program.find("dpkg-deb") != null, "dpkg-deb is not installed");
        Path deb = deb();
        String control = said("dpkg-deb", "--field", deb.toString());
        for (String line : control.lines().toList()) {
            assertTrue(line.matches("[A-Z][A-Za-z-]*: \\S.*| \\S.*"), line);
        }
        assertTrue(control.contains("Package: scrip\nVersion: 1.2.3~snapshot\n"), control);
        assertTrue(control.contains("\nDepends: libc6 "), control);
        assertFalse(control.matches("(?s).*@[A-Z]+@.*"), control);
        String contents = said("dpkg-deb", "--contents", deb.toString());
        assertTrue(
                Pattern.compile("-rw-r----- root/root +\\d+ \\S+ \\S+ ./etc/scrip/scrip.conf")
                        .matcher(contents)
                        .find(),
                contents);
        assertTrue(contents.contains(" ./usr/lib/scrip/lib/one.jar"), contents);
        assertTrue(contents.contains(" ./lib/systemd/system/scrip.service"), contents);
        said("dpkg-deb", "--control", deb.toString(), folder.resolve("control").toString());
        assertEquals(
                "/etc/scrip/scrip.conf\n",
                Files.readString(folder.resolve("control").resolve("conffiles")));
    }

    @Test
    void whatIsInstalledListsNothingOfAWorkingCopyAndPassesTheRestOn() throws Exception {
        Assumptions.assumeTrue(Program.find("dpkg-deb") != null, "dpkg-deb is not installed");
        deb();
        Path tree = folder.resolve("out/tree");
        // As installed, but for the place, and the user whom the test may not have.
        Path scrip = tree.resolve("usr/bin/scrip");
        Files.writeString(
                scrip,
                Files.readString(scrip)
                        .replace("home=/usr/lib/scrip", "home=" + tree.resolve("usr/lib/scrip"))
                        .replace("$(id -u)", "1"));
        String help = said(scrip.toString(), "help");
        assertEquals("  start  run the server\n", help);
        assertEquals(
                "@%s/java.options -Dscrip.name=scrip -Xmx1g -jar %s/scrip-server.jar verify --json\n"
                        .formatted(tree.resolve("usr/lib/scrip"), tree.resolve("usr/lib/scrip")),
                said(scrip.toString(), "verify", "--json"));
        assertTrue(said(scrip.toString(), "help", "staff").endsWith(" staff --help\n"));
        // As the program calls itself then: CommandsTest looks at every text.
        assertEquals("scrip.name", Launcher.PROPERTY);
        assertTrue(said(scrip.toString(), "setup", "--help").startsWith("usage: scrip setup "));
    }

    /// Makes a package of stand-ins for everything large.
    private Path deb() throws Exception {
        Path program = folder.resolve("program");
        Path java = program.resolve("runtime/bin/java");
        Files.createDirectories(java.getParent());
        Files.writeString(java, "#!/bin/sh\necho \"$*\"\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.createDirectories(program.resolve("lib"));
        Files.writeString(program.resolve("lib/one.jar"), "jar");
        Files.writeString(program.resolve("usage"), "  start  run the server\n");
        Path configuration = Files.writeString(folder.resolve("scrip.conf"), "# nothing\n");
        Path out = Files.createDirectories(folder.resolve("out"));
        String deb =
                said(
                        "bash",
                        FILES.resolve("deb.sh").toString(),
                        program.toString(),
                        configuration.toString(),
                        "1.2.3~snapshot",
                        "amd64",
                        out.toString());
        return Path.of(deb.strip());
    }

    /// Runs a program to its good end.
    ///
    /// @return what it said on standard output
    private String said(String... command) throws Exception {
        Path errors = folder.resolve("errors");
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("SCRIP_"));
        builder.environment().put("SCRIP_JAVA_OPTIONS", "-Xmx1g");
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertEquals(0, process.waitFor(), () -> command[0] + ": " + read(errors));
        return said;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unread) {
            return unread.toString();
        }
    }
}
