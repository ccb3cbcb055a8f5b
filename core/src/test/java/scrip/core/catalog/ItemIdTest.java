package scrip.core.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ItemIdTest {

    @Test
    void everyIdIsWrittenAsItWasRead() {
        for (String text : List.of("ipc/thing", "thing", "", "/thing", "ipc/", "/", "a/b/c")) {
            assertEquals(text, ItemId.of(text).toString());
        }
        assertEquals(new ItemId("ipc", "thing"), ItemId.of("ipc/thing"));
        assertEquals("b/c", ItemId.of("a/b/c").name());
    }

    @Test
    void aTextWithoutAProductIsNotAnId() {
        assertTrue(ItemId.of("ipc/thing").hasProduct());
        assertFalse(ItemId.of("thing").hasProduct());
        assertFalse(ItemId.of("/thing").hasProduct());
        assertThrows(IllegalArgumentException.class, () -> new ItemId("ipc/thing", "other"));
        assertThrows(IllegalArgumentException.class, () -> new ItemId("", "ipc/thing"));
    }

    @Test
    void anIdKnowsItsOwnTextOnly() {
        List<String> texts =
                List.of(
                        "a/b", "a/bc", "ab/c", "ab", "a", "", "/", "/b", "a/", "a/b/c", "b/c",
                        "aab");
        for (String one : texts) {
            for (String other : texts) {
                assertEquals(one.equals(other), ItemId.of(one).isWrittenAs(other), one + other);
            }
        }
    }

    @Test
    void idsSortAsTheirTexts() {
        List<String> texts =
                List.of("b/a", "a-b/x", "a/y", "a/x", "a", "ab/c", "a0/x", "", "/a", "a/", "b");
        assertEquals(
                texts.stream().sorted().toList(),
                texts.stream().map(ItemId::of).sorted().map(ItemId::toString).toList());
    }
}
