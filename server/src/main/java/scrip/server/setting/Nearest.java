package scrip.server.setting;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/// Finds what somebody meant who mistyped a name.
final class Nearest {

    /// Of how many characters one may be wrong.
    private static final int CHARACTERS_FOR_ONE = 4;

    private Nearest() {}

    /// The name that is the fewest changes away, unless that is too far.
    static Optional<String> to(String mistyped, Collection<String> names) {
        return names.stream()
                .min(Comparator.comparingInt(name -> changes(mistyped, name)))
                .filter(name -> changes(mistyped, name) <= 1 + name.length() / CHARACTERS_FOR_ONE);
    }

    /// How many characters are added, removed or replaced (Levenshtein).
    private static int changes(String one, String other) {
        int[] before = new int[other.length() + 1];
        for (int column = 0; column < before.length; column++) {
            before[column] = column;
        }
        for (int row = 1; row <= one.length(); row++) {
            int[] now = new int[before.length];
            now[0] = row;
            for (int column = 1; column < now.length; column++) {
                int replaced = one.charAt(row - 1) == other.charAt(column - 1) ? 0 : 1;
                now[column] =
                        Math.min(
                                before[column - 1] + replaced,
                                1 + Math.min(before[column], now[column - 1]));
            }
            before = now;
        }
        return before[other.length()];
    }
}
