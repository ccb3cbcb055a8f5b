package scrip.server.setting;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// The configuration file: lines of `NAME = value`; empty lines and lines that begin with `#` say
/// nothing. A value may be in double quotes.
///
/// @param values by name
/// @param faults each with its line
record SettingsFile(Map<String, String> values, List<String> faults) {

    static SettingsFile read(Path file) {
        List<String> lines;
        try {
            lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (NoSuchFileException _) {
            return broken("there is no file " + file + ", which SCRIP_CONFIG names");
        } catch (IOException failure) {
            return broken(
                    "the file "
                            + file
                            + ", which SCRIP_CONFIG names, cannot be read ("
                            + failure
                            + ")");
        }
        Map<String, String> values = new TreeMap<>();
        List<String> faults = new ArrayList<>();
        for (int at = 0; at < lines.size(); at++) {
            String line = lines.get(at).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                String place = file + ":" + (at + 1) + ": ";
                read(line, values).forEach(fault -> faults.add(place + fault));
            }
        }
        return new SettingsFile(values, faults);
    }

    private static SettingsFile broken(String fault) {
        return new SettingsFile(Map.of(), List.of(fault));
    }

    private static List<String> read(String line, Map<String, String> values) {
        int equals = line.indexOf('=');
        if (equals < 1) {
            return List.of("a line is NAME = value");
        }
        String name = line.substring(0, equals).strip();
        if (!Setting.names().contains(name)) {
            return List.of(unknown(name));
        }
        if (Setting.of(name).filter(setting -> !setting.isInFile()).isPresent()) {
            return List.of(name + " is read before this file: set it in the environment");
        }
        String value = bare(line.substring(equals + 1).strip());
        return values.putIfAbsent(name, value) == null
                ? List.of()
                : List.of(name + " is set twice");
    }

    private static String unknown(String name) {
        return "there is no setting "
                + name
                + Nearest.to(name, Set.copyOf(Setting.names()))
                        .map(near -> ": did you mean " + near + "?")
                        .orElse("; see " + Launcher.line("config"));
    }

    private static String bare(String value) {
        boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1) : value;
    }
}
