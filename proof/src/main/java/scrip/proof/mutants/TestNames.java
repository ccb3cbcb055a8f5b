package scrip.proof.mutants;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The tests of the server as rows of a table name them: `KeyTest`, or `ledger/DamageTest` where
/// two packages have one of that name; one test of a class with its method, as
/// `KeyTest.aKeyExpires`.
final class TestNames {

    private static final String SERVER = "scrip.server.";

    /// Fully qualified names by all others.
    private final Map<String, String> classes = new HashMap<>();

    private final Set<String> twice = new HashSet<>();

    /// @param all the fully qualified names of all test classes of the server
    TestNames(List<String> all) {
        for (String test : all) {
            String simple = test.substring(test.lastIndexOf('.') + 1);
            if (classes.put(simple, test) != null) {
                twice.add(simple);
            }
        }
        for (String test : all) {
            classes.put(test.substring(SERVER.length()).replace('.', '/'), test);
        }
    }

    /// The tests that must catch a fault, as `CLASS` or `CLASS#METHOD` with qualified names.
    ///
    /// @throws Mutant.StaleException if the row names no test, one that does not exist, or one of
    ///   two
    List<String> of(Mutant fault) {
        if (fault.tests().isEmpty()) {
            throw new Mutant.StaleException(fault, "the row names no test");
        }
        return fault.tests().stream().map(test -> qualified(fault, test)).toList();
    }

    private String qualified(Mutant fault, String test) {
        int dot = test.indexOf('.');
        String name = dot < 0 ? test : test.substring(0, dot);
        String found = classes.get(name);
        if (found == null) {
            throw new Mutant.StaleException(fault, "there is no test " + test);
        }
        if (twice.contains(name)) {
            throw new Mutant.StaleException(
                    fault, "more than one test is called " + name + ": name its package, too");
        }
        return dot < 0 ? found : found + "#" + test.substring(dot + 1);
    }
}
