package scrip.bench.mutants;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Tables in Markdown.
final class Pages {

    private Pages() {}

    static String row(String... cells) {
        return Stream.of(cells)
                .map(c -> c.replace("|", "\\|").replace('\n', ' '))
                .collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    /// Where something failed, without why.
    static String place(String failure) {
        int end = failure.indexOf(' ');
        return "`" + (end < 0 ? failure : failure.substring(0, end)) + "`";
    }
}
