package scrip.bench.measure;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The options of a command, each a name and a value: `--seconds 5`.
public final class Options {

    /// The command was called wrongly; the message says how.
    public static final class WrongOption extends Exception {
        private static final long serialVersionUID = 1L;

        WrongOption(String message) {
            super(message);
        }
    }

    private final Map<String, String> values = new LinkedHashMap<>();

    private Options() {}

    /// Reads arguments.
    ///
    /// @param names the options that the command knows
    public static Options of(List<String> args, String... names) throws WrongOption {
        Options options = new Options();
        List<String> known = List.of(names);
        for (int i = 0; i < args.size(); i += 2) {
            String name = args.get(i).replaceFirst("^--", "");
            if (!args.get(i).startsWith("--") || !known.contains(name) || i + 1 == args.size()) {
                throw new WrongOption(
                        "'%s' is not understood: give each of these options with a value: %s"
                                .formatted(
                                        args.get(i),
                                        known.stream()
                                                .map(k -> "--" + k)
                                                .collect(Collectors.joining(", "))));
            }
            options.values.put(name, args.get(i + 1));
        }
        return options;
    }

    /// A whole number from `least` on.
    public int number(String name, int least, int otherwise) throws WrongOption {
        String value = values.get(name);
        if (value == null) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(value.replace("_", "").replace(",", ""));
            if (number >= least) {
                return number;
            }
        } catch (NumberFormatException _) {
            // Said below.
        }
        throw new WrongOption("--%s is a whole number from %d on".formatted(name, least));
    }

    /// A file; a relative path starts at the folder in which the launcher was called.
    public Optional<Path> file(String name) {
        return text(name).map(Options::path);
    }

    /// Any text.
    public Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /// A path as the caller of the launcher means it.
    public static Path path(String text) {
        String caller = System.getenv("SCRIP_CALLER");
        return caller == null ? Path.of(text) : Path.of(caller).resolve(text);
    }
}
