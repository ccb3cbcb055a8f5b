package scrip.server.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/// Compresses answers for callers who take gzip, if they are large enough to be worth it.
///
/// Left alone is whatever could tell a secret by its length, when somebody else puts guesses into
/// the same answer (BREACH): answers to browsers, whose sessions other sites can make ask; answers
/// that set a cookie; and those of operations that make a way in, such as a new key. What is no
/// text, such as a document or an archive, is compressed already.
public final class Packing {

    /// Of a smaller answer nothing is saved: it is one packet on the wire.
    static final int BYTES_LEAST = 1_400;

    private static final String GZIP = "gzip";

    private Packing() {}

    /// Whether a caller takes gzip, by the header `Accept-Encoding`.
    public static boolean isTaken(@Nullable String accepted) {
        if (accepted == null) {
            return false;
        }
        boolean taken = false;
        for (String coding : accepted.toLowerCase(Locale.ROOT).split(",", -1)) {
            String[] parts = coding.strip().split("\\s*;\\s*", -1);
            boolean refused = parts.length > 1 && parts[1].matches("q\\s*=\\s*0(?:[.]0{0,3})?");
            if (parts[0].equals(GZIP)) {
                return !refused;
            }
            taken |= parts[0].equals("*") && !refused;
        }
        return taken;
    }

    /// Whether content of a media type shrinks.
    static boolean isText(String type) {
        return type.startsWith("text/")
                || type.startsWith("application/json")
                || type.startsWith("application/yaml")
                || type.contains("+json");
    }

    /// The content, compressed.
    public static byte[] packed(byte[] plain) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream(plain.length / 4 + 64);
        try (Quick out = new Quick(packed)) {
            out.write(plain);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return packed.toByteArray();
    }

    /// Answers are made once and sent once: a little smaller is not worth three times the work.
    private static final class Quick extends GZIPOutputStream {

        Quick(ByteArrayOutputStream out) throws IOException {
            super(out);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}
