package scrip.proof.mutants;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import scrip.proof.rules.RuleTable;

/// The names of the rules, in the order of the rulebook.
final class Rules {

    /// Every rule.
    static final List<String> ALL = RuleTable.ids();

    /// Orders rules as in the rulebook, then all other names.
    static final Comparator<String> ORDER =
            Comparator.comparingInt(Rules::place).thenComparing(Comparator.naturalOrder());

    private Rules() {}

    private static int place(String name) {
        int rule = ALL.indexOf(name);
        return rule < 0 ? ALL.size() : rule;
    }

    /// The names among the arguments; those that begin with `--` are options.
    ///
    /// @param known the names that are allowed
    /// @throws IllegalArgumentException if one is not known
    static List<String> named(List<String> arguments, Collection<String> known) {
        List<String> named = arguments.stream().filter(a -> !a.startsWith("--")).toList();
        named.stream()
                .filter(n -> !known.contains(n))
                .findFirst()
                .ifPresent(n -> {
                    throw new IllegalArgumentException("nothing is called " + n);
                });
        return named;
    }
}
