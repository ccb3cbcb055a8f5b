package scrip.server.http;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntityTagsTest {

    private static EntityTags read(String header) {
        return Objects.requireNonNull(EntityTags.read(header));
    }

    /// As caches and proxies send them back: nginx weakens a tag, Apache adds `-gzip`, Jetty
    /// `--gzip`, others `;gzip`.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "W/\"7\"",
                "\"7\"",
                "\"7-gzip\"",
                "W/\"7--gzip\"",
                "\"7;br\"",
                "\"3\", W/\"7\"",
                "*"
            })
    void aTagIsTheSameWhateverAProxyMadeOfIt(String sent) {
        assertTrue(read(sent).has(7));
        assertTrue(read(sent).has(EntityTags.of(7)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\"8\"", "W/\"77\"", "\"7-other\"", "\"gzip\""})
    void anotherTagIsAnother(String sent) {
        assertFalse(read(sent).has(7));
    }

    @Test
    void noHeaderNamesNothing() {
        assertNull(EntityTags.read(null));
    }
}
