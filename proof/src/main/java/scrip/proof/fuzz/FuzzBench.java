package scrip.proof.fuzz;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import scrip.server.terminal.Manners;

/// `./scrip proof fuzz --seconds N [--seed S] [--parser NAME]`, or `--feed FILE` with one of the
/// inputs that it found.
public final class FuzzBench {

    private static final int CALLED_WRONGLY = 2;
    private static final int SECONDS_MAX = 1_000_000;
    private static final Path KEPT = Path.of("proof/target/fuzz");
    private static final String USAGE =
            "usage: proof fuzz --seconds N [--seed S] [--parser NAME], or proof fuzz --feed FILE";

    private FuzzBench() {}

    private record Options(int seconds, long seed, String parser, String feed) {

        /// @throws IllegalArgumentException with a message for the command line
        static Options of(List<String> args) {
            int seconds = 0;
            long seed = 1 + System.nanoTime() % SECONDS_MAX;
            String parser = "";
            String feed = "";
            for (int i = 0; i < args.size(); i += 2) {
                String value = i + 1 < args.size() ? args.get(i + 1) : "";
                switch (args.get(i)) {
                    case "--seconds" -> seconds = number(args.get(i), value);
                    case "--seed" -> seed = number(args.get(i), value);
                    case "--parser" -> parser = value;
                    case "--feed" -> feed = value;
                    default ->
                            throw new IllegalArgumentException("there is no option " + args.get(i));
                }
            }
            if (seconds == 0 && feed.isEmpty()) {
                throw new IllegalArgumentException("--seconds is missing");
            }
            return new Options(seconds, seed, parser, feed);
        }

        private static int number(String name, String text) {
            if (!text.matches("[1-9][0-9]{0,5}")) {
                throw new IllegalArgumentException(
                        name + " takes a whole number from 1, not '" + text + "'");
            }
            return Integer.parseInt(text);
        }
    }

    /// Runs the fuzzer, and looks for time that grows too fast.
    ///
    /// @return the exit code: 0, 1 if anything was found, 2 for wrong arguments
    public static int run(List<String> args, PrintStream out)
            throws IOException, InterruptedException {
        Options options;
        try {
            options = Options.of(args);
        } catch (IllegalArgumentException wrong) {
            out.println("scrip: " + wrong.getMessage());
            out.println(USAGE);
            return CALLED_WRONGLY;
        }
        Path kept = KEPT.toAbsolutePath();
        Path seeds = kept.resolve("seeds");
        List<String> found = new ArrayList<>();
        try (Parsers parsers =
                Parsers.start(Files.createDirectories(kept.resolve("files")), options.parser())) {
            List<Parser> chosen = parsers.named(options.parser());
            if (!options.feed().isEmpty()) {
                return feed(Path.of(options.feed()), parsers, out);
            }
            Corpus.write(chosen, parsers.all(), seeds);
            for (Parser parser : chosen) {
                found.addAll(new Growth(options.seed()).findings(parser));
            }
        }
        found.forEach(line -> out.println("GROWS TOO FAST: " + line));
        Fuzzer fuzzer = new Fuzzer(kept);
        out.println("fuzzing for " + options.seconds() + " s, seed " + options.seed());
        int code =
                fuzzer.run(
                        new Fuzzer.Run(
                                "-max_total_time=" + options.seconds(),
                                options.seed(),
                                options.parser()),
                        seeds,
                        out);
        if (code != 0) {
            out.println("FAILED: the inputs are in " + fuzzer.findings());
        }
        return code == 0 && found.isEmpty() ? Manners.DONE : Manners.FAILED;
    }

    /// Feeds one input that the fuzzer found to its parser.
    private static int feed(Path file, Parsers parsers, PrintStream out) throws IOException {
        Corpus.Marked input = Corpus.read(Files.readAllBytes(file), parsers.all(), parsers.all());
        if (input == null) {
            out.println("scrip: " + file + " is for no parser");
            return CALLED_WRONGLY;
        }
        try {
            input.parser().feed(input.input());
            out.println(input.parser().name() + ": nothing found");
            return 0;
        } catch (Finding found) {
            out.println(found.getMessage());
            found.printStackTrace(out);
            return Manners.FAILED;
        }
    }
}
