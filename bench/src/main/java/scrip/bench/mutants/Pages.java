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

    /// Where something failed, without why; all of what is no place.
    static String place(String failure) {
        String first = failure.split(" ", 2)[0];
        return first.contains(".") ? "`" + first + "`" : failure;
    }
}
