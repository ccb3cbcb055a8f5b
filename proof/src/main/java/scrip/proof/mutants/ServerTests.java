package scrip.proof.mutants;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// The tests that must catch a fault of the server, as its row names them; run in their own process
/// on a real PostgreSQL.
final class ServerTests {

    private static final Path SERVER = Path.of("server");

    private final Sound sound;

    private final TestNames names;

    ServerTests(Sound sound) {
        this.sound = sound;
        this.names = new TestNames(sound.serverTests(""));
    }

    /// @throws IllegalStateException if a test that one of the faults names fails on unchanged code
    void checkSound(List<Mutant> faults) {
        Set<String> all = new TreeSet<>();
        faults.forEach(fault -> all.addAll(names.of(fault)));
        try (Workshop nothing = new Workshop(sound)) {
            run(nothing, List.copyOf(all))
                    .ifPresent(failure -> {
                        throw new IllegalStateException("fails on unchanged code: " + failure);
                    });
        }
    }

    /// The first test that caught the fault, if any did.
    Optional<String> failure(Workshop workshop, Mutant fault) {
        return run(workshop, names.of(fault));
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
