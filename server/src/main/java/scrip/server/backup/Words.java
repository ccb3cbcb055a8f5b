package scrip.server.backup;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// The words of a command line: options with a value, flags, and what is left.
record Words(Map<String, String> options, List<String> others) {

    /// Reads the words that follow a subcommand.
    ///
    /// @param valued options that take a value
    /// @return nothing if an option is unknown, comes twice, or lacks its value
    static Optional<Words> of(String[] args, Set<String> valued, Set<String> flags) {
        Map<String, String> options = new TreeMap<>();
        List<String> others = new ArrayList<>();
        for (int at = 0; at < args.length; at++) {
            String word = args[at];
            if (!word.startsWith("--")) {
                others.add(word);
                continue;
            }
            boolean takesValue = valued.contains(word) && at + 1 < args.length;
            boolean known = takesValue || flags.contains(word);
            if (!known || options.put(word, takesValue ? args[at + 1] : "") != null) {
                return Optional.empty();
            }
            at += takesValue ? 1 : 0;
        }
        return Optional.of(new Words(options, others));
    }

    boolean has(String flag) {
        return options.containsKey(flag);
    }
}
