package scrip.proof.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// The rules in `docs/rulebook.md`: each is a list item that begins with its anchor and its name.
final class Rulebook {

    static final String PAGE = "docs/rulebook.md";

    private static final Pattern RULE =
            Pattern.compile("(?m)^- <a id=\"([a-z]\\d+)\"></a>\\*\\*([A-Z]\\d+)\\*\\* ");
    private static final Pattern NOT_BUILT =
            Pattern.compile("(?m)^\\| \\[([A-Z]\\d+)]\\(#([a-z]\\d+)\\) \\|");

    private Rulebook() {}

    /// The names of all rules, in their order.
    static List<String> ids(Path root) {
        return RULE.matcher(text(root)).results().map(Rulebook::id).toList();
    }

    /// The rules that are not fully built yet, in the order of the table at the end.
    static List<String> notBuilt(Path root) {
        return NOT_BUILT.matcher(text(root)).results().map(found -> found.group(1)).toList();
    }

    /// The link to a rule from the folder `docs`.
    static String link(String id) {
        return "rulebook.md#" + anchor(id);
    }

    private static String id(MatchResult rule) {
        if (!rule.group(1).equals(anchor(rule.group(2)))) {
            throw new IllegalStateException(
                    PAGE + ": " + rule.group(2) + " has the anchor " + rule.group(1));
        }
        return rule.group(2);
    }

    private static String anchor(String id) {
        return Character.toLowerCase(id.charAt(0)) + id.substring(1);
    }

    private static String text(Path root) {
        try {
            return Files.readString(root.resolve(PAGE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
