package scrip.proof.mutants;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import scrip.server.Main;

/// What can catch a fault of the ledger: all tests of the ledger, and the scenarios on a real
/// PostgreSQL. Run on the unchanged code before the first fault.
final class LedgerSuite {

    private static final Path SERVER = Path.of("server");
    private static final String TESTS = "scrip/server/ledger";

    private final Sound sound;
    private boolean isSound;

    LedgerSuite(Sound sound) {
        this.sound = sound;
    }

    /// The first test and the first scenario that fail.
    ///
    /// @throws IllegalStateException if one fails on unchanged code
    List<String> failures(Workshop workshop) {
        if (!isSound) {
            checkSound();
            isSound = true;
        }
        List<String> by = new ArrayList<>();
        tests(workshop).ifPresent(by::add);
        scenarios(workshop).ifPresent(by::add);
        return by;
    }

    private void checkSound() {
        try (Workshop nothing = new Workshop(sound)) {
            tests(nothing)
                    .or(() -> scenarios(nothing))
                    .ifPresent(failure -> {
                        throw new IllegalStateException("fails on unchanged code: " + failure);
                    });
        }
    }

    private Optional<String> tests(Workshop workshop) {
        return Fork.failure(
                workshop,
                sound.root().resolve(SERVER),
                UnitTests.FAILED,
                UnitTests.class,
                sound.serverTests(TESTS));
    }

    private Optional<String> scenarios(Workshop workshop) {
        return Fork.failure(
                workshop, sound.root(), "FAILED", Main.class, List.of("rehearse", "scenarios"));
    }
}
