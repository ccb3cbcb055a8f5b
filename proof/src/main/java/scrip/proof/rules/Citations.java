package scrip.proof.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The rules that a text names: `R12`, or `O2 to O5`, which names four.
final class Citations {

    private static final Pattern CITATION =
            Pattern.compile("\\b([COMTLRSXB])(\\d{1,2})(?:\\s+to\\s+\\1(\\d{1,2}))?\\b");

    private Citations() {}

    static Set<String> in(String text) {
        Set<String> cited = new TreeSet<>();
        Matcher matcher = CITATION.matcher(text);
        while (matcher.find()) {
            int first = Integer.parseInt(matcher.group(2));
            int last = matcher.group(3) == null ? first : Integer.parseInt(matcher.group(3));
            for (int n = first; n <= last; n++) {
                cited.add(matcher.group(1) + n);
            }
        }
        return cited;
    }

    /// The rules that the doc comments of a source file name.
    static Set<String> inDocs(Path source) {
        try (Stream<String> lines = Files.lines(source)) {
            return in(
                    lines.map(String::strip)
                            .filter(line -> line.startsWith("///"))
                            .map(line -> line.substring(3))
                            .collect(Collectors.joining(" ")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
