package scrip.proof.mutants;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
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

    /// The option that regenerates a page.
    static final String WRITE = "--write";

    /// The names among the arguments, beside the option `--write`.
    ///
    /// @param known the names that are allowed
    /// @throws IllegalArgumentException if one is not known
    static List<String> named(List<String> arguments, Collection<String> known) {
        List<String> named = arguments.stream().filter(a -> !a.equals(WRITE)).toList();
        named.stream()
                .filter(n -> !known.contains(n))
                .findFirst()
                .ifPresent(n -> {
                    throw new IllegalArgumentException(
                            "nothing is called %s: name some of %s, and beside them only %s"
                                    .formatted(n, String.join(" ", new TreeSet<>(known)), WRITE));
                });
        return named;
    }
}
