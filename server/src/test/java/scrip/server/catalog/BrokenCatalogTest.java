package scrip.server.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A file that is not a catalog, or a damaged one, gives faults and never an exception.
class BrokenCatalogTest {

    private static final int FUZZ_STRIDE = 5;

    @Test
    void aFileThatIsNoCatalogIsAFaultAndNeverAnException() {
        for (String text :
                List.of(
                        "",
                        "a",
                        "[]",
                        "- a\n- b",
                        "42",
                        "{",
                        "\t",
                        "a: b: c",
                        "%YAML 9.0\n---\na",
                        "items: 5",
                        "items: [5, [], null]",
                        "features: []",
                        "features: { a: b }",
                        "items: []",
                        "terms: x",
                        "prices:",
                        "? ? ?",
                        "&a [*a]",
                        "\u0000")) {
            assertTrue(!CatalogFileTest.faults(text).isEmpty(), text);
        }
        byte[] broken = CatalogFileTest.GOOD.getBytes(StandardCharsets.UTF_16);
        assertTrue(CatalogFile.parse(broken) instanceof CatalogFile.Faulty);
        assertTrue(CatalogFile.parse(new byte[10 << 20]) instanceof CatalogFile.Faulty);
        assertTrue(
                CatalogFileTest.faults(CatalogFileTest.GOOD + "#" + "x".repeat(2 << 20))
                        .getFirst()
                        .contains("larger than"));
    }

    /// Removes or changes one character in five of the file, one at a time.
    @Test
    void noChangeOfOneCharacterCausesAnException() {
        for (int i = 0; i < CatalogFileTest.GOOD.length(); i += FUZZ_STRIDE) {
            String before = CatalogFileTest.GOOD.substring(0, i);
            String after = CatalogFileTest.GOOD.substring(i + 1);
            for (String put : List.of("", "[", ":", "\n", "-1", "*")) {
                CatalogFile file = CatalogFile.parse(before + put + after);
                if (file instanceof CatalogFile.Faulty faulty) {
                    assertTrue(!faulty.faults().isEmpty());
                }
            }
        }
    }

    @Test
    void aLongChainOfRequiresIsReadAndACycleInItIsNamedOnce() {
        StringBuilder items =
                new StringBuilder(
                        CatalogFileTest.GOOD.substring(
                                0, CatalogFileTest.GOOD.indexOf("features:")));
        items.append("items:\n");
        for (int i = 0; i < CatalogReader.ITEMS_MAX; i++) {
            items.append(
                    """
                      - { id: lab/i%d, kind: subscription, scope: consortium, name: { en: a, zh: a },
                          description: { en: a, zh: a }, unit: { en: a, zh: a }, surfaces: [api],
                          requires: [lab/i%d], prices: [{ per: month, amount: 1 }] }
                    """
                            .formatted(i, (i + 1) % CatalogReader.ITEMS_MAX));
        }
        List<String> faults = CatalogFileTest.faults(items.toString());
        assertEquals(1, faults.size(), faults::toString);
        assertTrue(faults.getFirst().contains("forms a cycle: lab/i0 > lab/i1 > lab/i2"));
    }
}
