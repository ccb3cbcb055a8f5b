package scrip.server.yaml;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/// Suggests the word that was probably meant by an unknown one.
public final class Spelling {

    /// The maximum number of allowed words that a message lists.
    private static final int LISTED_MAX = 30;

    private Spelling() {}

    /// The end of a message about an unknown word: the word probably meant, or all allowed.
    public static String instead(String word, Collection<String> allowed) {
        Optional<String> near = nearest(word, allowed);
        if (near.isPresent()) {
            return ": did you mean `" + near.get() + "`?";
        }
        if (allowed.isEmpty()) {
            return ": none is known here";
        }
        return allowed.size() > LISTED_MAX
                ? ""
                : ": known are `" + String.join("`, `", allowed) + "`";
    }

    /// The allowed word that differs in at most a third of its letters, if any.
    static Optional<String> nearest(String word, Collection<String> allowed) {
        if (word.length() > 100) {
            return Optional.empty();
        }
        return allowed.stream()
                .filter(a -> distance(word, a) <= Math.max(1, a.length() / 3))
                .min(Comparator.comparingInt(a -> distance(word, a)));
    }

    /// Letters added, left out, changed, or swapped with their neighbour.
    private static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                d[i][j] = i == 0 || j == 0 ? i + j : step(d, a, b, i, j);
            }
        }
        return d[a.length()][b.length()];
    }

    private static int step(int[][] d, String a, String b, int i, int j) {
        int changed = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int best = Math.min(changed, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
        boolean swapped =
                i > 1
                        && j > 1
                        && a.charAt(i - 1) == b.charAt(j - 2)
                        && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, 1 + d[i - 2][j - 2]) : best;
    }
}
