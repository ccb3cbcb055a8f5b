package scrip.server.setting;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The settings in force: the environment before the file, the file before the default.
public final class Configuration {

    /// Where a value comes from.
    public enum Source {
        ENVIRONMENT,
        FILE,
        DEFAULT
    }

    /// The value of a setting.
    ///
    /// @param text null if nothing is set and there is no default
    /// @param secretFile the file that it was read from; null if it was given itself
    public record Value(
            Setting setting, @Nullable String text, Source source, @Nullable String secretFile) {

        private static final Pattern PASSWORD =
                Pattern.compile("(password=)[^&]*|(//[^/@:]*:)[^/@]*(?=@)");

        /// The value for people, without any secret.
        public String shown() {
            if (text == null) {
                return "";
            }
            return setting.isSecret() && source != Source.DEFAULT
                    ? MASK
                    : PASSWORD.matcher(text)
                            .replaceAll(found ->
                                    (found.group(1) == null ? found.group(2) : found.group(1))
                                            + MASK);
        }
    }

    private static final String MASK = "********";

    private static final String OURS = "SCRIP_";

    private final @Nullable Path file;
    private final Map<String, String> environment;
    private final Map<Setting, Value> given = new EnumMap<>(Setting.class);
    private final List<String> faults = new ArrayList<>();

    private Configuration(Map<String, String> environment) {
        this.environment = environment;
        String named = text(environment, Setting.SCRIP_CONFIG.name()).orElse(null);
        file = named == null ? null : Path.of(named);
        Map<String, String> inFile = Map.of();
        if (file != null) {
            SettingsFile read = SettingsFile.read(file);
            inFile = read.values();
            faults.addAll(read.faults());
        }
        for (Setting setting : Setting.values()) {
            if (!give(setting, environment, Source.ENVIRONMENT)) {
                give(setting, inFile, Source.FILE);
            }
        }
    }

    /// Reads them.
    public static Configuration of(Map<String, String> environment) {
        return new Configuration(environment);
    }

    /// Takes a setting from a source, if it is there.
    private boolean give(Setting setting, Map<String, String> from, Source source) {
        Optional<String> own = text(from, setting.name());
        Optional<String> elsewhere =
                setting.isSecret()
                        ? text(from, setting.name() + Setting.IN_FILE)
                        : Optional.empty();
        if (own.isPresent() && elsewhere.isPresent()) {
            faults.add(
                    setting
                            + " and "
                            + setting
                            + Setting.IN_FILE
                            + " are both set: keep one of them");
        }
        if (own.isPresent()) {
            setting.fault(own.get()).ifPresent(faults::add);
            given.put(setting, new Value(setting, own.get(), source, null));
        } else if (elsewhere.isPresent()) {
            String secretFile = elsewhere.get();
            given.put(setting, new Value(setting, secret(setting, secretFile), source, secretFile));
        }
        return own.isPresent() || elsewhere.isPresent();
    }

    private @Nullable String secret(Setting setting, String secretFile) {
        try {
            String secret = Files.readString(Path.of(secretFile), StandardCharsets.UTF_8).strip();
            if (!secret.isEmpty()) {
                return secret;
            }
            faults.add(setting + Setting.IN_FILE + " names " + secretFile + ", which is empty");
        } catch (IOException failure) {
            faults.add(
                    setting
                            + Setting.IN_FILE
                            + " names "
                            + secretFile
                            + ", which cannot be read ("
                            + failure
                            + ")");
        }
        return null;
    }

    /// What is blank says nothing.
    private static Optional<String> text(Map<String, String> from, String name) {
        return Optional.ofNullable(from.get(name)).map(String::strip).filter(v -> !v.isEmpty());
    }

    /// Everything that is wrong.
    public List<String> faults() {
        return List.copyOf(faults);
    }

    /// The file that was read; null for none.
    public @Nullable Path file() {
        return file;
    }

    /// What is set, by name: what is only usual is not in it.
    ///
    /// @throws WrongSettings if anything is wrong
    public Map<String, String> values() {
        if (!faults.isEmpty()) {
            throw new WrongSettings(faults);
        }
        return valuesAsTheyAre();
    }

    /// The same, for whoever looks what is wrong.
    public Map<String, String> valuesAsTheyAre() {
        Map<String, String> values = new TreeMap<>();
        given.forEach((setting, value) -> {
            if (value.text() != null) {
                values.put(setting.name(), value.text());
            }
        });
        return values;
    }

    /// Whether a secret was given itself, in the file.
    public boolean hasSecretInFile() {
        return given.values().stream()
                .anyMatch(value ->
                        value.setting().isSecret()
                                && value.source() == Source.FILE
                                && value.secretFile() == null);
    }

    /// The files that secrets were read from.
    public List<Path> secretFiles() {
        return given.values().stream()
                .map(Value::secretFile)
                .filter(Objects::nonNull)
                .map(Path::of)
                .toList();
    }

    /// Every setting with its value.
    public List<Value> all() {
        return Stream.of(Setting.values())
                .map(setting ->
                        given.getOrDefault(
                                setting,
                                new Value(
                                        setting,
                                        setting.usual().isEmpty() ? null : setting.usual(),
                                        Source.DEFAULT,
                                        null)))
                .toList();
    }

    /// Names in the environment that look like settings and are none.
    public List<String> strangers() {
        return environment.keySet().stream()
                .filter(name -> name.startsWith(OURS) && !Setting.names().contains(name))
                .sorted()
                .toList();
    }

    /// The setting whose name is nearest to a mistyped one.
    public static Optional<String> nearest(String mistyped) {
        return Nearest.to(mistyped, Setting.names());
    }
}
