package scrip.server.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scrip.core.catalog.Catalog;
import scrip.core.catalog.ItemId;
import scrip.server.terminal.Manners;
import scrip.server.terminal.Terminal;

class CatalogCommandTest {

    @TempDir Path folder = Path.of("");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void checkSummarizesTheFile() throws IOException {
        Path file = write("ipc.yaml", ipc());
        assertEquals(0, run("check", file.toString()));
        assertEquals(
                file + ": no fault: ipc 2026-03-24, 7 items, effective 2000-01-01T00:00:00Z\n",
                text(out));
        assertEquals("", text(err));
    }

    @Test
    void checkNamesEveryFaultOfEveryFileWithItsPlace() throws IOException {
        Path good = write("good.yaml", ipc());
        Path bad =
                write(
                        "bad.yaml",
                        ipc().replace("amount: 5900 ", "amount: -5900 ")
                                .replace("currency: USD", "currency: EURO"));
        Path none = folder.resolve("none.yaml");
        assertEquals(2, run("check", bad.toString(), good.toString(), none.toString()));
        List<String> lines = text(err).lines().toList();
        assertEquals(3, lines.size(), lines::toString);
        assertTrue(lines.get(0).startsWith(bad + ":18:11: `currency` must be"), lines.get(0));
        assertTrue(lines.get(1).contains(": a price is more than zero, not -5900"), lines.get(1));
        assertEquals(none + ":1:1: there is no such file", lines.get(2));
        assertTrue(text(out).startsWith(good + ": no fault"));
    }

    @Test
    void checkComparesVersionsOfOneProduct() throws IOException {
        Path next = write("next.yaml", reports("2027-01-01", "annual"));
        Path last = write("last.yaml", reports("2028-01-01", "terms"));
        Path first = write("first.yaml", aimis());
        Path ipc = write("ipc.yaml", ipc());
        assertEquals(
                2,
                run("check", last.toString(), next.toString(), first.toString(), ipc.toString()));
        List<String> lines = text(err).lines().toList();
        String changed =
                ": ITEM_CHANGED: aimis/mimi-ai-report is a metered resource in version 2025-03-07 and would be a ";
        assertEquals(2, lines.size(), lines::toString);
        assertTrue(lines.get(0).startsWith(last + ":"), lines::toString);
        assertTrue(
                lines.get(0)
                        .endsWith(
                                changed + "metered resource with storage terms: give it a new id"),
                lines::toString);
        assertTrue(lines.get(1).startsWith(next + ":"), lines::toString);
        assertTrue(lines.get(1).endsWith(changed + "capacity: give it a new id"), lines::toString);
        String place = lines.get(0).substring(last.toString().length() + 1);
        int line = Integer.parseInt(place.substring(0, place.indexOf(':')));
        assertEquals(
                "  - id: aimis/mimi-ai-report",
                Files.readAllLines(last).get(line - 1).stripTrailing());
        assertEquals(2, text(out).lines().filter(l -> l.contains("no fault")).count());
    }

    @Test
    void diffRefusesAVersionThatChangesTheMeaningOfAnId() throws IOException {
        Path old = write("old.yaml", aimis());
        Path next = write("next.yaml", reports("2027-01-01", "annual"));
        assertEquals(2, run("diff", old.toString(), next.toString()));
        assertTrue(text(err).contains("ITEM_CHANGED: aimis/mimi-ai-report is"), text(err));
        assertTrue(text(out).startsWith("from 2027-01-01T00:00:00Z on"), text(out));
    }

    /// AIMIS with reports sold as sets, or with storage terms, from an instant on.
    private static String reports(String version, String how) {
        String rules = "    quantity: { min: 1000, step: 1000 }\n    mode: SOFT\n    prices:\n";
        String report = rules + "      - { per: unit, amount: 0.80 }";
        assertTrue(aimis().contains(report), aimis());
        // An event is a use of a metered resource, and this will be none.
        return aimis().replaceAll("(?s)\nevents:\n.*?\n\n", "\n\n")
                .replace("version: 2025-03-07  ", "version: " + version + "  ")
                .replace("effective: 2000-01-01", "effective: " + version)
                .replace(
                        report,
                        how.equals("terms")
                                ? rules
                                        + "      - { per: unit, amount_by_storage_years: { 1: 0.80 } }"
                                : "    prices: [{ per: month, amount: 0.80 }]");
    }

    @Test
    void diffListsWhatChangesAndFromWhen() throws IOException {
        Path old = write("old.yaml", aimis());
        String changed =
                aimis().replace("version: 2025-03-07  ", "version: 2027-01-01  ")
                        .replace("effective: 2000-01-01", "effective: 2027-01-01")
                        .replace("agreement: required", "agreement: none")
                        .replace("terms:\n  version: 2025-03-07", "terms:\n  version: 2027-01-01")
                        .replace("1. Prepaid.", "1. Paid in advance.")
                        .replaceFirst("15: 6.00", "15: 5.50")
                        .replaceFirst("          10: 4.40\n", "")
                        .replaceFirst("min: 1000, step: 1000", "min: 2000, step: 500")
                        .replaceFirst("mode: SOFT ", "mode: HARD ")
                        .replace("      - log-audit\n", "")
                        .replaceFirst("  log-audit: .*\n", "")
                        .replace("id: aimis/mobile", "id: aimis/pocket")
                        .replaceFirst("requires: \\[aimis/basic\\]\n", "arrears: 1\n")
                        .replaceFirst("    arrears: 1\n", "");
        Path next = write("new.yaml", changed);
        assertEquals(0, run("diff", old.toString(), next.toString()), () -> text(err));
        assertEquals(
                """
                from 2027-01-01T00:00:00Z on, for new quotes, orders and renewals (those made before keep their prices):
                  catalog: version: 2025-03-07 -> 2027-01-01
                  catalog: effective: 2000-01-01T00:00:00Z -> 2027-01-01T00:00:00Z
                  catalog: agreement: required -> none
                  catalog: version of the terms: 2025-03-07 -> 2027-01-01
                  catalog: the text of the terms changes
                  catalog: feature `log-audit` removed
                  aimis/cloud-inspection: price per unit stored 15 years (by-quantity): 6.00 USD -> 5.50 USD
                  aimis/cloud-inspection: price per unit stored 10 years (by-quantity) no longer offered
                  aimis/cloud-inspection: least quantity: 1000 -> 2000
                  aimis/cloud-inspection: quantity in multiples of: 1000 -> 500
                  aimis/cloud-inspection: mode: SOFT -> HARD
                  aimis/basic: includes log-audit no longer
                  aimis/cloud-film: requires aimis/basic no longer
                  aimis/pocket: added; a subscription, 400 USD per month, 4000 USD per year
                  aimis/mobile: removed; 400 USD per month, 4000 USD per year
                the organizations that this touches were not looked up: name a database by SCRIP_DATA or SCRIP_DATABASE_URL
                """,
                text(out));
    }

    @Test
    void diffShowsATextInBothLanguages() throws IOException {
        Path old = write("old.yaml", aimis());
        Path next =
                write(
                        "new.yaml",
                        aimis().replace("version: 2025-03-07  ", "version: 2027-01-01  ")
                                .replace("effective: 2000-01-01", "effective: 2027-01-01")
                                .replaceFirst("name: \\{ en: [^,]*,", "name: { en: Renamed,"));
        assertEquals(0, run("diff", old.toString(), next.toString()), () -> text(err));
        assertTrue(text(out).contains("name: "), text(out));
        assertTrue(text(out).contains(" -> Renamed / "), text(out));
    }

    @Test
    void diffWarnsAboutAVersionThatCouldNotBePublished() throws IOException {
        Path old = write("old.yaml", ipc());
        Path next = write("new.yaml", ipc().replace("1. Prepaid.", "1. Paid before."));
        assertEquals(0, run("diff", old.toString(), next.toString()));
        assertEquals(3, text(out).lines().filter(l -> l.contains("WARNING")).count(), text(out));
    }

    @Test
    void diffNamesTheOrganizationsAffectedWhenADatabaseIsGiven() throws IOException {
        Path old = write("old.yaml", ipc());
        Path next = write("new.yaml", ipc().replace("amount: 5900 ", "amount: 6000 "));
        CatalogCommand.Touched touched = new OneHospital();
        try (PrintStream o = stream(out);
                PrintStream e = stream(err)) {
            assertEquals(
                    0,
                    CatalogCommand.diff(
                            old.toString(), next.toString(), o, e, Optional.of(touched)));
        }
        assertTrue(
                text(out)
                        .contains(
                                "2 accounts hold it, 1 has it on order, 0 have an open quote of it\n"),
                text(out));
        assertTrue(
                text(out).contains("    touches ipc ipc/pre-consultation-assistant of first\n"),
                text(out));
    }

    @Test
    void diffOfEqualFilesSaysSo() throws IOException {
        Path file = write("ipc.yaml", ipc());
        assertEquals(0, run("diff", file.toString(), file.toString()));
        assertEquals("nothing changes\n", text(out));
    }

    @Test
    void diffRefusesTwoProductsAndFaultyFiles() throws IOException {
        Path ipc = write("ipc.yaml", ipc());
        Path aimis = write("aimis.yaml", aimis());
        Path bad = write("bad.yaml", "x");
        assertEquals(2, run("diff", ipc.toString(), aimis.toString()));
        assertTrue(text(err).contains("two products, ipc and aimis"));
        assertEquals(2, run("diff", ipc.toString(), bad.toString()));
        assertTrue(text(err).contains(bad + ":1:1: "));
    }

    @Test
    void wrongArgumentsPrintTheUsage() {
        for (List<String> args :
                List.of(
                        List.<String>of(),
                        List.of("check"),
                        List.of("diff", "one"),
                        List.of("diff", "1", "2", "3"),
                        List.of("publish"))) {
            err.reset();
            assertEquals(2, run(args.toArray(String[]::new)));
            String named = args.isEmpty() ? "" : " " + args.getFirst();
            assertTrue(
                    text(err).contains("\nusage: ./scrip catalog" + named + " --help\n"),
                    text(err));
        }
        assertEquals(2, run("check", "\u0000"));
        err.reset();
        assertEquals(2, run("publish", "x"));
        assertTrue(text(err).contains("scrip: name the database to publish in"), text(err));
    }

    private int run(String... args) {
        try (PrintStream o = stream(out);
                PrintStream e = stream(err)) {
            Terminal terminal = Terminal.of(Map.of(), o, e);
            return Manners.run(new CatalogCommand(terminal), terminal, "catalog", args);
        }
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }

    private static String ipc() {
        return new String(ShippedCatalogs.bytes("ipc"), StandardCharsets.UTF_8);
    }

    private static String aimis() {
        return new String(ShippedCatalogs.bytes("aimis"), StandardCharsets.UTF_8);
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    /// Stands for a database in which this hospital and another hold something.
    private static final class OneHospital implements CatalogCommand.Touched {

        @Override
        public List<String> by(Catalog after, Optional<ItemId> item) {
            return List.of(
                    after.product() + " " + item.map(ItemId::toString).orElse("all") + " of first");
        }

        @Override
        public Map<CatalogChange, AccountCounts> counts(
                Catalog before, Catalog after, List<CatalogChange> changes) {
            return changes.stream()
                    .filter(change -> change.item() != null)
                    .collect(Collectors.toMap(c -> c, _ -> new AccountCounts(2, 1, 0)));
        }
    }
}
