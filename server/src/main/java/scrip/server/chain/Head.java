package scrip.server.chain;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import scrip.server.license.LicenseKey;
import scrip.server.license.SignedText;

/// The head of the installation's chain at a checkpoint: whoever keeps it can tell later whether
/// anything that it covers was changed or removed. As text it has one line for each part and, where
/// the installation's key is at hand, a signature.
///
/// @param entry the last entry of the installation log that it covers: that of the checkpoint
/// @param chain the hash of that entry, in hexadecimal digits
public record Head(Checkpoint checkpoint, long entry, String chain) {

    /// The first line.
    public static final String FIRST_LINE = "Scrip head 1";

    private static final List<String> PARTS =
            List.of("checkpoint", "at", "accounts", "facts", "root", "entry", "chain");

    /// Any line of it but the first.
    private static final Pattern LINE = Pattern.compile("[a-z]+: \\S+");

    private static final String HASH = "[0-9a-f]{64}";

    /// The text of it.
    ///
    /// @param key which signs it; null: it is not signed
    public String text(@Nullable LicenseKey key) {
        String lines =
                """
                %s
                checkpoint: %d
                at: %s
                accounts: %d
                facts: %d
                root: %s
                entry: %d
                chain: %s
                """
                        .formatted(
                                FIRST_LINE,
                                checkpoint.checkpoint(),
                                checkpoint.at(),
                                checkpoint.accounts(),
                                checkpoint.facts(),
                                checkpoint.root(),
                                entry,
                                chain);
        return key == null ? lines : SignedText.of(lines + "key: " + key.fingerprint() + "\n", key);
    }

    /// The text of a head out of another one, such as a letter with it: its lines as they were
    /// signed.
    ///
    /// @throws IllegalArgumentException if there is none
    public static String textIn(String text) {
        List<String> lines = text.lines().map(String::stripTrailing).toList();
        int from = lines.indexOf(FIRST_LINE);
        if (from < 0) {
            throw new IllegalArgumentException("there is no line '" + FIRST_LINE + "' in it");
        }
        StringBuilder head = new StringBuilder();
        for (String line : lines.subList(from, lines.size())) {
            if (!head.isEmpty() && !LINE.matcher(line).matches()) {
                break;
            }
            head.append(line).append('\n');
            if (line.startsWith(SignedText.SIGNATURE)) {
                break;
            }
        }
        return head.toString();
    }

    /// Reads a text, whether it is signed or not; its signature is not verified.
    ///
    /// @throws IllegalArgumentException if it is not the text of a head
    public static Head of(String text) {
        List<String> lines = text.lines().toList();
        if (lines.isEmpty() || !lines.getFirst().equals(FIRST_LINE)) {
            throw new IllegalArgumentException("the first line is not '" + FIRST_LINE + "'");
        }
        Map<String, String> parts = new LinkedHashMap<>();
        for (String line : lines.subList(1, lines.size())) {
            int colon = line.indexOf(": ");
            if (colon > 0) {
                parts.put(line.substring(0, colon), line.substring(colon + 2).strip());
            }
        }
        for (String part : PARTS) {
            if (!parts.containsKey(part)) {
                throw new IllegalArgumentException("there is no line '" + part + ": …'");
            }
        }
        try {
            return new Head(
                    new Checkpoint(
                            Long.parseLong(parts.getOrDefault("checkpoint", "")),
                            Instant.parse(parts.getOrDefault("at", "")),
                            Long.parseLong(parts.getOrDefault("accounts", "")),
                            Long.parseLong(parts.getOrDefault("facts", "")),
                            hash(parts, "root")),
                    Long.parseLong(parts.getOrDefault("entry", "")),
                    hash(parts, "chain"));
        } catch (NumberFormatException | DateTimeParseException wrong) {
            throw new IllegalArgumentException("not a head: " + wrong.getMessage(), wrong);
        }
    }

    private static String hash(Map<String, String> parts, String part) {
        String hash = parts.getOrDefault(part, "");
        if (!hash.matches(HASH)) {
            throw new IllegalArgumentException(part + " is not a hash: " + hash);
        }
        return hash;
    }
}
