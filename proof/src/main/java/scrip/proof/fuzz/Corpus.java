package scrip.proof.fuzz;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The inputs that are always fed: the seeds of the parsers, and what was found once. One file for
/// each finding, in a folder with the name of its parser.
final class Corpus {

    private static final String FOLDER = "/fuzz";
    private static final char FIRST = 'A';

    private Corpus() {}

    /// The inputs of a parser by their names.
    static Map<String, byte[]> of(Parser parser) throws IOException {
        Map<String, byte[]> inputs = new LinkedHashMap<>();
        for (int i = 0; i < parser.seeds().size(); i++) {
            inputs.put("seed " + (i + 1), parser.seeds().get(i));
        }
        for (Path file : files(parser.name())) {
            inputs.put(file.getFileName().toString(), Files.readAllBytes(file));
        }
        return inputs;
    }

    /// Those that were found once.
    private static List<Path> files(String parser) throws IOException {
        URL found = Corpus.class.getResource(FOLDER + "/" + parser.replace(' ', '-'));
        if (found == null) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(Path.of(found.toURI()))) {
            return files.sorted().toList();
        } catch (URISyntaxException wrong) {
            throw new IllegalStateException(wrong);
        }
    }

    /// Writes all inputs into a folder for the fuzzer, which knows one parser only: the first byte
    /// says which one the rest is for.
    static void write(List<Parser> parsers, List<Parser> all, Path folder) throws IOException {
        Files.createDirectories(folder);
        for (Parser parser : parsers) {
            int number = 0;
            for (byte[] input : of(parser).values()) {
                byte[] marked = new byte[input.length + 1];
                marked[0] = (byte) (FIRST + all.indexOf(parser));
                System.arraycopy(input, 0, marked, 1, input.length);
                Files.write(
                        folder.resolve(parser.name().replace(' ', '-') + "-" + number++), marked);
            }
        }
    }

    /// An input for its parser.
    @SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
    record Marked(Parser parser, byte[] input) {}

    /// What a marked input is for; null if it is for none of these parsers, or too long.
    static @Nullable Marked read(byte[] marked, List<Parser> parsers, List<Parser> all) {
        int index = marked.length == 0 ? -1 : marked[0] - FIRST;
        if (index < 0 || index >= all.size() || !parsers.contains(all.get(index))) {
            return null;
        }
        Parser parser = all.get(index);
        return marked.length - 1 > parser.bytesMax()
                ? null
                : new Marked(parser, Arrays.copyOfRange(marked, 1, marked.length));
    }
}
