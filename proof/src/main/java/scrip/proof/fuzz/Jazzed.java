package scrip.proof.fuzz;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What Jazzer calls, by the names that it expects: in a process of its own, whose classes it has
/// changed to see which code an input reaches.
public final class Jazzed {

    static final String FOLDER = "scrip.fuzz.folder";
    static final String PARSER = "scrip.fuzz.parser";

    private static @Nullable Parsers parsers;
    private static List<Parser> chosen = List.of();

    private Jazzed() {}

    /// Called once, before anything is fed.
    public static void fuzzerInitialize() throws InterruptedException {
        try {
            Path folder = Path.of(Objects.requireNonNull(System.getProperty(FOLDER)));
            String named = System.getProperty(PARSER, "");
            Parsers started = Parsers.start(folder, named);
            Runtime.getRuntime().addShutdownHook(new Thread(started::close));
            chosen = started.named(named);
            // Loading and changing the classes is not the time or the memory of an input.
            for (Parser parser : chosen) {
                parser.seeds().forEach(parser::feed);
            }
            parsers = started;
        } catch (IOException | RuntimeException | Error failure) {
            // Jazzer would not tell.
            failure.printStackTrace();
            throw new IllegalStateException(failure);
        }
    }

    /// Called with each input.
    public static void fuzzerTestOneInput(byte[] marked) {
        Parsers started = parsers;
        if (started == null) {
            throw new IllegalStateException("not initialized");
        }
        Corpus.Marked input = Corpus.read(marked, chosen, started.all());
        if (input != null) {
            input.parser().feed(input.input());
        }
    }
}
