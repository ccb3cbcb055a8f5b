package scrip.core.text;

import java.util.Locale;

/// How English says more than one of a noun whose name only the catalog knows. The console has the
/// same rule in `plural.ts`.
public final class English {

    private English() {}

    /// A noun as it stands after a count: `1 study`, `0 studies`, `10 studies`.
    public static String noun(long count, String noun) {
        return count == 1 ? noun : plural(noun);
    }

    /// The plural by the regular rules; of several words, that of the last. An empty noun stays
    /// empty.
    public static String plural(String noun) {
        String end = noun.toLowerCase(Locale.ROOT);
        if (end.isEmpty()) {
            return noun;
        }
        if (end.endsWith("sis")) {
            return noun.substring(0, noun.length() - 2) + "es";
        }
        if (end.matches(".*[b-df-hj-np-tv-z]y")) {
            return noun.substring(0, noun.length() - 1) + "ies";
        }
        return end.matches(".*(s|x|z|ch|sh)") ? noun + "es" : noun + "s";
    }
}
