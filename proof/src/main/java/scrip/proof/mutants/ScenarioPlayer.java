package scrip.proof.mutants;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import scrip.proof.simulate.MemoryStage;
import scrip.server.rehearse.Rehearsal;
import scrip.server.rehearse.ScenarioFile;

/// Plays scenarios on `core` alone until one fails. Created by reflection in its own class loader,
/// so that it uses the mutated core.
public final class ScenarioPlayer implements Function<List<String>, Optional<String>> {

    /// The first failure, `FILE:line` and the reason; empty if all passed.
    @Override
    public Optional<String> apply(List<String> files) {
        return files.stream().map(ScenarioPlayer::failure).flatMap(Optional::stream).findFirst();
    }

    private static Optional<String> failure(String file) {
        try {
            return switch (ScenarioFile.read(Path.of(file))) {
                case ScenarioFile.Parsed.Faulty faulty ->
                        Optional.of(file + ":1 " + faulty.faults());
                case ScenarioFile.Parsed.Valid valid -> {
                    var stage = new MemoryStage(valid.scenario().catalogs());
                    Rehearsal.Played last = Rehearsal.play(valid.scenario(), stage).getLast();
                    yield Optional.ofNullable(last.failure())
                            .map(why -> file + ":" + last.line() + " " + why);
                }
            };
        } catch (RuntimeException broken) {
            // A broken invariant is thrown outside any particular step.
            return Optional.of(file + ":1 " + broken);
        }
    }
}
