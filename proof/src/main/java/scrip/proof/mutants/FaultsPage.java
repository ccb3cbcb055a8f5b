package scrip.proof.mutants;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// `docs/faults.md`: what caught each fault of the tables, and the day on which it was planted
/// last. A run of some faults changes their rows and keeps those of the others; the row of a fault
/// that is no longer in the tables is left out.
final class FaultsPage {

    private static final String INTRODUCTION =
            """
            # Planted faults

            Faults in `core`, in the ledger and in the features of the server, chosen from the rules and from slips that
            engineers make, without looking at scenarios or tests first (the tables are in `proof/faults`).
            `./scrip proof faults --write` plants them one at a time and regenerates this page: what caught each. Beside names
            of rules and features it plants those, with `--new` those without a result, and keeps the rows of the others; the
            last column has the day of each. A fault of `core` is run against the scenarios on core alone and the tests of core;
            one of the ledger against the tests that the table names, and if those are none or miss it, against all tests of
            the ledger and the scenarios on a real PostgreSQL; one of a feature against the tests of the server that the table
            names. *Added* marks faults that the first run did not catch and for which a scenario or test was then written.
            Tests and scenarios are first run on the unchanged code.
            """;

    private static final String HEAD =
            """
            | rule or feature | fault | where | caught by | | planted on |
            |---|---|---|---|---|---|
            """;

    private static final String NOT_CAUGHT = "**not caught**";
    private static final String NOT_PLANTED = "**not planted yet**";

    /// The cells that tell which fault a row is of: rule, what, where.
    private static final int OF_FAULT = 3;

    private static final int CELLS = 6;

    /// What became of a fault, by the cells that tell which it is.
    private final Map<List<String>, Planted> planted = new HashMap<>();

    /// @param by the cell that tells what caught it
    /// @param on the cell that tells on which day
    private record Planted(String by, String on) {}

    private FaultsPage() {}

    /// The page as it was written before.
    ///
    /// @param text empty for one without rows
    static FaultsPage of(String text) {
        FaultsPage page = new FaultsPage();
        text.lines()
                .map(Pages::cells)
                .filter(cells -> cells.size() == CELLS)
                .forEach(cells ->
                        page.planted.put(
                                cells.subList(0, OF_FAULT),
                                new Planted(cells.get(OF_FAULT), cells.getLast())));
        return page;
    }

    /// A fault was planted.
    ///
    /// @param by what caught it; empty if nothing did
    void put(Mutant fault, List<String> by, LocalDate on) {
        String caught =
                by.isEmpty()
                        ? NOT_CAUGHT
                        : String.join(", ", by.stream().map(Pages::place).toList());
        planted.put(cells(fault), new Planted(caught, on.toString()));
    }

    /// Whether the page tells what became of the fault.
    boolean isPlanted(Mutant fault) {
        Planted row = planted.get(cells(fault));
        return row != null && !row.by.equals(NOT_PLANTED);
    }

    /// The page, with a row for each fault.
    ///
    /// @param all the faults of the tables, in order
    String text(List<Mutant> all) {
        StringBuilder rows = new StringBuilder(HEAD);
        int first = 0;
        int later = 0;
        int missed = 0;
        for (Mutant fault : all) {
            Planted row = planted.getOrDefault(cells(fault), new Planted(NOT_PLANTED, ""));
            if (row.by.equals(NOT_CAUGHT)) {
                missed++;
            } else if (!row.by.equals(NOT_PLANTED)) {
                first += fault.missed() ? 0 : 1;
                later += fault.missed() ? 1 : 0;
            }
            List<String> cells = new ArrayList<>(cells(fault));
            cells.addAll(List.of(row.by, fault.missed() ? "*added*" : "", row.on));
            rows.append(Pages.row(cells.toArray(String[]::new)));
        }
        int open = all.size() - first - later - missed;
        return INTRODUCTION
                + ("\n%d faults: %d caught in the first run, %d after a scenario or test was added, %d"
                                + " not%s.\n\n")
                        .formatted(
                                all.size(),
                                first,
                                later,
                                missed,
                                open == 0 ? "" : ", " + open + " not planted yet")
                + rows;
    }

    /// The cells that tell which fault it is.
    private static List<String> cells(Mutant fault) {
        return List.of(fault.rule(), fault.what(), "`" + fault.file().getFileName() + "`");
    }
}
