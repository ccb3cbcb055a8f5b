package scrip.proof.mutants;

import java.time.LocalDate;
import java.time.ZoneOffset;
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

    /// On what a run was, and how long it took.
    static String ranOn(Progress progress) {
        return ", in %s on JDK %d with %d processors, %s."
                .formatted(
                        progress.took(),
                        Runtime.version().feature(),
                        Runtime.getRuntime().availableProcessors(),
                        LocalDate.now(ZoneOffset.UTC));
    }

    /// Where something failed, without why; all of what is no place.
    static String place(String failure) {
        String first = failure.split(" ", 2)[0];
        return first.contains(".") ? "`" + first + "`" : failure;
    }
}
