package scrip.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TerminalKeyTest {

    private static final Instant NOW = Instant.parse("2026-03-01T09:00:00Z");
    private static final String TARGET = "/v1/staff?sort=EMAIL";

    @TempDir Path folder;

    @Test
    void aPassIsGoodForOneRequestOnce() throws IOException {
        TerminalKey key = TerminalKey.of(folder);
        String pass = key.pass("ada as root", "GET", TARGET, NOW);
        assertEquals(Optional.empty(), key.user(pass, "DELETE", TARGET, NOW));
        assertEquals(Optional.empty(), key.user(pass, "GET", "/v1/staff", NOW));
        assertEquals(Optional.of("ada as root"), key.user(pass, "GET", TARGET, NOW));
        assertEquals(Optional.empty(), key.user(pass, "GET", TARGET, NOW));
    }

    @Test
    void aPassThatIsLateOrEarlyIsNone() throws IOException {
        TerminalKey key = TerminalKey.of(folder);
        String pass = key.pass("ada", "GET", TARGET, NOW);
        assertEquals(Optional.empty(), key.user(pass, "GET", TARGET, NOW.plusSeconds(31)));
        assertEquals(Optional.empty(), key.user(pass, "GET", TARGET, NOW.minusSeconds(31)));
        assertEquals(Optional.of("ada"), key.user(pass, "GET", TARGET, NOW.plusSeconds(30)));
        assertEquals(Optional.empty(), key.user(pass, "GET", TARGET, NOW.plusSeconds(30)));
    }

    @Test
    void whatIsChangedOrOfAnotherKeyIsNone() throws IOException {
        TerminalKey key = TerminalKey.of(folder);
        TerminalKey other = TerminalKey.of(folder.resolve("other"));
        String pass = key.pass("ada", "GET", TARGET, NOW);
        assertEquals(Optional.empty(), other.user(pass, "GET", TARGET, NOW));
        for (int at = TerminalKey.PASS.length(); at < pass.length() - 1; at++) {
            // The last bits of a part mean nothing.
            if (at == pass.indexOf('.') - 1) {
                continue;
            }
            char changed = pass.charAt(at) == 'A' ? 'B' : 'A';
            String forged = pass.substring(0, at) + changed + pass.substring(at + 1);
            assertEquals(Optional.empty(), key.user(forged, "GET", TARGET, NOW), forged);
        }
        for (String nothing :
                new String[] {"", ".", TerminalKey.PASS, TerminalKey.PASS + ".", "a.b"}) {
            assertEquals(Optional.empty(), key.user(nothing, "GET", TARGET, NOW));
        }
    }

    @Test
    void theKeyIsKeptInAFileThatOnlyItsOwnerReads() throws IOException {
        assertThrows(IOException.class, () -> TerminalKey.existing(folder));
        TerminalKey first = TerminalKey.of(folder);
        TerminalKey again = TerminalKey.of(folder);
        String pass = first.pass("ada", "GET", TARGET, NOW);
        assertTrue(again.user(pass, "GET", TARGET, NOW).isPresent());
        assertEquals(
                "rw-------",
                PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(folder.resolve(TerminalKey.FILE))));
    }
}
