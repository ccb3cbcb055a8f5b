package scrip.proof.mutants;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// The tests that must catch a fault of the server, as its row names them; run in their own process
/// on a real PostgreSQL.
final class ServerTests {

    private static final Path SERVER = Path.of("server");

    private final Sound sound;

    /// Fully qualified names by simple names, which are unique.
    private final Map<String, String> classes = new LinkedHashMap<>();

    ServerTests(Sound sound) {
        this.sound = sound;
        for (String test : sound.serverTests("")) {
            String simple = test.substring(test.lastIndexOf('.') + 1);
            if (classes.put(simple, test) != null) {
                throw new IllegalStateException("two tests are called " + simple);
            }
        }
    }

    /// @throws Mutant.StaleException if the row names no test, or one that does not exist
    private List<String> named(Mutant fault) {
        if (fault.tests().isEmpty()) {
            throw new Mutant.StaleException(fault, "the row names no test");
        }
        return fault.tests().stream().map(test -> named(fault, test)).toList();
    }

    private String named(Mutant fault, String test) {
        int dot = test.indexOf('.');
        String found = classes.get(dot < 0 ? test : test.substring(0, dot));
        if (found == null) {
            throw new Mutant.StaleException(fault, "there is no test " + test);
        }
        return dot < 0 ? found : found + "#" + test.substring(dot + 1);
    }

    /// @throws IllegalStateException if a test that one of the faults names fails on unchanged code
    void checkSound(List<Mutant> faults) {
        Set<String> all = new TreeSet<>();
        faults.forEach(fault -> all.addAll(named(fault)));
        try (Workshop nothing = new Workshop(sound)) {
            run(nothing, List.copyOf(all))
                    .ifPresent(failure -> {
                        throw new IllegalStateException("fails on unchanged code: " + failure);
                    });
        }
    }

    /// The first test that caught the fault, if any did.
    Optional<String> failure(Workshop workshop, Mutant fault) {
        return run(workshop, named(fault));
    }

    private Optional<String> run(Workshop workshop, List<String> tests) {
        return tests.isEmpty()
                ? Optional.empty()
                : Fork.failure(
                        workshop,
                        sound.root().resolve(SERVER),
                        UnitTests.FAILED,
                        UnitTests.class,
                        tests);
    }
}
