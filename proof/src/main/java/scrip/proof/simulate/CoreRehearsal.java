package scrip.proof.simulate;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import scrip.server.rehearse.Rehearsal;
import scrip.server.rehearse.ScenarioFile;

/// Plays scenario files on `core` alone, in memory: hundreds of them in seconds.
public final class CoreRehearsal {

    private CoreRehearsal() {}

    /// Plays every scenario below the given paths and returns how many failed.
    public static int run(List<Path> paths, PrintStream out) {
        int failed = 0;
        for (Path file : files(paths)) {
            String fault =
                    switch (ScenarioFile.read(file)) {
                        case ScenarioFile.Parsed.Faulty faulty -> faulty.faults().toString();
                        case ScenarioFile.Parsed.Valid valid -> {
                            var stage = new MemoryStage(valid.scenario().catalogs());
                            Rehearsal.Played last =
                                    Rehearsal.play(valid.scenario(), stage).getLast();
                            yield last.failure() == null
                                    ? null
                                    : "line " + last.line() + ": " + last.failure();
                        }
                    };
            if (fault != null) {
                out.println("FAILED " + file + ": " + fault);
                failed++;
            }
        }
        return failed;
    }

    private static List<Path> files(List<Path> paths) {
        List<Path> all = new ArrayList<>();
        for (Path path : paths) {
            try (Stream<Path> found = Files.walk(path)) {
                found.filter(p -> p.toString().endsWith(".yaml")).sorted().forEach(all::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return all;
    }

    /// Plays the scenarios below the arguments.
    public static void main(String[] args) {
        int failed = run(Stream.of(args).map(Path::of).toList(), System.out);
        System.out.println(failed + " failed");
    }
}
