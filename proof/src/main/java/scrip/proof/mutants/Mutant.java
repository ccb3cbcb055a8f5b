package scrip.proof.mutants;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One change of one source file that breaks a rule, or breaks what a feature of the server
/// promises.
///
/// @param rule the rule that it disables, or the feature of the server
/// @param what a description of what is disabled
/// @param file the source file, relative to the root of the repository
/// @param text the text to replace; any white space matches any other
/// @param with the replacement
/// @param tests for a fault of a feature of the server, the tests that must catch it: test classes
///   by their simple names, or one test of a class as
///   `KeyTest.aRevokedKeyDoesNotAnswerOneRequestMore`; for one of the ledger, the tests to be asked
///   before all others
/// @param missed whether the first run did not catch it, so that a scenario or test was then
///   written
/// @param place its location in its table, for messages
record Mutant(
        String rule,
        String what,
        Path file,
        String text,
        String with,
        List<String> tests,
        boolean missed,
        String place) {

    /// The text of a mutant is not found exactly once, or the mutant does not compile.
    static final class StaleException extends RuntimeException {

        private static final long serialVersionUID = 1;

        StaleException(Mutant mutant, String why) {
            super(mutant.place() + ": " + why);
        }
    }

    /// The source with the text replaced.
    ///
    /// @throws StaleException unless the text is found exactly once
    String applied(String source) {
        Matcher matcher = pattern().matcher(source);
        List<MatchResult> found = new ArrayList<>();
        while (matcher.find()) {
            found.add(matcher.toMatchResult());
        }
        if (found.size() != 1) {
            throw new StaleException(
                    this,
                    "the text is found %d times in %s: %s".formatted(found.size(), file, text));
        }
        MatchResult at = found.getFirst();
        return source.substring(0, at.start()) + with + source.substring(at.end());
    }

    private Pattern pattern() {
        List<String> words = new ArrayList<>();
        for (String word : text.strip().split("\\s+", -1)) {
            words.add(Pattern.quote(word));
        }
        return Pattern.compile(String.join("\\s+", words));
    }
}
