package scrip.server.catalog;

import java.io.PrintStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import scrip.core.catalog.Catalog;
import scrip.server.yaml.Fault;

/// `./scrip catalog check FILE...` and `./scrip catalog diff OLD NEW`.
public final class CatalogCommand {

    private static final int DONE = 0;
    private static final int WRONG = 2;

    private static final String USAGE =
            """
            usage: ./scrip catalog check FILE...   name every fault of catalog files, each with its line
                   ./scrip catalog diff OLD NEW    list what changes from one catalog file to another\
            """;

    private CatalogCommand() {}

    /// Knows whom a change touches: the organizations that have the item now, or for a change of
    /// the whole catalog, that have any of its items.
    public interface Touched {

        /// One line for each organization, and when it will be touched.
        ///
        /// @param item the id of the item that changes, or empty for the whole catalog
        List<String> by(Catalog after, Optional<String> item);
    }

    /// Runs the command without a database: whom a change touches stays open.
    ///
    /// @param args what follows `catalog`
    /// @return the exit code: 0 done, 2 a file has faults or the arguments are wrong
    public static int run(String[] args, PrintStream out, PrintStream err) {
        return run(args, out, err, Optional.empty());
    }

    /// Runs the command.
    public static int run(
            String[] args, PrintStream out, PrintStream err, Optional<Touched> touched) {
        List<String> words = Arrays.asList(args);
        if (words.size() >= 2 && words.getFirst().equals("check")) {
            return check(words.subList(1, words.size()), out, err);
        }
        if (words.size() == 3 && words.getFirst().equals("diff")) {
            return diff(words.get(1), words.get(2), out, err, touched);
        }
        err.println(USAGE);
        return WRONG;
    }

    private static int check(List<String> files, PrintStream out, PrintStream err) {
        int code = DONE;
        for (String file : files) {
            Optional<Catalog> catalog = read(file, err);
            if (catalog.isPresent()) {
                out.println(file + ": no fault: " + summary(catalog.get()));
            } else {
                code = WRONG;
            }
        }
        return code;
    }

    private static String summary(Catalog catalog) {
        long examples = catalog.items().stream().filter(i -> i.example()).count();
        return "%s %s, %d items%s, effective %s"
                .formatted(
                        catalog.product(),
                        catalog.version(),
                        catalog.items().size(),
                        examples == 0 ? "" : " (" + examples + " with example prices)",
                        catalog.effectiveFrom());
    }

    private static int diff(
            String oldFile,
            String newFile,
            PrintStream out,
            PrintStream err,
            Optional<Touched> touched) {
        Optional<Catalog> before = read(oldFile, err);
        Optional<Catalog> after = read(newFile, err);
        if (before.isEmpty() || after.isEmpty()) {
            return WRONG;
        }
        if (!before.get().product().equals(after.get().product())) {
            err.println(
                    "these are catalogs of two products, %s and %s: compare two of one product"
                            .formatted(before.get().product(), after.get().product()));
            return WRONG;
        }
        print(before.get(), after.get(), out, touched);
        return DONE;
    }

    private static void print(
            Catalog before, Catalog after, PrintStream out, Optional<Touched> touched) {
        List<CatalogDiff.Change> changes = CatalogDiff.between(before, after);
        if (changes.isEmpty()) {
            out.println("nothing changes");
            return;
        }
        out.println(
                "from %s on, for new quotes, orders and renewals (those made before keep their prices):"
                        .formatted(after.effectiveFrom()));
        for (CatalogDiff.Change change : changes) {
            out.println("  " + change);
            touched.map(t -> t.by(after, Optional.ofNullable(change.item())))
                    .orElse(List.of())
                    .forEach(line -> out.println("    touches " + line));
        }
        if (touched.isEmpty()) {
            out.println("which organizations this touches, only a running installation can say");
        }
    }

    private static Optional<Catalog> read(String file, PrintStream err) {
        Path path;
        try {
            path = Path.of(file);
        } catch (InvalidPathException e) {
            err.println(file + ":1:1: this is not the name of a file: " + e.getReason());
            return Optional.empty();
        }
        return switch (CatalogFile.read(path)) {
            case CatalogFile.Valid valid -> Optional.of(valid.catalog());
            case CatalogFile.Faulty faulty -> {
                for (Fault fault : faulty.faults()) {
                    err.println(file + ":" + fault);
                }
                yield Optional.empty();
            }
        };
    }
}
