package scrip.server.setting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationTest {

    private static final Path PAGE = Path.of("../docs/operating/settings.md");

    /// Read by the parts of a working copy, which no operator sets.
    private static final Set<String> OF_TESTS = Set.of("SCRIP_FAIL_POINT");

    @TempDir Path folder;

    private Path write(String name, String... lines) throws IOException {
        return Files.write(folder.resolve(name), List.of(lines));
    }

    private Configuration with(Path file, Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(environment);
        all.put("SCRIP_CONFIG", file.toString());
        return Configuration.of(all);
    }

    @Test
    void theEnvironmentComesBeforeTheFileAndTheFileBeforeTheDefault() throws IOException {
        Path file =
                write(
                        "scrip.conf",
                        "# a comment",
                        "",
                        "SCRIP_PORT = 9090",
                        "SCRIP_HOST=\"0.0.0.0\"",
                        "SCRIP_MAIL_FROM = a=b@vendor.example");
        Configuration read = with(file, Map.of("SCRIP_PORT", " 7070 ", "SCRIP_HOST", " "));
        assertEquals("7070", read.values().get("SCRIP_PORT"));
        assertEquals("0.0.0.0", read.values().get("SCRIP_HOST"));
        assertEquals("a=b@vendor.example", read.values().get("SCRIP_MAIL_FROM"));
        assertFalse(read.values().containsKey("SCRIP_DATA"));
        Map<String, Configuration.Source> sources = new HashMap<>();
        read.all().forEach(value -> sources.put(value.setting().name(), value.source()));
        assertEquals(Configuration.Source.ENVIRONMENT, sources.get("SCRIP_PORT"));
        assertEquals(Configuration.Source.FILE, sources.get("SCRIP_HOST"));
        assertEquals(Configuration.Source.DEFAULT, sources.get("SCRIP_DATA"));
        assertEquals(Setting.values().length, sources.size());
    }

    @Test
    void everythingWrongIsToldAtOnceWithItsPlace() throws IOException {
        Path file =
                write(
                        "scrip.conf",
                        "SCRIP_PROT = 9090",
                        "nothing",
                        "SCRIP_DATA = a",
                        "SCRIP_DATA = b",
                        "SCRIP_JAVA_OPTIONS = -Xmx1g",
                        "SCRIP_METERING_PORT = many",
                        "COLOUR = red",
                        "SCRIP_POSTGRES_BUFFERS = 1GB");
        Configuration read = with(file, Map.of("SCRIP_PORT", "70000"));
        String all = String.join("\n", read.faults());
        assertEquals(8, read.faults().size(), all);
        assertTrue(
                all.contains(file + ":1: there is no setting SCRIP_PROT: did you mean SCRIP_PORT?"),
                all);
        assertTrue(all.contains(file + ":2: a line is NAME = value"), all);
        assertTrue(all.contains(file + ":4: SCRIP_DATA is set twice"), all);
        assertTrue(all.contains(":5: SCRIP_JAVA_OPTIONS is read before this file"), all);
        assertTrue(all.contains(":7: there is no setting COLOUR; see ./scrip config"), all);
        assertTrue(all.contains("SCRIP_METERING_PORT must be a number up to 65535 or off"), all);
        assertTrue(all.contains("SCRIP_POSTGRES_BUFFERS must be a number of megabytes from"), all);
        assertTrue(all.contains("SCRIP_PORT must be a number up to 65535, not '70000'"), all);
        WrongSettings wrong = assertThrows(WrongSettings.class, read::values);
        assertEquals(read.faults(), wrong.faults());
        Configuration none = with(folder.resolve("none"), Map.of());
        assertTrue(none.faults().getFirst().contains("there is no file"), none.faults().toString());
    }

    @Test
    void aSecretCanBeInAFileOfItsOwn() throws IOException {
        Path secret = write("secret", "of the file");
        Path empty = write("empty");
        Configuration read =
                with(
                        write("scrip.conf", "SCRIP_MAIL_PASSWORD_FILE = " + secret),
                        Map.of("SCRIP_DATABASE_PASSWORD_FILE", secret.toString()));
        assertEquals("of the file", read.values().get("SCRIP_MAIL_PASSWORD"));
        assertEquals("of the file", read.values().get("SCRIP_DATABASE_PASSWORD"));
        assertFalse(read.values().containsKey("SCRIP_MAIL_PASSWORD_FILE"));
        assertEquals(List.of(secret, secret), read.secretFiles());
        assertFalse(read.hasSecretInFile());

        Configuration over =
                with(
                        write("scrip.conf", "SCRIP_MAIL_PASSWORD = of the file"),
                        Map.of("SCRIP_MAIL_PASSWORD_FILE", secret.toString()));
        assertEquals("of the file", over.values().get("SCRIP_MAIL_PASSWORD"));
        assertEquals(List.of(secret), over.secretFiles());

        Configuration wrong =
                Configuration.of(
                        Map.of(
                                "SCRIP_MAIL_PASSWORD",
                                "one",
                                "SCRIP_MAIL_PASSWORD_FILE",
                                secret.toString(),
                                "SCRIP_ADMIN_TOKEN_FILE",
                                empty.toString(),
                                "AWS_SECRET_ACCESS_KEY_FILE",
                                "/nowhere/at/all"));
        assertEquals(3, wrong.faults().size(), wrong.faults().toString());
        assertTrue(wrong.faults().toString().contains("are both set"));
        assertTrue(wrong.faults().toString().contains("which is empty"));
        assertTrue(wrong.faults().toString().contains("cannot be read"));
    }

    @Test
    void everySecretHasAFileAndNothingElseHas() {
        for (Setting setting : Setting.values()) {
            assertEquals(
                    setting.isSecret(),
                    Setting.names().contains(setting.name() + "_FILE"),
                    setting.name());
            boolean sounds =
                    setting.name().matches(".*(PASSWORD|TOKEN|SECRET_ACCESS_KEY)")
                            && setting != Setting.SCRIP_EMERGENCY_TOKEN;
            assertEquals(sounds, setting.isSecret(), setting.name());
        }
    }

    @Test
    void noSecretIsShown() {
        Configuration read =
                Configuration.of(
                        Map.of(
                                "SCRIP_ADMIN_TOKEN", "hidden-token-of-the-operator",
                                "SCRIP_DATABASE_URL",
                                        "jdbc:postgresql://me:hidden@host/scrip?user=a&password=hidden&ssl=true"));
        List<String> shown = read.all().stream().map(Configuration.Value::shown).toList();
        assertFalse(shown.toString().contains("hidden"), shown.toString());
        assertTrue(shown.toString().contains("&ssl=true"), shown.toString());
    }

    @Test
    void strangersInTheEnvironmentAreNamed() {
        Configuration read =
                Configuration.of(Map.of("SCRIP_ORIGINS", "x", "PATH", "y", "SCRIP_PORT", "1"));
        assertEquals(List.of("SCRIP_ORIGINS"), read.strangers());
        assertEquals("SCRIP_ORIGIN", Configuration.nearest("SCRIP_ORIGINS").orElseThrow());
        assertTrue(Configuration.nearest("SCRIP_SOMETHING_ELSE").isEmpty());
    }

    @Test
    void theTemplateIsAFileThatCanBeReadCommentedOutAndNot() throws IOException {
        String text = SettingsPage.template();
        Path file = Files.writeString(folder.resolve("scrip.conf"), text);
        assertEquals(List.of(), with(file, Map.of()).faults());
        assertEquals(Set.of("SCRIP_CONFIG"), with(file, Map.of()).values().keySet());
        Files.writeString(file, text.replaceAll("(?m)^# ([A-Z0-9_]+ =)", "$1"));
        assertEquals(List.of(), with(file, Map.of()).faults());
        for (Setting setting : Setting.values()) {
            assertEquals(
                    setting.isInFile(), text.contains("\n# " + setting.name()), setting.name());
        }
    }

    /// To update the page, run this test with `SCRIP_WRITE_PAGES=1`.
    @Test
    void thePageAgreesWithTheTable() throws IOException {
        if (System.getenv("SCRIP_WRITE_PAGES") != null) {
            Files.writeString(PAGE, SettingsPage.text());
        }
        assertEquals(SettingsPage.text(), Files.readString(PAGE));
    }

    @Test
    void theProgramReadsNothingThatIsNotInTheTable() throws IOException {
        Pattern name = Pattern.compile("\"((?:SCRIP|AWS)_[A-Z0-9_]+)\"");
        Set<String> unknown = new TreeSet<>();
        List<Path> sources;
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            sources = new ArrayList<>(files.filter(f -> f.toString().endsWith(".java")).toList());
        }
        for (Path source : sources) {
            name.matcher(Files.readString(source))
                    .results()
                    .map(found -> found.group(1))
                    .filter(found -> !Setting.names().contains(found))
                    .forEach(unknown::add);
        }
        unknown.removeAll(OF_TESTS);
        assertEquals(Set.of(), unknown, "add them to Setting");
    }
}
