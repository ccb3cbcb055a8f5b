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
    void idsSortAsTheirTexts() {
        List<String> texts = List.of("b/a", "a-b/x", "a/y", "a/x", "a", "ab/c");
        assertEquals(
                texts.stream().sorted().toList(),
                texts.stream().map(ItemId::of).sorted().map(ItemId::toString).toList());
    }
}
