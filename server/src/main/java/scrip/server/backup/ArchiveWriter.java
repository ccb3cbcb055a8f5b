package scrip.server.backup;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/// Writes the entries of an archive, a zip file, one after the other, and then its manifest.
final class ArchiveWriter {

    private static final int BUFFER_BYTES = 1 << 16;

    private final OutputStream sealing;
    private final ZipOutputStream zip;
    private final Progress progress;
    private final List<Manifest.Part> parts = new ArrayList<>();

    /// @param out stays open
    /// @param key null for no encryption
    ArchiveWriter(OutputStream out, @Nullable SealingKey key, Progress progress)
            throws IOException {
        OutputStream open =
                new FilterOutputStream(new BufferedOutputStream(out, BUFFER_BYTES)) {
                    @Override
                    public void write(byte[] bytes, int from, int length) throws IOException {
                        out.write(bytes, from, length);
                    }

                    @Override
                    public void close() throws IOException {
                        flush();
                    }
                };
        this.sealing = key == null ? open : new SealedOutputStream(open, key);
        this.zip = new ZipOutputStream(new BufferedOutputStream(sealing, BUFFER_BYTES));
        zip.setLevel(Deflater.BEST_SPEED);
        this.progress = progress;
    }

    /// What writes the content of an entry.
    interface Content {
        void write(OutputStream out) throws IOException, SQLException;
    }

    /// Writes an entry.
    Manifest.Part add(String name, Content content) throws IOException, SQLException {
        zip.putNextEntry(new ZipEntry(name));
        HashedOutput hashed = new HashedOutput(zip, progress);
        content.write(hashed);
        zip.closeEntry();
        Manifest.Part part = hashed.part(name);
        parts.add(part);
        return part;
    }

    Manifest.Part add(String name, String text) throws IOException, SQLException {
        return add(name, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    /// What was added so far, as `sha256sum` reads it.
    String sums() {
        StringBuilder text = new StringBuilder();
        parts.forEach(
                part -> text.append(part.sha256()).append("  ").append(part.name()).append('\n'));
        return text.toString();
    }

    /// Writes the manifest and ends the archive.
    void finish(Manifest manifest) throws IOException {
        zip.putNextEntry(new ZipEntry(Manifest.NAME));
        zip.write(manifest.json());
        zip.closeEntry();
        zip.finish();
        zip.flush();
        sealing.close();
    }
}
