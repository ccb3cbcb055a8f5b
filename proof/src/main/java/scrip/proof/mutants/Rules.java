package scrip.proof.mutants;

import java.util.Comparator;
import java.util.List;
import scrip.proof.rules.RuleTable;

/// The names of the rules, in the order of the rulebook.
final class Rules {

    /// Every rule.
    static final List<String> ALL = RuleTable.ids();

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
}
