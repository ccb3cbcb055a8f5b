package scrip.server.yaml;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/// Reads the text of a YAML file into a [YamlValue]. Faults of the YAML itself are added to the
/// list; even then a value may be returned, so that the reader can add its own faults too.
public final class YamlReader {

    /// The largest file read, in bytes.
    public static final int BYTES_MAX = 1 << 20;

    private YamlReader() {}

    /// Reads a file. One that is missing, unreadable or too large is a fault too.
    public static Optional<YamlValue> read(Path file, Faults faults) {
        return text(file, faults).flatMap(text -> read(text, faults));
    }

    /// Reads bytes, which must be UTF-8.
    public static Optional<YamlValue> read(byte[] bytes, Faults faults) {
        return decode(bytes, faults).flatMap(text -> read(text, faults));
    }

    /// Reads a text.
    public static Optional<YamlValue> read(String text, Faults faults) {
        if (text.length() > BYTES_MAX) {
            faults.add(Position.START, tooLarge());
            return Optional.empty();
        }
        return new YamlTreeBuilder(faults)
                .build(text.startsWith("\uFEFF") ? text.substring(1) : text)
                .map(tree -> new YamlValue("the file", tree, faults));
    }

    /// The text of a file, for callers that need it besides its values.
    public static Optional<String> text(Path file, Faults faults) {
        try (InputStream in = Files.newInputStream(file)) {
            return decode(in.readNBytes(BYTES_MAX + 1), faults);
        } catch (NoSuchFileException e) {
            faults.add(Position.START, "there is no such file");
        } catch (AccessDeniedException e) {
            faults.add(Position.START, "the file may not be read: check its permissions");
        } catch (IOException e) {
            faults.add(
                    Position.START,
                    Files.isDirectory(file)
                            ? "this is a folder: name a file"
                            : "the file cannot be read: " + e.getMessage());
        }
        return Optional.empty();
    }

    private static Optional<String> decode(byte[] bytes, Faults faults) {
        if (bytes.length > BYTES_MAX) {
            faults.add(Position.START, tooLarge());
            return Optional.empty();
        }
        CharsetDecoder decoder =
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder.decode(in, out, true);
        out.flip();
        if (result.isError()) {
            faults.add(
                    end(out),
                    "this is not UTF-8 (byte 0x%02X): save the file in UTF-8"
                            .formatted(bytes[in.position()]));
            return Optional.empty();
        }
        return Optional.of(out.toString());
    }

    /// The position just after a text.
    static Position end(CharSequence text) {
        int line = 1;
        int column = 1;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '\n') {
                line++;
                column = 1;
            } else if (!Character.isLowSurrogate(text.charAt(i))) {
                column++;
            }
        }
        return new Position(line, column);
    }

    private static String tooLarge() {
        return "the file is larger than " + BYTES_MAX + " bytes: split it";
    }
}
