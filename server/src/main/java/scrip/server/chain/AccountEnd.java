package scrip.server.chain;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/// The end of an account's rows in the log: a leaf of a checkpoint's tree.
///
/// @param id the organization's
/// @param seq the position of its last row
/// @param line of that row, too
/// @param hash of that row
public record AccountEnd(long account, int realm, String id, long seq, int line, UUID hash) {

    /// What is hashed: one line of text, its parts separated by spaces.
    public String text() {
        return "%d %d %s %d %d %s"
                .formatted(account, realm, id, seq, line, hash.toString().replace("-", ""));
    }

    byte[] leaf() {
        return text().getBytes(StandardCharsets.UTF_8);
    }
}
