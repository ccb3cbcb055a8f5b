package scrip.proof.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import scrip.core.ledger.Entry;
import scrip.core.ledger.Fact;
import scrip.core.ledger.Posting;
import scrip.core.organization.OrganizationId;
import scrip.server.rehearse.Rehearsal;
import scrip.server.rehearse.ScenarioFile;

/// Compares the tables of `docs/ledger.md` with the scenario that plays the example.
class LedgerPageTest {

    private static final Path ROOT = Path.of("..");
    private static final Path SCENARIO =
            ROOT.resolve("scenarios/resource/the-example-of-the-ledger-page.yaml");
    private static final int POSTING_CELLS = 6;
    private static final int BALANCE_CELLS = 6;

    @Test
    void the_postings_are_those_of_the_scenario() throws IOException {
        OrganizationId first = new OrganizationId("first");
        ScenarioFile.Parsed.Valid valid =
                assertInstanceOf(ScenarioFile.Parsed.Valid.class, ScenarioFile.read(SCENARIO));
        MemoryStage stage = new MemoryStage(valid.scenario().catalogs());
        assertNull(Rehearsal.play(valid.scenario(), stage).getLast().failure());
        stage.moveTo(Instant.parse("2027-06-12T00:00:00Z"));
        stage.tick(first);
        MemoryLedger ledger = stage.ledger(first);
        List<String> packs = new ArrayList<>();
        List<String> booked =
                ledger.postings().stream()
                        .map(posting -> row(posting, ledger.entries(), packs))
                        .toList();
        List<String> written =
                rows("| step | from |", POSTING_CELLS)
                        .map(cells -> String.join(" | ", cells.subList(1, POSTING_CELLS)))
                        .toList();
        assertEquals(written, booked);
    }

    @Test
    void the_balances_are_those_of_the_scenario() throws IOException {
        List<String> expected =
                Pattern.compile(
                                "(?m)expect: \\{ available: (\\d+), closing: (\\d+), used: (\\d+),"
                                        + " arrears: (\\d+), expired: (\\d+)")
                        .matcher(Files.readString(SCENARIO))
                        .results()
                        .map(found ->
                                Stream.of(1, 2, 3, 4, 5)
                                        .map(found::group)
                                        .collect(Collectors.joining(" | ")))
                        .toList();
        List<String> written =
                rows("| after step |", BALANCE_CELLS)
                        .map(cells -> String.join(" | ", cells.subList(1, BALANCE_CELLS)))
                        .toList();
        assertEquals(written, expected);
    }

    /// A posting as the page writes it: packs are A, B, C in the order of issue.
    private static String row(Posting posting, List<Entry> entries, List<String> packs) {
        Long pack = posting.pack();
        Long use = posting.use();
        if (posting.from() == Posting.Book.ISSUED) {
            packs.add(String.valueOf(pack));
        }
        String letter =
                pack == null
                        ? ""
                        : String.valueOf((char) ('A' + packs.indexOf(String.valueOf(pack))));
        String key = "";
        if (use != null) {
            key =
                    entries.stream()
                            .filter(entry -> entry.seq() == use)
                            .map(entry -> ((Fact.UseBooked) entry.fact()).key())
                            .findFirst()
                            .orElseThrow();
        }
        return String.join(
                " | ",
                posting.from().name(),
                posting.to().name(),
                letter,
                key,
                Long.toString(posting.units()));
    }

    /// The rows of a table of the page, without commas in numbers and without backticks.
    private static Stream<List<String>> rows(String head, int cells) throws IOException {
        return Files.readString(ROOT.resolve("docs/ledger.md"))
                .lines()
                .dropWhile(line -> !line.startsWith(head))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .map(line ->
                        Pattern.compile("\\|")
                                .splitAsStream(line.substring(1))
                                .map(cell -> cell.strip().replace(",", "").replace("`", ""))
                                .limit(cells)
                                .toList());
    }
}
