package scrip.proof.mutants;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
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

    /// The cells of a row of a table; empty if the line is none.
    static List<String> cells(String line) {
        return line.startsWith("| ") && line.endsWith(" |")
                ? Stream.of(line.substring(2, line.length() - 2).split(" \\| ", -1))
                        .map(cell -> cell.replace("\\|", "|"))
                        .toList()
                : List.of();
    }

    /// The machine and JDK of a run, and how long it took.
    static String ranOn(Progress progress) {
        return ", in %s on JDK %d with %d processors, %s."
                .formatted(
                        progress.took(),
                        Runtime.version().feature(),
                        Runtime.getRuntime().availableProcessors(),
                        LocalDate.now(ZoneOffset.UTC));
    }

    /// The place of a failure without its reason; the whole text if it names no place.
    static String place(String failure) {
        String first = failure.split(" ", 2)[0];
        return first.contains(".") ? "`" + first + "`" : failure;
    }
}
