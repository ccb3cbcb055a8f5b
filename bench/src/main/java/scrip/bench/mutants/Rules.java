package scrip.bench.mutants;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The names of the rules, in the order of the rulebook.
final class Rules {

    /// Every rule.
    static final List<String> ALL = all();

    static final Comparator<String> ORDER = Comparator.comparingInt(ALL::indexOf);

    private Rules() {}

    /// The rules that are named among arguments; those that begin with `--` are options.
    ///
    /// @throws IllegalArgumentException if one is no rule
    static List<String> named(List<String> arguments) {
        List<String> named = arguments.stream().filter(a -> !a.startsWith("--")).toList();
        named.stream()
                .filter(n -> !ALL.contains(n))
                .findFirst()
                .ifPresent(n -> {
                    throw new IllegalArgumentException("there is no rule " + n);
                });
        return named;
    }

    private static List<String> all() {
        List<String> all = new ArrayList<>();
        add(all, "C", 10);
        add(all, "O", 8);
        add(all, "M", 3);
        add(all, "T", 6);
        add(all, "L", 10);
        add(all, "R", 21);
        add(all, "S", 4);
        add(all, "X", 2);
        return List.copyOf(all);
    }

    private static void add(List<String> all, String group, int count) {
        for (int number = 1; number <= count; number++) {
            all.add(group + number);
        }
    }
}
